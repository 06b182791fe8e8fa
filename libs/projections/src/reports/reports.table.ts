import {
  daysOfReport,
  isInSlice,
  type Report,
  type ReportFact,
  type ReportVersion,
  type Slice,
  wordsOfReport,
  type ZoneOf,
} from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, timestamp } from '../columns.js';
import type { StoredReportFact } from './reports.facts.js';
import { since, type StoredVersion, touchedColumns, type TouchedReports, touchedRows } from './touched-reports.js';
import { zonesOfDays } from './zones-of-days.query.js';

/**
 * Stores facts about reports; returns those that are new or replaced and the reports that they change. Doubles change nothing. A fact that takes the
 * place of another under its id changes the report that the other was about, too. A fact outside the slice is kept for
 * its id and digest alone, so that the id is settled before the slice: without its words, and counting for nothing.
 */
export async function insertReportFacts(
  { sql, schema }: EditionTables,
  facts: readonly StoredReportFact[],
  slice: Slice,
): Promise<{ readonly reportIds: readonly string[]; readonly eventIds: ReadonlySet<string> }> {
  if (facts.length === 0) return { reportIds: [], eventIds: new Set() };
  const before = await sql.query<EventOfReport>(
    `select event_id, report_id from "${schema}".report_event where event_id = any($1::uuid[])`,
    [facts.map(({ eventId }) => eventId)],
  );
  const changed = await upsertReportFacts({ sql, schema }, facts, slice);
  const eventIds = new Set(changed.map(({ event_id }) => event_id));
  const about = [...changed, ...before.filter(({ event_id }) => eventIds.has(event_id))];
  return { reportIds: [...new Set(about.map(({ report_id }) => report_id))], eventIds };
}

interface EventOfReport {
  readonly event_id: string;
  readonly report_id: string;
}

/** Stores facts about reports, of two with one id the smaller digest, and answers those that are new or replaced. */
export async function upsertReportFacts(
  { sql, schema }: EditionTables,
  facts: readonly StoredReportFact[],
  slice: Slice,
): Promise<readonly EventOfReport[]> {
  const inSlice = ({ reportedAtMs }: StoredReportFact): boolean => isInSlice(slice, reportedAtMs);
  return sql.query<EventOfReport>(
    `insert into "${schema}".report_event as stored
       (event_id, report_id, kind, reported_at, reason, report, grade, digest, in_slice, follows)
     select event_id, report_id, kind, reported_at, reason, report, grade, digest, in_slice, follows::uuid[]
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::jsonb[], $7::jsonb[],
       $8::bytea[], $9::boolean[], $10::text[])
       e (event_id, report_id, kind, reported_at, reason, report, grade, digest, in_slice, follows)
     on conflict (event_id) do update
       set (report_id, kind, reported_at, reason, report, grade, digest, in_slice, follows) = (excluded.report_id,
           excluded.kind, excluded.reported_at, excluded.reason, excluded.report, excluded.grade, excluded.digest,
           excluded.in_slice, excluded.follows)
       where excluded.digest < stored.digest
     returning event_id, report_id`,
    columnsOf(
      facts,
      (fact) => fact.eventId,
      (fact) => fact.reportId,
      (fact) => fact.kind,
      (fact) => timestamp(fact.reportedAtMs),
      (fact) => (inSlice(fact) ? (fact.reason ?? null) : null),
      (fact) => (inSlice(fact) && fact.report !== undefined ? JSON.stringify(fact.report) : null),
      (fact) => (inSlice(fact) && fact.grade !== undefined ? JSON.stringify(fact.grade) : null),
      (fact) => Buffer.from(fact.digest),
      inSlice,
      (fact) => (fact.follows === undefined ? null : arrayLiteral(fact.follows)),
    ),
  );
}

/** Every report that anything in the slice is stored about. */
export async function reportsStored({ sql, schema }: EditionTables): Promise<readonly string[]> {
  const rows = await sql.query<EventOfReport>(`select distinct report_id from "${schema}".report_event where in_slice`);
  return rows.map(({ report_id }) => report_id);
}

/** The stored versions of these reports. */
export async function versionsStored(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly StoredVersion[]> {
  return sql.query<StoredVersion>(
    `select event_id "eventId", said_by "wordsEventId", report_id "reportId", version, grade, ${asMs('known_from')} "knownFromMs",
       ${asMs('known_to')} "knownToMs"
     from "${schema}".report_version where report_id = any($1::uuid[])`,
    [reportIds],
  );
}

/** Puts these versions, as far as they are touched, in the place of what is stored. */
export async function replaceReportVersions(
  tables: EditionTables,
  touched: TouchedReports,
  versions: readonly ReportVersion[],
): Promise<void> {
  if (touched.size === 0) return;
  const { sql, schema } = tables;
  await sql.query(`delete from "${schema}".report_version v using ${touchedRows('v')}`, touchedColumns(touched));
  const fresh = since(versions, touched);
  await insertReportVersions(tables, fresh, await zonesOfDays(tables, fresh));
}

/** The stored facts about these reports, those outside the slice without their words. */
export async function factsAbout(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly InSlice<ReportFact>[]> {
  const facts = await sql.query<InSlice<ReportFact>>(
    `select event_id "eventId", report_id "reportId", kind, ${asMs('reported_at')} "reportedAtMs", report, grade,
       follows, in_slice "inSlice"
     from "${schema}".report_event where report_id = any($1::uuid[])`,
    [reportIds],
  );
  return facts.map(withoutNull);
}

/** Something said, and whether the edition's slice takes it. */
export type InSlice<Fact> = Fact & { readonly inSlice: boolean };

/** Stores versions of which nothing is stored, with the local days that they tell of. */
export async function insertReportVersions(
  { sql, schema }: EditionTables,
  versions: readonly ReportVersion[],
  zoneOf: ZoneOf,
): Promise<void> {
  const dated = versions.map((version) => ({ ...version, days: daysOfReport(version.report, zoneOf) }));
  await sql.query(
    `insert into "${schema}".report_version (event_id, report_id, external_id, version, known_from, known_to,
       development_type, outlet, incident_key, places, actors, occurred_from, occurred_to, said_by, grade, words)
     select event_id, report_id, external_id, version, known_from, known_to, development_type, outlet, incident_key,
       places::text[], actors::text[], occurred_from, occurred_to, said_by, grade, words
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[],
       $9::text[], $10::text[], $11::text[], $12::date[], $13::date[], $14::uuid[],
       $15::jsonb[], $16::text[])
       v (event_id, report_id, external_id, version, known_from, known_to, development_type, outlet, incident_key, places,
          actors, occurred_from, occurred_to, said_by, grade, words)`,
    columnsOf(
      dated,
      (version) => version.eventId,
      (version) => version.reportId,
      ({ report }) => report.externalId ?? null,
      ({ version }) => version,
      ({ knownFromMs }) => timestamp(knownFromMs),
      ({ knownToMs }) => timestamp(knownToMs),
      ({ report }) => report.type,
      ({ report }) => report.source.outlet,
      ({ report }) => report.incident?.key ?? null,
      ({ report }) => arrayLiteral(placesOf(report)),
      ({ report }) => arrayLiteral([...new Set(report.actors.map(({ actor }) => actor))]),
      ({ days }) => days.from ?? null,
      ({ days }) => days.to ?? null,
      ({ wordsEventId }) => wordsEventId,
      ({ report }) => JSON.stringify(report.grade),
      ({ report }) => wordsOfReport(report),
    ),
  );
}

/** A row as a fact: what the table has as null is left out. */
const withoutNull = ({ report, grade, follows, ...fact }: InSlice<ReportFact>): InSlice<ReportFact> => ({
  ...fact,
  ...((follows ?? undefined) === undefined ? {} : { follows }),
  ...((report ?? undefined) === undefined ? {} : { report }),
  ...((grade ?? undefined) === undefined ? {} : { grade }),
});

/** Every place a report speaks of, in its list or in a claim. */
const placesOf = (report: Report): readonly string[] => [
  ...new Set([...report.places, ...[...report.control, ...(report.condition ?? [])].map(({ place }) => place)]),
];
