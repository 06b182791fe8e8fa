import { type Day, type PlaceId, toInstant } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { type EditionScope, Parameters, type ReportReference, whereAll } from '../../table/paging.js';
import { facetCounts, type ReportFacet, type ReportFacetCounts } from '../reports/report-facets.query.js';
import { type NamedTerm, relevanceTo, reportConditions, type ReportFilter } from '../reports/report-filter.query.js';
import { CursorInvalid, dayOfReport, reportOrders } from '../reports/report-order.js';

/** How a report came into an incident, and over which known times it belonged there. */
export interface Belonging {
  /** `own`: the report names the incident itself. `link`: somebody decided so. */
  readonly via: 'own' | 'link';
  /** The decision; null when the report names the incident itself. */
  readonly link: { readonly id: string; readonly reportedAt: string; readonly reason: string } | null;
  readonly knownFrom: string;
  /** When it left; null while it stays. */
  readonly knownTo: string | null;
}

/** An incident that a report belonged to. */
export interface IncidentMembership extends Belonging {
  readonly incident: string;
}

/** A report of an incident. */
export interface IncidentReport extends Belonging {
  readonly report: ReportReference;
  readonly summary: string;
  /** The places that the report names or claims something of, those that it names first. */
  readonly places: readonly PlaceId[];
  /** The local days on which it may have happened; null where not known. */
  readonly occurredFrom: Day | null;
  readonly occurredTo: Day | null;
}

/** The reports of one development, as known at one known time. */
export interface Incident {
  readonly key: string;
  /** In order of when they were made known. */
  readonly reports: readonly IncidentReport[];
}

/**
 * What comes first: in order of key; whose reports found were made known earliest, or latest; which report matches best;
 * which may have happened earliest.
 */
export const incidentOrders = ['key', ...reportOrders] as const;
export type IncidentOrder = (typeof incidentOrders)[number];

/** Which incidents are asked about, as known at one known time. */
export interface IncidentFilter {
  readonly knownAtMs: number;
  /** This incident alone. */
  readonly key?: string;
  /** Of which one report that belonged to it then meets all of these. */
  readonly reports?: ReportFilter;
}

/** A page of incidents. */
export interface IncidentQuestion extends IncidentFilter {
  /** In order of key by default. */
  readonly order?: IncidentOrder;
  readonly limit: number;
  /** Where the page begins: a cursor of the same order. */
  readonly after?: string;
  /** How many incidents to pass over from there; none by default. */
  readonly skip?: number;
}

interface MembershipRow {
  readonly incident: string;
  readonly linked_by: string | null;
  readonly decided_ms: number | null;
  readonly reason: string | null;
  readonly from_ms: number;
  readonly to_ms: number;
}

const membershipColumns = `s.incident, s.linked_by, ${asMs('l.reported_at')} decided_ms, l.reason,
  ${asMs('s.known_from')} from_ms, ${asMs('s.known_to')} to_ms`;

const staying = (schema: string): string =>
  `"${schema}".incident_stay s left join "${schema}".incident_link l on l.event_id = s.linked_by`;

const toBelonging = ({ linked_by, decided_ms, reason, from_ms, to_ms }: MembershipRow): Belonging => ({
  via: linked_by === null ? 'own' : 'link',
  link: linked_by === null ? null : { id: linked_by, reportedAt: toInstant(decided_ms ?? 0), reason: reason ?? '' },
  knownFrom: toInstant(from_ms),
  knownTo: Number.isFinite(to_ms) ? toInstant(to_ms) : null,
});

/** An incident and where the next page begins. */
export type PagedIncident = Incident & { readonly cursor: string };

/** The incidents known then, each with the reports that belonged to it then. @throws {CursorInvalid} */
export async function incidentPage(
  { sql, schema }: EditionScope,
  question: IncidentQuestion,
): Promise<readonly PagedIncident[]> {
  const given = new Parameters();
  const known = given.add(timestamp(question.knownAtMs));
  const { order = 'key' } = question;
  const rank = rankBy(order, question.reports?.terms ?? [], given);
  const [beyond, direction] = ['latest', 'relevance'].includes(order) ? ['<', 'desc'] : ['>', 'asc'];
  const after = question.after === undefined ? undefined : readCursor(question.after, rank !== undefined);
  const behind = whereAll([
    after && `(rank, incident) ${beyond} (${given.add(after.rank)}::float8, ${given.add(after.key)}::text collate "C")`,
  ]);
  const rows = await sql.query<ReportRow & { readonly rank: number }>(
    `with found as (
       select s.incident collate "C" incident, ${rank ?? '0'}::float8 rank ${staysMeant(question, schema, given, rank !== undefined)}
       group by 1
     ), page as (
       select * from found ${behind} order by rank ${direction}, incident ${direction}
       limit ${given.add(question.limit)} offset ${given.add(question.skip ?? 0)}
     )
     select ${membershipColumns}, s.report_id, v.external_id, e.report ->> 'summary' summary, v.places,
       v.occurred_from::text, v.occurred_to::text, page.rank
     from page join ${staying(schema)} on s.incident = page.incident
     join "${schema}".report_version v on v.report_id = s.report_id and ${standing('v', known)}
     join "${schema}".report_event e on e.event_id = v.said_by
     where ${standing('s', known)}
     order by page.rank ${direction}, page.incident ${direction}, e.reported_at, s.report_id`,
    given.values,
  );
  const incidents = new Map<string, { readonly rank: number; readonly reports: IncidentReport[] }>();
  for (const row of rows) {
    const found = incidents.get(row.incident) ?? { rank: row.rank, reports: [] };
    incidents.set(row.incident, found);
    const { summary, places, occurred_from: occurredFrom, occurred_to: occurredTo } = row;
    const report = { id: row.report_id, externalId: row.external_id };
    found.reports.push({ report, summary, places, occurredFrom, occurredTo, ...toBelonging(row) });
  }
  return [...incidents].map(([key, { rank: ranked, reports }]) => ({
    key,
    reports,
    cursor: rank === undefined ? key : `${ranked}~${key}`,
  }));
}

/** What of the reports found an order sorts their incident by before its key; undefined where the key is all. */
function rankBy(order: IncidentOrder, terms: readonly NamedTerm[], given: Parameters): string | undefined {
  if (order === 'key') return undefined;
  if (order === 'relevance') return `max(${relevanceTo(terms, given)})`;
  if (order === 'occurred') return `min(${dayOfReport})`;
  return `${order === 'latest' ? 'max' : 'min'}(${asMs('v.known_from')})`;
}

function readCursor(cursor: string, hasRank: boolean): { readonly rank: number; readonly key: string } {
  if (!hasRank) return { rank: 0, key: cursor };
  const [, rank, key] = /^(-?\d{1,16})~(.+)$/s.exec(cursor) ?? [];
  if (rank === undefined || key === undefined) throw new CursorInvalid('No page of this order has given this cursor.');
  return { rank: Number(rank), key };
}

interface ReportRow extends MembershipRow {
  readonly report_id: string;
  readonly external_id: string | null;
  readonly summary: string;
  readonly places: readonly PlaceId[];
  readonly occurred_from: Day | null;
  readonly occurred_to: Day | null;
}

/** Returns how many incidents are asked about, on all pages. */
export async function incidentCount({ sql, schema }: EditionScope, filter: IncidentFilter): Promise<number> {
  const given = new Parameters();
  const [row] = await sql.query<{ count: number }>(
    `select count(distinct s.incident)::int count ${staysMeant(filter, schema, given)}`,
    given.values,
  );
  return row?.count ?? 0;
}

/** Counts the incidents asked about in one reading: each once for every value that a report found of it has. */
export async function incidentFacetCounts(
  scope: EditionScope,
  filter: IncidentFilter,
  facets: readonly ReportFacet[],
  most: number,
): Promise<ReportFacetCounts> {
  const given = new Parameters();
  return facetCounts(scope, given, {
    from: staysMeant(filter, scope.schema, given, true),
    one: 's.incident',
    facets,
    most,
  });
}

const standing = (row: string, known: string): string => `${row}.known_from <= ${known} and ${row}.known_to > ${known}`;

/** The stays `s` of reports in incidents that are meant; with their versions `v` and words `e` where these are asked for. */
function staysMeant(
  { knownAtMs, key, reports }: IncidentFilter,
  schema: string,
  given: Parameters,
  sortsByReports = false,
): string {
  const readsReports = sortsByReports || reports !== undefined;
  const known = given.add(timestamp(knownAtMs));
  const where = whereAll([
    standing('s', known),
    key === undefined ? undefined : `s.incident = ${given.add(key)}`,
    ...(readsReports ? reportConditions(reports ?? { knownAtMs }, schema, given) : []),
  ]);
  const versions = readsReports
    ? `join "${schema}".report_version v on v.report_id = s.report_id
       join "${schema}".report_event e on e.event_id = v.said_by`
    : '';
  return `from "${schema}".incident_stay s ${versions} ${where}`;
}

/** True when some report belonged to this incident then, or before, or was linked to it without counting for anything. */
export async function incidentExists(
  { sql, schema }: EditionScope,
  { key, knownAtMs }: { readonly key: string; readonly knownAtMs: number },
): Promise<boolean> {
  const rows = await sql.query(
    `select 1 where exists (select from "${schema}".incident_stay where incident = $1 and known_from <= $2)
       or exists (select from "${schema}".incident_link
         where incident = $1 and kind = 'reports_linked' and reported_at <= $2 and in_slice)`,
    [key, timestamp(knownAtMs)],
  );
  return rows.length > 0;
}

/** Reports that belonged to an incident at some known time, at most so many; those asked about come first. */
export async function reportsOfIncident(
  { sql, schema }: EditionScope,
  incident: string,
  { askedAbout, limit }: { readonly askedAbout: readonly string[]; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await sql.query<{ report_id: string }>(
    `select report_id from "${schema}".incident_stay where incident = $1
     group by report_id order by report_id = any($2::uuid[]) desc limit $3`,
    [incident, askedAbout, limit],
  );
  return rows.map(({ report_id }) => report_id);
}

/** The incidents that one report belonged to, one after the other. */
export async function membershipsOf(
  { sql, schema }: EditionScope,
  reportId: string,
): Promise<readonly IncidentMembership[]> {
  const rows = await sql.query<MembershipRow>(
    `select ${membershipColumns} from ${staying(schema)} where s.report_id = $1 order by s.known_from`,
    [reportId],
  );
  return rows.map((row) => ({ incident: row.incident, ...toBelonging(row) }));
}
