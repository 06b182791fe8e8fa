import type { Figure, Grade } from '#situation';
import { timestamp } from '../../table/columns.js';
import type { EditionScope, ReportReference } from '../../table/paging.js';

/** Who says a report, how it is graded and what it counts. */
export interface ReportAttribution extends ReportReference {
  readonly outlet: string;
  /** The first voice of the chain, as printed; null where there is none. */
  readonly voice: string | null;
  readonly grade: Grade;
  readonly figures: readonly Figure[];
}

/** Returns who says these reports as they read at one known time, by id; one that was retracted by then as it last read. */
export async function attributionsOf(
  { sql, schema }: EditionScope,
  ids: readonly string[],
  knownAtMs: number,
): Promise<ReadonlyMap<string, ReportAttribution>> {
  const rows = await sql.query<ReportAttribution>(
    `select distinct on (v.report_id) v.report_id id, v.external_id "externalId", v.outlet,
       e.report #>> '{source,chain,0}' voice, v.grade, e.report -> 'figures' figures
     from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
     where v.report_id = any($1::uuid[]) and v.known_from <= $2
     order by v.report_id, v.version desc`,
    [ids, timestamp(knownAtMs)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
