import { type BoundingBox, type Day, type PlaceId, toInstant } from '#situation';
import { asMs, timestamp } from '../columns.js';
import { placesInBox } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, type ReportReference, whereAll } from '../paging.js';

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

/** A page of incidents, in order of key. */
export interface IncidentQuestion {
  readonly knownAtMs: number;
  /** Some report of the incident names this place. */
  readonly place?: string;
  /** Some report of the incident names a place in this box. */
  readonly box?: BoundingBox;
  /** Days: some report of it may have happened on or after, and on or before. */
  readonly from?: Day;
  readonly to?: Day;
  /** This incident alone. */
  readonly key?: string;
  readonly limit: number;
  /** The key behind which the page begins. */
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

/** The incidents known then, each with the reports that belonged to it then. */
export async function incidentPage(
  { sql, schema }: EditionScope,
  question: IncidentQuestion,
): Promise<readonly Incident[]> {
  const given = new Parameters();
  const known = given.add(timestamp(question.knownAtMs));
  const where = whereAll([
    ...incidentConditions(question, schema, given),
    question.after === undefined ? undefined : `s.incident collate "C" > ${given.add(question.after)}`,
  ]);
  const rows = await sql.query<ReportRow>(
    `with page as (
       select distinct s.incident collate "C" incident from "${schema}".incident_stay s ${where}
       order by 1 limit ${given.add(question.limit)} offset ${given.add(question.skip ?? 0)}
     )
     select ${membershipColumns}, s.report_id, v.external_id, e.report ->> 'summary' summary, v.places,
       v.occurred_from::text, v.occurred_to::text
     from page join ${staying(schema)} on s.incident = page.incident
     join "${schema}".report_version v on v.report_id = s.report_id and ${standing('v', known)}
     join "${schema}".report_event e on e.event_id = v.said_by
     where ${standing('s', known)} order by page.incident, e.reported_at, s.report_id`,
    given.values,
  );
  const incidents = new Map<string, IncidentReport[]>();
  for (const row of rows) {
    const reports = incidents.get(row.incident) ?? [];
    incidents.set(row.incident, reports);
    const { summary, places, occurred_from: occurredFrom, occurred_to: occurredTo } = row;
    const report = { id: row.report_id, externalId: row.external_id };
    reports.push({ report, summary, places, occurredFrom, occurredTo, ...toBelonging(row) });
  }
  return [...incidents].map(([key, reports]) => ({ key, reports }));
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
export async function incidentCount(
  { sql, schema }: EditionScope,
  question: Omit<IncidentQuestion, 'limit' | 'after' | 'skip'>,
): Promise<number> {
  const given = new Parameters();
  const [row] = await sql.query<{ count: number }>(
    `select count(distinct s.incident)::int count from "${schema}".incident_stay s
     ${whereAll(incidentConditions(question, schema, given))}`,
    given.values,
  );
  return row?.count ?? 0;
}

const standing = (row: string, known: string): string => `${row}.known_from <= ${known} and ${row}.known_to > ${known}`;

/** The conditions on the stay `s` of a report in an incident. */
function incidentConditions(
  { knownAtMs, key, place, box, from, to }: Omit<IncidentQuestion, 'limit'>,
  schema: string,
  given: Parameters,
): readonly (string | undefined)[] {
  const known = given.add(timestamp(knownAtMs));
  const ofReport = [
    place === undefined ? undefined : `v.places @> array[${given.add(place)}]`,
    from === undefined ? undefined : `(v.occurred_to is null or v.occurred_to >= ${given.add(from)}::date)`,
    to === undefined ? undefined : `(v.occurred_from is null or v.occurred_from <= ${given.add(to)}::date)`,
    box === undefined ? undefined : `v.places && ${placesInBox(box, schema, given)}`,
  ].filter((condition) => condition !== undefined);
  return [
    standing('s', known),
    key === undefined ? undefined : `s.incident = ${given.add(key)}`,
    ofReport.length === 0
      ? undefined
      : `exists (select from "${schema}".report_version v
           where v.report_id = s.report_id and ${standing('v', known)} and ${ofReport.join(' and ')})`,
  ];
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
