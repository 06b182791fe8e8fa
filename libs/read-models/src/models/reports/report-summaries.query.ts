import { timestamp } from '../../table/columns.js';
import type { EditionScope, ReportReference } from '../../table/paging.js';

/** A report in a line. */
export interface ReportSummary extends ReportReference {
  readonly type: string;
  /** The place that the report names first; null where it names none. */
  readonly place: string | null;
  readonly summary: string;
}

/** Returns these reports as they read at one known time, by id; one that was retracted by then as it last read. */
export async function reportSummaries(
  { sql, schema }: EditionScope,
  ids: readonly string[],
  knownAtMs: number,
): Promise<ReadonlyMap<string, ReportSummary>> {
  const rows = await sql.query<ReportSummary>(
    `select distinct on (v.report_id) ${summaryColumns}
     from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
     where v.report_id = any($1::uuid[]) and v.known_from <= $2
     order by v.report_id, v.version desc`,
    [ids, timestamp(knownAtMs)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Of a version `v` of a report and the event `e` that has its words. */
export const summaryColumns = `v.report_id id, v.external_id "externalId", v.development_type "type",
  e.report #>> '{places,0}' place, e.report ->> 'summary' summary`;
