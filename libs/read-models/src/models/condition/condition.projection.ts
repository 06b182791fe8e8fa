import {
  beginning_of_time_ms,
  conditionAxes,
  conditionHistory,
  conditionIdentity,
  groupBy,
  type ReportVersion,
} from '#situation';
import type { EditionTables } from '../../table/columns.js';
import { touchedPlaces } from '../control/control.facts.js';
import { zonesOf } from '../control/control.table.js';
import { lockKeys } from '../../table/locks.js';
import { compareRectangles, together } from '../../table/rectangles.js';
import { since, type TouchedReports } from '../reports/touched-reports.js';
import { loadSupports, writeSupports } from '../../table/supports.table.js';
import { conditionFacts } from './condition.facts.js';
import { conditionClaims, insertConditions } from './condition.table.js';
import { conditionSupports, loadConditions, spanKey, writeConditions } from './condition-spans.table.js';

/**
 * Brings the condition of things up to date with all versions of touched reports, and with places registered anew, whose
 * days may have changed zone. A thing is
 * resolved from the known time on at which something about it differs from what is stored.
 */
export async function projectCondition(
  tables: EditionTables,
  touched: TouchedReports,
  versions: readonly ReportVersion[],
  registeredPlaces: readonly string[],
): Promise<void> {
  const claims = since(conditionFacts(versions), touched);
  const before = touched.size === 0 ? [] : await conditionClaims.ofReports(tables, touched);
  const sinceMs = new Map(touchedPlaces(before, claims));
  for (const placeId of registeredPlaces) sinceMs.set(placeId, beginning_of_time_ms);
  if (sinceMs.size === 0) return;
  await lockKeys(tables, 'condition', sinceMs.keys());
  if (before.length > 0) await conditionClaims.delete(tables, touched);
  await insertConditions(tables, claims);
  const things = [...sinceMs].map(([placeId, ms]) => ({ placeId, sinceMs: ms }));
  const zoneOf = await zonesOf(tables, [...sinceMs.keys()]);
  const byPlace = groupBy(await conditionClaims.since(tables, things), ({ claim }) => claim.place);
  const wanted = things.map((thing) => ({ placeId: thing.placeId, knownSinceMs: thing.sinceMs }));
  const answers = groupBy(await loadConditions(tables, wanted), ({ key }) => key);
  const supports = groupBy(await loadSupports(tables, conditionSupports, wanted), ({ key }) => key);
  const differing = groupBy([...before, ...claims], ({ claim }) => claim.place);
  const registered = new Set(registeredPlaces);
  const changes = things.flatMap((thing) => {
    const standing = conditionAxes.map((axis) => {
      const key = spanKey(thing.placeId, axis);
      return { axis, key, answers: answers.get(key) ?? [], supports: supports.get(key) ?? [] };
    });
    const changed = registered.has(thing.placeId) ? {} : { changed: differing.get(thing.placeId) ?? [] };
    const from = { sinceMs: thing.sinceMs, standing, ...changed };
    const fresh = conditionHistory(byPlace.get(thing.placeId) ?? [], zoneOf(thing.placeId), from);
    return standing.map(({ key, axis, ...stored }) => {
      const now = fresh.find((one) => one.axis === axis);
      return {
        answers: compareRectangles(key, stored.answers, now?.answers ?? [], conditionIdentity),
        supports: compareRectangles(key, stored.supports, now?.supports ?? [], (reportId) => reportId),
      };
    });
  });
  await writeConditions(tables, together(changes.map((change) => change.answers)));
  await writeSupports(tables, conditionSupports, together(changes.map((change) => change.supports)));
}
