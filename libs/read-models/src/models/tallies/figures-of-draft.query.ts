import { end_of_time_ms, instantMs, type Report, type ReportVersion } from '#situation';
import type { EditionScope } from '../../table/paging.js';
import { membershipsOf } from '../incidents/incidents.query.js';
import { zonesOf } from '../claims/zones.query.js';
import { placesOfVersions } from '../reports/zones-of-days.query.js';
import { figuresIn, type StoredFigure } from './figures-in.js';

/**
 * Returns the figures of a report that is not recorded, as they would be stored if it were known at `knownAtMs`: in the
 * incident that the report of its id belongs to by then, else in the one that it names.
 */
export async function figuresOfDraft(
  scope: EditionScope,
  report: Report,
  knownAtMs: number,
): Promise<readonly StoredFigure[]> {
  const known = { knownFromMs: Math.min(instantMs(report.reportedAt), knownAtMs), knownToMs: end_of_time_ms };
  const eventId = report.id as string as ReportVersion['eventId'];
  const version = { eventId, wordsEventId: eventId, reportId: report.id, version: 1, report, ...known };
  const standing = (await membershipsOf(scope, report.id)).find(({ knownTo }) => knownTo === null);
  const own = report.incident?.relation === 'same_event' ? report.incident.key : undefined;
  const incident = standing?.incident ?? own;
  const memberships = incident === undefined ? [] : [{ reportId: report.id, incident, ...known }];
  return figuresIn([version], memberships, await zonesOf(scope, placesOfVersions([version])));
}
