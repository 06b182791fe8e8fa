import { type Grade, toInstant } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { partsOf } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import type { AmendmentKind } from './report-history.query.js';
import { type ReportSummary, summaryColumns } from './report-summaries.query.js';

/** Something that was said about a report: the report itself, or an amendment. */
export interface ReportEvent {
  readonly id: string;
  readonly kind: 'reported' | AmendmentKind;
  readonly report: ReportSummary;
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
  /** Of these events alone. */
  readonly eventIds?: readonly string[];
  /** Of these kinds alone. */
  readonly kinds?: readonly ReportEvent['kind'][];
  /** Some version of the report names this place. */
  readonly place?: string;
  /** Some version of the report names this place or a part of it. */
  readonly within?: string;
  readonly limit: number;
  /** The event behind which the page begins. */
  readonly after?: EventCursor;
}

/** Where an event stands: in order of when it was made known, then of its id and its report's. */
export interface EventCursor {
  readonly ms: number;
  readonly id: string;
  readonly reportId: string;
}

/** What was said about reports between two known times, in order; a link stands once for each report that it names. */
export async function reportEventsBetween(
  { sql, schema }: EditionScope,
  question: EventQuestion,
): Promise<readonly ReportEvent[]> {
  const given = new Parameters();
  const [from, to] = [given.add(timestamp(question.fromMs)), given.add(timestamp(question.toMs))];
  const { eventIds, kinds, place, within, after } = question;
  const among = eventIds === undefined ? '' : `and event_id = any(${given.add(eventIds)}::uuid[])`;
  const ofKind = kinds === undefined ? '' : `and kind = any(${given.add(kinds)}::text[])`;
  const between = `in_slice and reported_at > ${from} and reported_at <= ${to} ${among} ${ofKind}`;
  const namesPlace = [
    place === undefined ? '' : `and v.places @> array[${given.add(place)}]`,
    within === undefined ? '' : `and v.places && array(${partsOf(given.add(within), schema)})`,
  ].join(' ');
  const where = whereAll([
    // An amendment whose report is not known yet waits, and changes nothing until it is.
    `exists (select from "${schema}".report_version v
       where v.report_id = said.report_id and v.known_from <= ${to} ${namesPlace})`,
    after === undefined
      ? undefined
      : `(said.reported_at, said.id, said.report_id) >
         (${given.add(timestamp(after.ms))}::timestamptz, ${given.add(after.id)}::uuid, ${given.add(after.reportId)}::uuid)`,
  ]);
  const rows = await sql.query<EventRow>(
    `select said.id, said.kind, ${asMs('said.reported_at')} ms, said.reason, said.grade, said.incident,
       to_jsonb(latest) report
     from (
       select event_id id, kind, report_id, reported_at, reason, grade, null incident
       from "${schema}".report_event where ${between}
       union all
       select event_id, kind, unnest(report_ids), reported_at, reason, null, incident
       from "${schema}".incident_link where ${between}
     ) said
     cross join lateral (
       select ${summaryColumns}
       from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
       where v.report_id = said.report_id and v.known_from <= ${to} order by v.version desc limit 1
     ) latest
     ${where} order by said.reported_at, said.id, said.report_id limit ${given.add(question.limit)}`,
    given.values,
  );
  return rows.map(({ ms, ...rest }) => ({ ...rest, reportedAt: toInstant(ms) }));
}

interface EventRow extends Omit<ReportEvent, 'reportedAt'> {
  readonly ms: number;
}

/**
 * Returns the events of an edition that these events of the log made known. A draft is made known by its approval, or by the words
 * that were approved where these came later: then it is an event under the report's id.
 */
export async function eventsMadeKnown(
  { sql, schema }: EditionScope,
  eventIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `select event_id id from "${schema}".report_event where event_id = any($1::uuid[]) and approved_by is null
     union select event_id from "${schema}".incident_link where event_id = any($1::uuid[])
     union select e.event_id from "${schema}".draft_event d
       join "${schema}".report_event e on e.event_id = d.report_id
       join "${schema}".draft_event a on a.event_id = e.approved_by
     where d.event_id = any($1::uuid[]) and d.event_id in (a.event_id, a.draft)`,
    [eventIds],
  );
  return rows.map(({ id }) => id);
}
