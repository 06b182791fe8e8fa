import { type Grade, toInstant } from '#situation';
import { asMs, timestamp } from '../columns.js';
import { type EditionScope, Parameters, type ReportReference, whereAll } from '../paging.js';
import type { AmendmentKind } from './report-history.query.js';

/** Something that was said about a report: the report itself, or an amendment. */
export interface ReportEvent {
  readonly id: string;
  readonly kind: 'reported' | AmendmentKind;
  readonly report: ReportReference;
  /** When it was made known. */
  readonly reportedAt: string;
  readonly reason: string | null;
  readonly grade: Grade | null;
  /** The incident of a link or an unlink. */
  readonly incident: string | null;
}

/** What became known after `fromMs` and by `toMs`, in milliseconds since 1970 UTC. */
export interface EventQuestion {
  readonly fromMs: number;
  readonly toMs: number;
  /** Some version of the report names this place. */
  readonly place?: string;
  readonly limit: number;
}

/** What was said about reports between two known times, in order; a link stands once for each report that it names. */
export async function reportEventsBetween(
  { sql, schema }: EditionScope,
  question: EventQuestion,
): Promise<readonly ReportEvent[]> {
  const given = new Parameters();
  const [from, to] = [given.add(timestamp(question.fromMs)), given.add(timestamp(question.toMs))];
  const between = `in_slice and reported_at > ${from} and reported_at <= ${to}`;
  // An amendment whose report is not known yet waits, and changes nothing until it is.
  const where = whereAll([
    `exists (select from "${schema}".report_version v where v.report_id = said.report_id and v.known_from <= ${to}
       ${question.place === undefined ? '' : `and v.places @> array[${given.add(question.place)}]`})`,
  ]);
  const rows = await sql.query<Omit<ReportEvent, 'report' | 'reportedAt'> & EventRow>(
    `select id, kind, report_id, ${asMs('reported_at')} ms, reason, grade, incident,
       (select external_id from "${schema}".report_version v
        where v.report_id = said.report_id and v.known_from <= ${to} order by version desc limit 1) external_id
     from (
       select event_id id, kind, report_id, reported_at, reason, grade, null incident
       from "${schema}".report_event where ${between}
       union all
       select event_id, kind, unnest(report_ids), reported_at, reason, null, incident
       from "${schema}".incident_link where ${between}
     ) said ${where} order by reported_at, id, report_id limit ${given.add(question.limit)}`,
    given.values,
  );
  return rows.map(({ report_id, external_id, ms, ...rest }) => ({
    ...rest,
    report: { id: report_id, externalId: external_id },
    reportedAt: toInstant(ms),
  }));
}

interface EventRow {
  readonly report_id: string;
  readonly external_id: string | null;
  readonly ms: number;
}
