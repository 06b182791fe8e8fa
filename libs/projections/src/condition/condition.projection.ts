import {
  beginning_of_time_ms,
  conditionHistory,
  conditionIdentity,
  type ConditionSpan,
  groupBy,
  type ReportVersion,
} from '#situation';
import type { EditionTables } from '../columns.js';
import { touchedPlaces } from '../control/control.facts.js';
import { zonesOf } from '../control/control.table.js';
import { lockKeys } from '../locks.js';
import { compareRectangles, together } from '../rectangles.js';
import { since, type TouchedReports } from '../reports/touched-reports.js';
import { conditionFacts } from './condition.facts.js';
import { conditionsOfReports, conditionsSince, replaceConditions } from './condition.table.js';
import { conditionSpansSince, type PlacedSpan, spanKey, writeConditionSpans } from './condition-spans.table.js';

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
  const before = touched.size === 0 ? [] : await conditionsOfReports(tables, touched);
  const sinceMs = new Map(touchedPlaces(before, claims));
  for (const placeId of registeredPlaces) sinceMs.set(placeId, beginning_of_time_ms);
  if (sinceMs.size === 0) return;
  await lockKeys(tables, 'condition', sinceMs.keys());
  if (before.length > 0 || claims.length > 0) await replaceConditions(tables, touched, claims);
  const things = [...sinceMs].map(([placeId, ms]) => ({ placeId, sinceMs: ms }));
  const zoneOf = await zonesOf(tables, [...sinceMs.keys()]);
  const byPlace = groupBy(await conditionsSince(tables, things), ({ claim }) => claim.place);
  const stored = groupBy(await conditionSpansSince(tables, things), ({ placeId }) => placeId);
  const changes = things.flatMap((thing) => {
    const standing = stored.get(thing.placeId) ?? [];
    const from = { sinceMs: thing.sinceMs, standing };
    const fresh = conditionHistory(byPlace.get(thing.placeId) ?? [], zoneOf(thing.placeId), from);
    return changesOf(thing.placeId, standing, fresh);
  });
  await writeConditionSpans(tables, together(changes));
}

/** What turns the stored spans of a thing into the fresh ones, axis by axis. */
function changesOf(placeId: string, stored: readonly PlacedSpan[], fresh: readonly ConditionSpan[]) {
  const before = groupBy(stored, ({ axis }) => axis);
  const after = groupBy(fresh, ({ axis }) => axis);
  return [...new Set([...before.keys(), ...after.keys()])].map((axis) =>
    compareRectangles(spanKey({ placeId, axis }), before.get(axis) ?? [], after.get(axis) ?? [], conditionIdentity),
  );
}
