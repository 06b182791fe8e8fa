import { type AnchoredClaim, anchorClaim, GatheredEvidence, groupBy, type PlaceId } from '#situation';
import type { EditionTables } from '../columns.js';
import { type Anchorage, type Growth, lastSightings } from './control-frontier.table.js';
import { sidesFor } from './control-sides.table.js';

/**
 * Returns for places without a gain before their growth the last turn of sightings before it, where one is near: from then on
 * who holds the place, and on what that rests, is settled whatever was seen before. A turn from a report that is among
 * `reportIds` is none.
 */
export async function lastTurns(
  tables: EditionTables,
  growths: readonly Growth[],
  reportIds: readonly string[],
): Promise<ReadonlyMap<PlaceId, Anchorage>> {
  if (growths.length === 0) return new Map();
  const seen = await lastSightings(tables, growths, reportIds);
  const sideOf = await sidesFor(tables, seen);
  const byPlace = groupBy(seen, ({ claim }) => claim.place);
  return new Map(
    growths.flatMap(({ placeId, zone }) => {
      const { sidesOf } = new GatheredEvidence({ zone, sideOf });
      const last = (byPlace.get(placeId) ?? []).map((claim) => anchorClaim(claim, zone));
      const turn = lastTurn(last, sidesOf);
      return turn === undefined ? [] : [[placeId, turn] as const];
    }),
  );
}

/**
 * The last sighting, as held, that certainly came after the one before it, where that names a side which nobody names who saw
 * the place at the moment of the last.
 */
function lastTurn(last: readonly AnchoredClaim[], sidesOf: GatheredEvidence['sidesOf']): Anchorage | undefined {
  for (const [index, { effectiveMs, beginMs, claim }] of last.entries()) {
    const before = last[index + 1];
    if (before === undefined || (claim.status ?? 'held') !== 'held' || before.effectiveMs >= beginMs) continue;
    const named = new Set(last.filter((one) => one.effectiveMs === effectiveMs).flatMap(sidesOf));
    if (sidesOf(before).some((side) => !named.has(side))) return { fromMs: before.effectiveMs, settledMs: effectiveMs };
  }
  return undefined;
}
