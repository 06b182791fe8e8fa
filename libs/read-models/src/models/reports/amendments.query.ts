import {
  type AmendmentMoment,
  isDecision,
  type ReportFact,
  type ReportId,
  type ReportMoment,
  toInstant,
  withdrawalOf,
} from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';

/** When something was said about reports and what it follows, without what it says. */
export interface StatementMoment extends AmendmentMoment {
  readonly reportIds: readonly ReportId[];
  readonly reason: string | null;
  /** The incident of a link or an unlink. */
  readonly incident: string | null;
  /** False for what was made known outside the slice of the edition: it counts for nothing, but others may follow it. */
  readonly inSlice: boolean;
}

/** Everything said about any of these reports, decisions about incidents included. */
export async function momentsAbout(
  { sql, schema }: EditionScope,
  reportIds: readonly ReportId[],
): Promise<readonly StatementMoment[]> {
  const rows = await sql.query<Omit<StatementMoment, 'follows'> & { readonly follows: readonly string[] | null }>(
    `select event_id "eventId", kind, ${asMs('reported_at')} "reportedAtMs", follows, array[report_id] "reportIds", reason,
       null incident, in_slice "inSlice"
     from "${schema}".report_event where report_id = any($1::uuid[])
     union all
     select event_id, kind, ${asMs('reported_at')}, follows, report_ids, reason, incident, in_slice
     from "${schema}".incident_link where report_ids && $1::uuid[]`,
    [reportIds],
  );
  return rows.map(({ follows, ...row }) => ({ ...row, ...(follows === null ? {} : { follows }) }));
}

/** What takes a report out of account. */
export interface StandingRetraction {
  readonly id: string;
  /** From when on the report counts for nothing. */
  readonly since: string;
  readonly reason: string | null;
}

/** The retraction that a report is under, given everything said about it; undefined while the report counts. */
export function retractionOf(moments: readonly StatementMoment[]): StandingRetraction | undefined {
  const facts = moments.filter(
    (moment): moment is StatementMoment & ReportMoment => moment.inSlice && !isDecision(moment),
  );
  const withdrawal = withdrawalOf(facts, moments);
  if (withdrawal === undefined) return undefined;
  const { eventId, reason } = withdrawal.retraction;
  return { id: eventId, since: toInstant(withdrawal.sinceMs), reason };
}

/** The retractions that these reports are under, by report. */
export async function retractionsOf(
  scope: EditionScope,
  reportIds: readonly ReportId[],
): Promise<ReadonlyMap<ReportId, StandingRetraction>> {
  const { sql, schema } = scope;
  const everRetracted = await sql.query<{ id: ReportId }>(
    `select distinct report_id id from "${schema}".report_event
     where report_id = any($1::uuid[]) and kind = 'report_retracted' and in_slice`,
    [reportIds],
  );
  if (everRetracted.length === 0) return new Map();
  const ids = everRetracted.map(({ id }) => id);
  const moments = await momentsAbout(scope, ids);
  return new Map(
    ids.flatMap((id) => {
      const retraction = retractionOf(moments.filter(({ reportIds: about }) => about.includes(id)));
      return retraction === undefined ? [] : [[id, retraction]];
    }),
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
