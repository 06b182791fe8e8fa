import type { EditionScope } from '../../table/paging.js';

/** Whose a report is, and what it is about, by its newest version. */
export interface ReportSubject {
  readonly outlet: string;
  /** The places that it names or says something of, those of its figures among them. */
  readonly places: readonly string[];
}

/** Returns the subjects of these reports, withdrawn ones among them; a report that nobody has made is missing in the map. */
export async function reportSubjects(
  { sql, schema }: EditionScope,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, ReportSubject>> {
  const rows = await sql.query<ReportSubject & { readonly id: string }>(
    `select distinct on (v.report_id) v.report_id as id, v.outlet, v.places || array(
       select f ->> 'place' from jsonb_array_elements(e.report -> 'figures') f where f ->> 'place' is not null
     ) as places
     from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
     where v.report_id = any($1::uuid[]) order by v.report_id, v.version desc`,
    [reportIds],
  );
  return new Map(rows.map(({ id, outlet, places }) => [id, { outlet, places }]));
}
