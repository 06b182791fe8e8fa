import { groupBy, type IncidentMembership, type ReportVersion, tallyHistory } from '#situation';
import type { EditionTables } from '../../table/columns.js';
import { since, type TouchedReports } from '../reports/touched-reports.js';
import { zonesOfDays } from '../reports/zones-of-days.query.js';
import { lockKeys } from '../../table/locks.js';
import { tallyFacts, touchedIncidents } from './tallies.facts.js';
import { compareSpans } from './compare-spans.js';
import { figuresOfReports, figuresSince, replaceFigures } from './tallies.table.js';
import { tallySpansSince, writeTallySpans } from './tally-spans.table.js';

/**
 * Brings the counts up to date with all versions of touched reports and the incidents that they belonged to. An incident
 * is counted anew from the known time on at which its figures differ from the stored.
 */
export async function projectTallies(
  tables: EditionTables,
  touchedOf: TouchedReports,
  versions: readonly ReportVersion[],
  memberships: readonly IncidentMembership[],
): Promise<void> {
  if (touchedOf.size === 0) return;
  const fresh = since(versions, touchedOf);
  const figures = since(tallyFacts(fresh, memberships, await zonesOfDays(tables, fresh)), touchedOf);
  const before = await figuresOfReports(tables, touchedOf);
  const touched = touchedIncidents(before, figures);
  if (touched.size === 0) return;
  await lockKeys(tables, 'incident', touched.keys());
  await replaceFigures(tables, touchedOf, figures);
  const byIncident = groupBy(await figuresSince(tables, touched), ({ incident }) => incident);
  const stored = groupBy(await tallySpansSince(tables, touched), ({ incident }) => incident);
  const changed = groupBy([...before, ...figures], ({ incident }) => incident);
  const changes = [...touched].map(([incident, sinceMs]) => {
    const fresh = tallyHistory(incident, byIncident.get(incident) ?? [], sinceMs, changed.get(incident) ?? []);
    return compareSpans(stored.get(incident) ?? [], fresh, sinceMs);
  });
  await writeTallySpans(tables, {
    deleted: changes.flatMap(({ deleted }) => deleted),
    resized: changes.flatMap(({ resized }) => resized),
    inserted: changes.flatMap(({ inserted }) => inserted),
  });
}
