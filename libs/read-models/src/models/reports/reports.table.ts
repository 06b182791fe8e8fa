import {
  daysOfReport,
  isInSlice,
  type Report,
  type SettledFact,
  type ReportVersion,
  type Slice,
  wordsOfReport,
  type ZoneOf,
} from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, timestamp } from '../../table/columns.js';
import { insertRows, knownColumns, listColumn, type StoredColumn } from '../../table/stored-columns.table.js';
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
       set (report_id, kind, reported_at, reason, report, grade, digest, in_slice, follows, approved_by) = (
           excluded.report_id, excluded.kind, excluded.reported_at, excluded.reason, excluded.report, excluded.grade,
           excluded.digest, excluded.in_slice, excluded.follows, null)
       where stored.approved_by is not null or excluded.digest < stored.digest
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
): Promise<readonly InSlice<SettledFact>[]> {
  const facts = await sql.query<InSlice<SettledFact>>(
    `select event_id "eventId", report_id "reportId", kind, ${asMs('reported_at')} "reportedAtMs", report, grade,
       follows, in_slice "inSlice", approved_by "approvedBy"
     from "${schema}".report_event where report_id = any($1::uuid[])`,
    [reportIds],
  );
  return facts.map(withoutNull);
}

/** Something said, and whether the edition's slice takes it. */
export type InSlice<Fact> = Fact & { readonly inSlice: boolean };

interface DatedVersion extends ReportVersion {
  readonly days: ReturnType<typeof daysOfReport>;
}

const storedColumns: readonly StoredColumn<DatedVersion>[] = [
  { name: 'event_id', type: 'uuid', of: ({ eventId }) => eventId },
  { name: 'report_id', type: 'uuid', of: ({ reportId }) => reportId },
  { name: 'external_id', type: 'text', of: ({ report }) => report.externalId ?? null },
  { name: 'version', type: 'int', of: ({ version }) => version },
  ...knownColumns,
  { name: 'development_type', type: 'text', of: ({ report }) => report.type },
  { name: 'outlet', type: 'text', of: ({ report }) => report.source.outlet },
  { name: 'incident_key', type: 'text', of: ({ report }) => report.incident?.key ?? null },
  listColumn('places', 'text', ({ report }) => placesOf(report)),
  listColumn('actors', 'text', ({ report }) => [...new Set(report.actors.map(({ actor }) => actor))]),
  { name: 'occurred_from', type: 'date', of: ({ days }) => days.from ?? null },
  { name: 'occurred_to', type: 'date', of: ({ days }) => days.to ?? null },
  { name: 'said_by', type: 'uuid', of: ({ wordsEventId }) => wordsEventId },
  { name: 'grade', type: 'jsonb', of: ({ report }) => JSON.stringify(report.grade) },
  { name: 'words', type: 'text', of: ({ report }) => wordsOfReport(report) },
];

/** Stores versions of which nothing is stored, with the local days that they tell of. */
export const insertReportVersions = (
  tables: EditionTables,
  versions: readonly ReportVersion[],
  zoneOf: ZoneOf,
): Promise<void> =>
  insertRows(
    tables,
    'report_version',
    storedColumns,
    versions.map((version) => ({ ...version, days: daysOfReport(version.report, zoneOf) })),
  );

/** A row as a fact: what the table has as null is left out. */
const withoutNull = ({ report, grade, follows, approvedBy, ...fact }: InSlice<SettledFact>): InSlice<SettledFact> => ({
  ...fact,
  ...((follows ?? undefined) === undefined ? {} : { follows }),
  ...((approvedBy ?? undefined) === undefined ? {} : { approvedBy }),
  ...((report ?? undefined) === undefined ? {} : { report }),
  ...((grade ?? undefined) === undefined ? {} : { grade }),
});

/** Every place a report speaks of, in its list or in a claim. */
const placesOf = (report: Report): readonly string[] => [
  ...new Set([...report.places, ...[...report.control, ...(report.condition ?? [])].map(({ place }) => place)]),
];
