import { groupBy, type IncidentStay, type ReportVersion, tallyHistory } from '#situation';
import type { EditionTables } from '../columns.js';
import { lockKeys } from '../locks.js';
import { tallyFacts } from './tallies.facts.js';
import { figuresOfIncidents, incidentsOfReports, replaceFigures, replaceSpans } from './tallies.table.js';

/**
 * Brings the counts up to date with these versions of reports and the incidents that they belonged to; `reportIds` names
 * every report touched.
 */
export async function projectTallies(
  tables: EditionTables,
  reportIds: readonly string[],
  versions: readonly ReportVersion[],
  stays: readonly IncidentStay[],
): Promise<void> {
  const figures = tallyFacts(versions, stays);
  const before = await incidentsOfReports(tables, reportIds);
  const touched = [...new Set([...before, ...figures.map(({ incident }) => incident)])];
  if (touched.length === 0) return;
  await lockKeys(tables, 'incident', touched);
  await replaceFigures(tables, reportIds, figures);
  const byIncident = groupBy(await figuresOfIncidents(tables, touched), ({ incident }) => incident);
  const spans = [...byIncident].flatMap(([incident, all]) => tallyHistory(incident, all));
  await replaceSpans(tables, touched, spans);
}
