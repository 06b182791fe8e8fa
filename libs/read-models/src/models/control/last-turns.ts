import { type AnchoredClaim, anchorClaim, GatheredEvidence, groupBy, isTurn, type PlaceId } from '#situation';
import type { EditionTables } from '../../table/columns.js';
import { type Anchorage, type Growth, lastSightings } from './control-frontier.table.js';
import { sidesFor } from './control-sides.table.js';

/**
 * Returns for places without a gain the last turn of sightings before it, where one is near: from then on
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

/** The last turn among sightings, the last of them first. */
function lastTurn(last: readonly AnchoredClaim[], sidesOf: GatheredEvidence['sidesOf']): Anchorage | undefined {
  for (const [index, seen] of last.entries()) {
    const before = last[index + 1];
    const together = last.filter((one) => one.effectiveMs === seen.effectiveMs);
    if (before !== undefined && isTurn(before, seen, together, sidesOf))
      return { fromMs: before.effectiveMs, settledMs: seen.effectiveMs };
  }
  return undefined;
}
