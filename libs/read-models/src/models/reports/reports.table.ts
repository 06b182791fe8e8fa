import {
  type ActorId,
  type Day,
  daysOfReport,
  type DevelopmentType,
  type EventId,
  type Grade,
  isInSlice,
  type PlaceId,
  type Report,
  type ReportFact,
  type ReportId,
  type ReportVersion,
  type SettledFact,
  type Slice,
  wordsOfReport,
  type ZoneOf,
} from '#situation';
import { bytes, day, flag, instant, int, json, list, orNull, type RowOf, text, uuid } from '../../table/column.js';
import { asMs, type EditionTables } from '../../table/columns.js';
import { known_columns } from '../../table/spans.table.js';
import { Table } from '../../table/table.js';
import { touchedColumns, type TouchedReports, touchedRows } from '../../table/touched.js';
import type { StoredReportFact } from './reports.facts.js';
import type { StoredVersion } from './touched-reports.js';

/** Everything that was said about reports, and by which event. */
export const reportEvents = new Table(
  'report_event',
  {
    event_id: uuid(),
    report_id: uuid(),
    kind: text<ReportFact['kind']>(),
    reported_at: instant(),
    reason: orNull(text()),
    report: orNull(json<Report>()),
    grade: orNull(json<Grade>()),
    digest: bytes(),
    in_slice: flag(),
    follows: orNull(list<EventId>('uuid')),
    approved_by: orNull(uuid()),
  },
  {
    key: ['event_id'],
    keyStage: 'facts',
    indexes: [
      { by: 'report', on: '(report_id)', stage: 'reports' },
      { by: 'time', on: '(reported_at)' },
      { by: 'sensitivity', on: `(report_id) where report ->> 'sensitivity' is not null` },
      { by: 'contradicts', on: `(event_id) where jsonb_array_length(report -> 'contradicts') > 0` },
    ],
  },
);

/** A fact as a row. Of what is outside the slice its words are left out. */
export function rowOfReportFact(fact: StoredReportFact, slice: Slice): RowOf<typeof reportEvents.columns> {
  const inSlice = isInSlice(slice, fact.reportedAtMs);
  return {
    event_id: fact.eventId,
    report_id: fact.reportId,
    kind: fact.kind,
    reported_at: fact.reportedAtMs,
    reason: inSlice ? (fact.reason ?? null) : null,
    report: inSlice ? (fact.report ?? null) : null,
    grade: inSlice ? (fact.grade ?? null) : null,
    digest: fact.digest,
    in_slice: inSlice,
    follows: fact.follows ?? null,
    approved_by: fact.approvedBy ?? null,
  };
}

/** What storing some facts has changed. */
export interface StoredFacts {
  /** The reports that they change: those of facts that are new, or that took the place of another under their id. */
  readonly reportIds: readonly ReportId[];
  readonly eventIds: ReadonlySet<EventId>;
  /** True if a fact took the place of another; the report that the other was about is changed as well. */
  readonly haveReplaced: boolean;
}

/**
 * Stores facts about reports. Doubles change nothing. A fact outside the slice is kept for
 * its id and digest alone, so that the id is settled before the slice: without its words, and counting for nothing.
 */
export async function insertReportFacts(
  { sql, schema }: EditionTables,
  facts: readonly StoredReportFact[],
  slice: Slice,
): Promise<StoredFacts> {
  if (facts.length === 0) return { reportIds: [], eventIds: new Set(), haveReplaced: false };
  const written = await sql.query<EventOfReport & { readonly was: ReportId | null }>(
    `with before as (select event_id, report_id was from "${schema}".report_event where event_id = any($1::uuid[])),
     written as (${reportEvents.upserting(schema, is_replaced, 'event_id, report_id')})
     select event_id, report_id, was from written left join before using (event_id)`,
    reportEvents.parameters(facts.map((fact) => rowOfReportFact(fact, slice))),
  );
  return {
    reportIds: [...new Set(written.flatMap(({ report_id, was }) => (was === null ? [report_id] : [report_id, was])))],
    eventIds: new Set(written.map(({ event_id }) => event_id)),
    haveReplaced: written.some(({ was }) => was !== null),
  };
}

interface EventOfReport {
  readonly event_id: string;
  readonly report_id: string;
}

/** Stores facts about reports, and of two with one id the one with the smaller digest. */
export async function upsertReportFacts(
  { sql, schema }: EditionTables,
  facts: readonly StoredReportFact[],
  slice: Slice,
): Promise<void> {
  await sql.query(
    reportEvents.upserting(schema, is_replaced, 'event_id'),
    reportEvents.parameters(facts.map((fact) => rowOfReportFact(fact, slice))),
  );
}

/** What somebody sent stands before what an approval makes; of two that were sent the smaller digest. */
const is_replaced = 'stored.approved_by is not null or excluded.digest < stored.digest';

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
  if (reportIds.length === 0) return [];
  return sql.query<StoredVersion>(
    `select event_id "eventId", said_by "wordsEventId", report_id "reportId", version, grade, ${asMs('known_from')} "knownFromMs",
       ${asMs('known_to')} "knownToMs"
     from "${schema}".report_version where report_id = any($1::uuid[])`,
    [reportIds],
  );
}

/** Removes what is stored of these reports, as far as they are touched. */
export async function removeVersions({ sql, schema }: EditionTables, touched: TouchedReports): Promise<void> {
  await sql.query(`delete from "${schema}".report_version v using ${touchedRows('v')}`, touchedColumns(touched));
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

/** The versions of reports, with what lists and searches read of them. */
export const reportVersionRows = new Table(
  'report_version',
  {
    event_id: uuid(),
    said_by: uuid(),
    report_id: uuid(),
    grade: json<Grade>(),
    external_id: orNull(text()),
    version: int(),
    ...known_columns,
    development_type: text<DevelopmentType>(),
    outlet: text(),
    incident_key: orNull(text()),
    places: list<PlaceId>(),
    actors: list<ActorId>(),
    occurred_from: orNull(day<Day>()),
    occurred_to: orNull(day<Day>()),
    words: text(),
  },
  {
    key: ['event_id'],
    refersTo: { column: 'event_id', table: 'report_event' },
    indexes: [
      { by: 'report', on: '(report_id)' },
      { by: 'known_from', on: '(known_from, report_id)' },
      { by: 'places', on: 'using gin (places)' },
      { by: 'actors', on: 'using gin (actors)' },
      { by: 'words', on: `using gin (array_to_tsvector(string_to_array(words, ' ')))` },
    ],
  },
);

/** A version as a row, with the local days that it tells of. */
export function rowOfVersion(version: ReportVersion, zoneOf: ZoneOf): RowOf<typeof reportVersionRows.columns> {
  const { report } = version;
  const days = daysOfReport(report, zoneOf);
  return {
    event_id: version.eventId,
    said_by: version.wordsEventId,
    report_id: version.reportId,
    grade: report.grade,
    external_id: report.externalId ?? null,
    version: version.version,
    known_from: version.knownFromMs,
    known_to: version.knownToMs,
    development_type: report.type,
    outlet: report.source.outlet,
    incident_key: report.incident?.key ?? null,
    places: placesOf(report),
    actors: [...new Set(report.actors.map(({ actor }) => actor))],
    occurred_from: days.from ?? null,
    occurred_to: days.to ?? null,
    words: wordsOfReport(report),
  };
}

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
