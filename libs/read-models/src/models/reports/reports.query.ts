import { type Report, toInstant } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { askAbout, type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { relevanceTo, reportConditions, type ReportFilter } from './report-filter.query.js';
import { CursorInvalid, dayOfReport, type ReportOrder } from './report-order.js';

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

/** A page of reports as they read at one known time. */
export interface ReportQuestion extends ReportFilter {
  readonly order: ReportOrder;
  readonly limit: number;
  readonly after?: string;
  /** How many reports to pass over from there; none by default. */
  readonly skip?: number;
}

/** What an order sorts by before the known time and the id: a whole number. Undefined where these two are all. */
const sortedBy = ({ order, terms = [] }: ReportQuestion, given: Parameters): string | undefined => {
  if (order === 'relevance') return relevanceTo(terms, given);
  return order === 'occurred' ? dayOfReport : undefined;
};

/** Versions at the beginning of an order that are looked through for words before an index is asked where the words stand. */
const first_looked_at = 1_000;

/**
 * Reports known then and not withdrawn then. Words are looked for among the first versions of the order, where common ones
 * are soon found, and then by their index: which of the two is quick, the numbers that PostgreSQL keeps of words do not tell.
 *
 * @throws {CursorInvalid}
 */
export async function reportPage(scope: EditionScope, question: ReportQuestion): Promise<readonly ReportView[]> {
  const { limit, skip = 0 } = question;
  if (!asksForWordsAlone(question)) return pageOf(scope, question, 'all');
  const first = limit + skip > first_looked_at ? [] : await pageOf(scope, question, 'first');
  return first.length === limit ? first : pageOf(scope, question, 'with words');
}

/** What is narrowed by anything else is found by that. */
function asksForWordsAlone({
  order,
  terms = [],
  limit: _limit,
  skip: _skip,
  after: _after,
  ...filter
}: ReportQuestion): boolean {
  const { knownAtMs: _known, ...others } = filter;
  return (
    ['latest', 'earliest'].includes(order) &&
    terms.some(({ isExcluded }) => !isExcluded) &&
    Object.values(others).every((other) => other === undefined)
  );
}

/** The versions that a page is of: all, the first of the order, or those that have the words. */
async function pageOf(
  { sql, schema }: EditionScope,
  question: ReportQuestion,
  versions: 'all' | 'first' | 'with words',
): Promise<readonly ReportView[]> {
  const given = new Parameters();
  const key = sortedBy(question, given);
  const columns = [...(key === undefined ? [] : [key]), 'v.known_from', 'v.report_id'];
  const [beyond, direction] = ['latest', 'relevance'].includes(question.order) ? ['<', 'desc'] : ['>', 'asc'];
  const cursor = question.after === undefined ? undefined : readCursor(question.after, key !== undefined);
  const after = cursor && `(${columns.join(', ')}) ${beyond} (${placeholders(cursor, given)})`;
  const orderBy = `order by ${columns.map((column) => `${column} ${direction}`).join(', ')}`;
  const { knownAtMs, terms } = question;
  const whereOf = (filter: ReportFilter): string => whereAll([...reportConditions(filter, schema, given), after]);
  const table = `"${schema}".report_version v`;
  const from = {
    all: () => ['', table],
    first: () => ['', `(select * from ${table} ${whereOf({ knownAtMs })} ${orderBy} limit ${first_looked_at}) v`],
    // In order already, so that no more of the words of reports is read than a page has.
    'with words': () => [
      `with found as materialized (select * from ${table} ${whereOf({ knownAtMs, ...(terms && { terms }) })} ${orderBy})`,
      'found v',
    ],
  }[versions]();
  const { terms: _words, ...rest } = question;
  const rows = await sql.query<VersionRow & { readonly key: number | null }>(
    `${from[0]} select ${versionColumns}, ${key ?? 'null'}::int "key"
     from ${from[1]} join "${schema}".report_event e on e.event_id = v.said_by
     ${whereOf(versions === 'with words' ? rest : question)} ${orderBy}
     limit ${given.add(question.limit)} offset ${given.add(question.skip ?? 0)}`,
    given.values,
  );
  return rows.map((row) => ({ ...toView(row), cursor: cursorOf(row) }));
}

/** Returns how many reports are asked for, on all pages. */
export async function reportsMatching({ sql, schema }: EditionScope, filter: ReportFilter): Promise<number> {
  const given = new Parameters();
  const where = whereAll(reportConditions(filter, schema, given));
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int count
     from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by ${where}`,
    given.values,
  );
  return row?.count ?? 0;
}

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

export const toView = ({
  report,
  report_id,
  version,
  known_from,
  known_to,
}: VersionRow): Omit<ReportView, 'cursor'> => ({
  report: { ...report, id: report_id },
  version,
  knownFrom: toInstant(known_from),
  knownTo: Number.isFinite(known_to) ? toInstant(known_to) : null,
});

/** Where a page ends. */
interface ReportCursor {
  /** What the order sorts by first, where it has that. */
  readonly key: number | null;
  readonly known_from: number;
  readonly report_id: string;
}

const cursorOf = ({ key, known_from, report_id }: ReportCursor): string =>
  `${key === null ? '' : `${key}_`}${known_from.toString(36)}.${report_id}`;

const placeholders = ({ key, known_from, report_id }: ReportCursor, given: Parameters): string =>
  [
    ...(key === null ? [] : [`${given.add(key)}::int`]),
    `${given.add(timestamp(known_from))}::timestamptz`,
    `${given.add(report_id)}::uuid`,
  ].join(', ');

/** The years that a report can be known in. */
const first_known_ms = Date.parse('0999-01-01T00:00:00Z');
const last_known_ms = Date.parse('9001-12-31T00:00:00Z');
const cursorPattern = /^(?:(-?\d{1,9})_)?(-?[0-9a-z]{1,12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readCursor(cursor: string, hasKey: boolean): ReportCursor {
  const [, key, known = '', report_id] = cursorPattern.exec(cursor) ?? [];
  const known_from = Number.parseInt(known, 36);
  const isKnown = first_known_ms <= known_from && known_from <= last_known_ms;
  if (report_id === undefined || !isKnown || (key !== undefined) !== hasKey)
    throw new CursorInvalid('No page of this order has given this cursor.');
  return { key: key === undefined ? null : Number(key), known_from, report_id };
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
  scope: EditionScope,
  ids: readonly string[],
  knownAtMs: number,
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await askAbout<{ report_id: string; external_id: string | null }>(
    scope,
    ids.length,
    `select report_id, external_id from "${scope.schema}".report_version
     where report_id = any($1::uuid[]) and known_from <= $2 and known_to > $2`,
    [ids, timestamp(knownAtMs)],
  );
  return new Map(rows.map(({ report_id, external_id }) => [report_id, external_id]));
}
