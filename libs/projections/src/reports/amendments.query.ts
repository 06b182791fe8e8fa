import { type ReportFact, toInstant } from '#situation';
import { asMs, timestamp } from '../columns.js';
import { type EditionScope, Parameters, whereAll } from '../paging.js';

/** When each thing was said about a report, without what it says. */
export async function factMoments(
  { sql, schema }: EditionScope,
  reportId: string,
): Promise<readonly Pick<ReportFact, 'eventId' | 'kind' | 'reportedAtMs'>[]> {
  return sql.query(
    `select event_id "eventId", kind, ${asMs('reported_at')} "reportedAtMs"
     from "${schema}".report_event where report_id = $1`,
    [reportId],
  );
}

/** An amendment whose report is not there yet. */
export interface WaitingAmendment {
  readonly id: string;
  readonly kind: Exclude<ReportFact['kind'], 'reported'>;
  readonly reportId: string;
  readonly reportedAt: string;
  readonly reason: string | null;
}

/** A page of amendments that wait for their reports, in order of when they were made known. */
export async function waitingAmendments(
  { sql, schema }: EditionScope,
  { limit, after }: { readonly limit: number; readonly after?: { readonly ms: number; readonly id: string } },
): Promise<readonly WaitingAmendment[]> {
  const given = new Parameters();
  const where = whereAll([
    `a.kind <> 'reported'`,
    // The event of a report has the report's id.
    `not exists (select from "${schema}".report_event r where r.event_id = a.report_id and r.kind = 'reported')`,
    after === undefined
      ? undefined
      : `(a.reported_at, a.event_id) > (${given.add(timestamp(after.ms))}::timestamptz, ${given.add(after.id)}::uuid)`,
  ]);
  const rows = await sql.query<Omit<WaitingAmendment, 'reportedAt'> & { readonly ms: number }>(
    `select a.event_id id, a.kind, a.report_id "reportId", ${asMs('a.reported_at')} ms, a.reason
     from "${schema}".report_event a ${where} order by a.reported_at, a.event_id limit ${given.add(limit)}`,
    given.values,
  );
  return rows.map(({ ms, ...row }) => ({ ...row, reportedAt: toInstant(ms) }));
}
