import { conditionHistory, groupBy, type ReportVersion } from '#situation';
import type { EditionTables } from '../columns.js';
import { zonesOf } from '../control/control.table.js';
import { lockKeys } from '../locks.js';
import { conditionFacts, placesOf } from './condition.facts.js';
import { conditionsOfPlaces, placesOfReports, replaceConditions, replaceConditionSpans } from './condition.table.js';

/**
 * Brings the condition of things up to date with these versions of reports, and with places registered anew, whose
 * days may have changed zone. `reportIds` names every report touched, also one that has no version left.
 */
export async function projectCondition(
  tables: EditionTables,
  reportIds: readonly string[],
  versions: readonly ReportVersion[],
  registeredPlaces: readonly string[],
): Promise<void> {
  const claims = conditionFacts(versions);
  const before = reportIds.length === 0 ? [] : await placesOfReports(tables, reportIds);
  const touched = [...new Set([...before, ...placesOf(claims), ...registeredPlaces])];
  if (touched.length === 0) return;
  await lockKeys(tables, 'condition', touched);
  if (before.length > 0 || claims.length > 0) await replaceConditions(tables, reportIds, claims);
  const zoneOf = await zonesOf(tables, touched);
  const byPlace = groupBy(await conditionsOfPlaces(tables, touched), ({ claim }) => claim.place);
  const spans = [...byPlace].flatMap(([placeId, all]) =>
    conditionHistory(all, zoneOf(placeId)).map((span) => ({ ...span, placeId })),
  );
  await replaceConditionSpans(tables, touched, spans);
}
