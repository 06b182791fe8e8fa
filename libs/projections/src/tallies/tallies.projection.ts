import { groupBy, type IncidentStay, type ReportVersion, tallyHistory } from '#situation';
import type { EditionTables } from '../columns.js';
import { zonesOfDays } from '../reports/zones-of-days.query.js';
import { lockKeys } from '../locks.js';
import { tallyFacts, touchedIncidents } from './tallies.facts.js';
import { figuresOfIncidents, figuresOfReports, replaceFigures, replaceSpansSince } from './tallies.table.js';

/**
 * Brings the counts up to date with these versions of reports and the incidents that they belonged to; `reportIds` names
 * every report touched. An incident is counted anew from the known time on at which its figures differ from the stored.
 */
export async function projectTallies(
  tables: EditionTables,
  reportIds: readonly string[],
  versions: readonly ReportVersion[],
  stays: readonly IncidentStay[],
): Promise<void> {
  const figures = tallyFacts(versions, stays, await zonesOfDays(tables, versions));
  const before = await figuresOfReports(tables, reportIds);
  const touched = touchedIncidents(before, figures);
  if (touched.size === 0) return;
  await lockKeys(tables, 'incident', touched.keys());
  await replaceFigures(tables, reportIds, figures);
  const byIncident = groupBy(await figuresOfIncidents(tables, [...touched.keys()]), ({ incident }) => incident);
  const incidents = [...touched].map(([incident, sinceMs]) => ({
    ...{ incident, sinceMs },
    spans: tallyHistory(incident, byIncident.get(incident) ?? [], sinceMs),
  }));
  await replaceSpansSince(tables, incidents);
}
