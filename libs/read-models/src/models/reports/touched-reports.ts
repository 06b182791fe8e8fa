import { canonical, type IncidentMembership, type ReportVersion } from '#situation';
import { firstDifferences, type Telling, type TouchedReports } from '../../table/touched.js';

/** A version as it is stored. */
export type StoredVersion = Omit<ReportVersion, 'report' | 'restores'> & {
  readonly grade: ReportVersion['report']['grade'];
};

/** The versions of reports and the incidents that they belonged to. */
export interface Histories<Version = ReportVersion> {
  readonly versions: readonly Version[];
  readonly memberships: readonly IncidentMembership[];
}

/**
 * Compares the versions and the incidents of reports. A version whose event, or whose words, are among `events` differs
 * whatever is stored.
 */
export function touchedReports(
  stored: Histories<StoredVersion>,
  fresh: Histories,
  events: ReadonlySet<string>,
): { readonly versions: TouchedReports; readonly memberships: TouchedReports } {
  const versions = fresh.versions.map((version) => ({ ...version, grade: version.report.grade }));
  const isNew = ({ eventId, wordsEventId }: StoredVersion): boolean => events.has(eventId) || events.has(wordsEventId);
  return {
    versions: firstDifferences<StoredVersion>(
      stored.versions,
      versions,
      differing(({ eventId, wordsEventId, version, grade }) => [eventId, wordsEventId, version, grade]),
      isNew,
    ),
    memberships: firstDifferences(
      stored.memberships,
      fresh.memberships,
      differing(({ incident, linkedBy }) => [incident, linkedBy]),
    ),
  };
}

type OfReport = Pick<StoredVersion, 'reportId' | 'knownFromMs' | 'knownToMs'>;

const differing = <Row extends OfReport>(saidBy: (row: Row) => unknown): Telling<Row> => ({
  keyOf: ({ reportId }) => reportId,
  textOf: (row) => `${row.reportId} ${row.knownFromMs} ${canonical(saidBy(row))}`,
  knownOf: ({ knownFromMs, knownToMs }) => ({ fromMs: knownFromMs, toMs: knownToMs }),
});
