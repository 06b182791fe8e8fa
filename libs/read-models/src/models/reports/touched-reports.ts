import type { IncidentMembership, ReportVersion } from '#situation';
import { canonical } from '../../table/canonical.js';
import { columnsOf, timestamp } from '../../table/columns.js';

/** From which known time on what is stored of a report differs from what should be; what had ended before it does not. */
export type TouchedReports = ReadonlyMap<string, number>;

/** A version as it is stored. */
export type StoredVersion = Omit<ReportVersion, 'report' | 'restores'> & {
  readonly grade: ReportVersion['report']['grade'];
};

/** The versions of reports and the incidents that they belonged to. */
export interface Histories<Version> {
  readonly versions: readonly Version[];
  readonly memberships: readonly IncidentMembership[];
}

/**
 * Compares the versions and the incidents of reports. A version whose event, or whose words, are among `events` differs
 * whatever is stored.
 */
export function touchedReports(
  stored: Histories<StoredVersion>,
  fresh: Histories<ReportVersion>,
  events: ReadonlySet<string>,
): { readonly versions: TouchedReports; readonly memberships: TouchedReports } {
  const versions = fresh.versions.map((version) => ({ ...version, grade: version.report.grade }));
  const textOf = ({ eventId, wordsEventId, version, grade }: StoredVersion): string =>
    canonical([eventId, wordsEventId, version, grade]);
  const isNew = ({ eventId, wordsEventId }: StoredVersion): boolean => events.has(eventId) || events.has(wordsEventId);
  const membershipText = ({ incident, linkedBy }: IncidentMembership): string => canonical([incident, linkedBy]);
  return {
    versions: firstDifferences(stored.versions, versions, textOf, isNew),
    memberships: firstDifferences(stored.memberships, fresh.memberships, membershipText, () => false),
  };
}

interface KnownRow {
  readonly reportId: string;
  readonly knownFromMs: number;
  readonly knownToMs: number;
}

function firstDifferences<Row extends KnownRow>(
  stored: readonly Row[],
  fresh: readonly Row[],
  textOf: (row: Row) => string,
  isNew: (row: Row) => boolean,
): TouchedReports {
  const touched = new Map<string, number>();
  const touch = ({ reportId }: Row, knownMs: number): unknown =>
    touched.set(reportId, Math.min(touched.get(reportId) ?? knownMs, knownMs));
  const keyOf = (row: Row): string => `${row.reportId} ${row.knownFromMs} ${textOf(row)}`;
  const left = new Map(stored.map((row) => [keyOf(row), row]));
  for (const row of fresh) {
    const same = isNew(row) ? undefined : left.get(keyOf(row));
    if (same === undefined) touch(row, row.knownFromMs);
    else if (same.knownToMs !== row.knownToMs) touch(row, Math.min(same.knownToMs, row.knownToMs));
    left.delete(keyOf(row));
  }
  for (const row of left.values()) touch(row, row.knownFromMs);
  return touched;
}

/** The earlier of both for every report of one of them. */
export function eitherTouched(one: TouchedReports, other: TouchedReports): TouchedReports {
  const touched = new Map(one);
  for (const [reportId, sinceMs] of other) touched.set(reportId, Math.min(sinceMs, touched.get(reportId) ?? sinceMs));
  return touched;
}

/** Of these rows those that reach or follow the known time from which on their report differs. */
export const since = <Row extends KnownRow>(rows: readonly Row[], touched: TouchedReports): readonly Row[] =>
  rows.filter(({ reportId, knownToMs }) => {
    const sinceMs = touched.get(reportId);
    return sinceMs !== undefined && knownToMs >= sinceMs;
  });

/** Touched reports as the first two parameters of a statement with `touchedRows`. */
export const touchedColumns = (touched: TouchedReports): readonly (readonly unknown[])[] =>
  columnsOf(
    [...touched],
    ([reportId]) => reportId,
    ([, sinceMs]) => timestamp(sinceMs),
  );

/** The touched reports, and which rows of theirs reach or follow the known time from which on they differ. */
export const touchedRows = (row: string): string =>
  `unnest($1::uuid[], $2::timestamptz[]) t (report, since) where ${row}.report_id = t.report and ${row}.known_to >= t.since`;
