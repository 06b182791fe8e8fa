import { type BoundingBox, type PartsOfStretch, type Report, toInstant, type VoicesOfStretch } from '#situation';
import { arrayLiteral, asMs, timestamp } from '../columns.js';
import { placesInBox } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../paging.js';

/** One version of a report, and when it was known. */
export interface ReportView {
  readonly report: Report;
  readonly version: number;
  readonly knownFrom: string;
  /** When it was superseded or withdrawn; null while it stands. */
  readonly knownTo: string | null;
  /** Where the next page begins. */
  readonly cursor: string;
}

/** Which of two reports comes first: the one that was made known earlier, or the one made known later. */
export const reportOrders = ['earliest', 'latest'] as const;
export type ReportOrder = (typeof reportOrders)[number];

/** A page of reports as they read at one known time, in order of when they were made known. */
export interface ReportQuestion {
  readonly knownAtMs: number;
  readonly type?: string;
  readonly place?: string;
  /** In which one of these has a part, on the days on which they are asked for: see `Memberships.partsOverTime`. */
  readonly actors?: readonly PartsOfStretch[];
  readonly outlet?: string;
  /** The outlet's own number. */
  readonly externalId?: string;
  /** The outlet or a voice of the chain is one of these, on the days on which they are asked for. */
  readonly voices?: readonly VoicesOfStretch[];
  readonly incident?: string;
  /** Days: the development may have happened on or after, and on or before. */
  readonly from?: string;
  readonly to?: string;
  /** Of which a place that it names lies in this box. */
  readonly box?: BoundingBox;
  /** This report alone. */
  readonly id?: string;
  readonly order: ReportOrder;
  readonly limit: number;
  readonly after?: string;
  /** How many reports to pass over from there; none by default. */
  readonly skip?: number;
}

/** A cursor that no page has given. */
export class CursorInvalid extends Error {
  override readonly name = 'CursorInvalid';
}

/** An actor counts by the days on which it may have happened; where these are not known, by the day it was made known. */
const hasPartOf = (stretches: readonly PartsOfStretch[], given: Parameters): string => {
  const column = (value: (stretch: PartsOfStretch) => string): string => given.add(stretches.map(value));
  return `v.actors && ${given.add([...new Set(stretches.flatMap(({ parts }) => [...parts]))])}::text[] and exists (
    select 1 from unnest(${column(({ from }) => from ?? '-infinity')}::date[], ${column(({ to }) => to ?? 'infinity')}::date[],
      ${column(({ parts }) => arrayLiteral([...parts]))}::text[]) s (first_day, last_day, parts)
    where v.actors && s.parts::text[]
      and coalesce(v.occurred_from, v.occurred_to, (v.known_from at time zone 'UTC')::date) <= s.last_day
      and coalesce(v.occurred_to, v.occurred_from, (v.known_from at time zone 'UTC')::date) >= s.first_day)`;
};

/** Reports known then and not withdrawn then. @throws {CursorInvalid} */
export async function reportPage(
  { sql, schema }: EditionScope,
  question: ReportQuestion,
): Promise<readonly ReportView[]> {
  const given = new Parameters();
  const after = question.after === undefined ? undefined : readCursor(question.after);
  const [beyond, direction] = question.order === 'latest' ? ['<', 'desc'] : ['>', 'asc'];
  const where = whereAll([
    ...reportConditions(question, schema, given),
    after === undefined
      ? undefined
      : `(v.known_from, v.report_id) ${beyond} (${given.add(timestamp(after.knownFromMs))}::timestamptz, ${given.add(after.reportId)}::uuid)`,
  ]);
  const rows = await sql.query<VersionRow>(
    `select ${versionColumns} from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
     ${where} order by v.known_from ${direction}, v.report_id ${direction}
     limit ${given.add(question.limit)} offset ${given.add(question.skip ?? 0)}`,
    given.values,
  );
  return rows.map(toView);
}

/** Returns how many reports are asked about, on all pages. */
export async function reportsMatching(
  { sql, schema }: EditionScope,
  question: Omit<ReportQuestion, 'order' | 'limit' | 'after' | 'skip'>,
): Promise<number> {
  const given = new Parameters();
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int count
     from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
     ${whereAll(reportConditions(question, schema, given))}`,
    given.values,
  );
  return row?.count ?? 0;
}

/** The conditions on the version `v` of a report and the event `e` with its words. */
function reportConditions(
  question: Omit<ReportQuestion, 'order' | 'limit'>,
  schema: string,
  given: Parameters,
): readonly (string | undefined)[] {
  const known = given.add(timestamp(question.knownAtMs));
  const equals = (column: string, value: string | undefined) =>
    value === undefined ? undefined : `${column} = ${given.add(value)}`;
  return [
    `v.known_from <= ${known} and v.known_to > ${known}`,
    question.id === undefined ? undefined : `v.report_id = ${given.add(question.id)}::uuid`,
    equals('v.development_type', question.type),
    equals('v.outlet', question.outlet),
    equals('v.external_id', question.externalId),
    question.voices === undefined ? undefined : saidByOneOf(question.voices, given),
    equals('v.incident_key', question.incident),
    question.place === undefined ? undefined : `v.places @> array[${given.add(question.place)}]`,
    question.box === undefined ? undefined : namesPlaceIn(question.box, schema, given),
    question.actors === undefined ? undefined : hasPartOf(question.actors, given),
    question.from === undefined
      ? undefined
      : `(v.occurred_to is null or v.occurred_to >= ${given.add(question.from)}::date)`,
    question.to === undefined
      ? undefined
      : `(v.occurred_from is null or v.occurred_from <= ${given.add(question.to)}::date)`,
  ];
}

/**
 * True of the version `v` and the event `e` with its words where a place that the report names lies in the box. The index
 * knows those that it claims something of as well.
 */
export function namesPlaceIn(box: BoundingBox, schema: string, given: Parameters): string {
  const inBox = placesInBox(box, schema, given);
  return `v.places && ${inBox} and e.report -> 'places' ?| ${inBox}`;
}

/** The day of an account is the one that its instant is written with. */
const saidByOneOf = (stretches: readonly VoicesOfStretch[], given: Parameters): string => {
  const column = (value: (stretch: VoicesOfStretch) => string): string => given.add(stretches.map(value));
  return `exists (
    select from unnest(${column(({ from }) => from ?? '-infinity')}::date[], ${column(({ to }) => to ?? 'infinity')}::date[],
      ${column(({ voices }) => arrayLiteral(voices))}::text[]) s (first_day, last_day, voices)
    where left(e.report ->> 'reportedAt', 10)::date between s.first_day and s.last_day
      and (v.outlet = any(s.voices::text[]) or e.report #> '{source,chain}' ?| s.voices::text[]))`;
};

/** A version as it is read. */
export interface VersionRow {
  readonly report: Report;
  readonly report_id: string;
  readonly version: number;
  readonly known_from: number;
  readonly known_to: number;
}

/** The words of an event with the grade that stood over them. */
export const versionColumns = `e.report || jsonb_build_object('grade', v.grade) report, v.report_id, v.version, ${asMs('v.known_from')} known_from, ${asMs('v.known_to')} known_to`;

export const toView = ({ report, report_id, version, known_from, known_to }: VersionRow): ReportView => ({
  report: { ...report, id: report_id },
  version,
  knownFrom: toInstant(known_from),
  knownTo: Number.isFinite(known_to) ? toInstant(known_to) : null,
  cursor: `${known_from.toString(36)}.${report_id}`,
});

/** The years that a report can be known in. */
const first_known_ms = Date.parse('0999-01-01T00:00:00Z');
const last_known_ms = Date.parse('9001-12-31T00:00:00Z');

function readCursor(cursor: string): { readonly knownFromMs: number; readonly reportId: string } {
  const match = /^(-?[0-9a-z]{1,12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor);
  const knownFromMs = Number.parseInt(match?.[1] ?? '', 36);
  if (match?.[2] === undefined || !(first_known_ms <= knownFromMs && knownFromMs <= last_known_ms))
    throw new CursorInvalid('No page has given this cursor.');
  return { knownFromMs, reportId: match[2] };
}

/** Which of these reports there are, whether they stand or are withdrawn. */
export async function reportsKnown(
  { sql, schema }: EditionScope,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `select event_id id from "${schema}".report_event where event_id = any($1::uuid[]) and kind = 'reported' and in_slice`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** How each of these reports was numbered by its outlet, as known at one known time (milliseconds since 1970 UTC). */
export async function externalIdsOf(
  { sql, schema }: EditionScope,
  ids: readonly string[],
  knownAtMs: number,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await sql.query<{ report_id: string; external_id: string | null }>(
    `select report_id, external_id from "${schema}".report_version
     where report_id = any($1::uuid[]) and known_from <= $2 and known_to > $2`,
    [ids, timestamp(knownAtMs)],
  );
  return new Map(rows.map(({ report_id, external_id }) => [report_id, external_id]));
}
