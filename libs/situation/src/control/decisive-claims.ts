import { keyOf } from './control-bearing.js';
import { anchorClaim, type ControlReading, GatheredEvidence, type KnownClaim } from './control-evidence.js';
import { fightsOf } from './contest.js';
import { sameSides } from './handover.js';
import { lastThatSettle } from './gain-sweep.js';
import { SettledSweep } from './settle-control.js';
import { greatestOf, leastOf } from '../extremes.js';
import type { ActorId } from '../ids.js';
import { end_of_time_ms } from '../time/time.js';

/**
 * Of the claims about a place that stand those that decide who holds it in the end, as long as it is seen in the same hands alone:
 * the last gains, the last sightings, and of those since it was last seen in other hands the surest. None where that is in
 * dispute, or where fighting goes on.
 */
export function decisiveClaims(standing: readonly KnownClaim[], reading: ControlReading): readonly KnownClaim[] {
  const last = lastState(standing, reading);
  if (last === undefined) return [];
  const keys = new Set([...last.gains, ...last.seen].map(keyOf));
  return standing.filter((claim) => keys.has(keyOf(claim)));
}

/**
 * From which valid time on who holds a place can change by these claims, which come at `sinceMs` of known time or later, given those
 * that decide it now. Undefined where that hangs on more: where one is no sighting of the same sides, or speaks of an earlier time.
 */
export function settledFromMs(
  decisive: readonly KnownClaim[],
  changed: readonly KnownClaim[],
  sinceMs: number,
  reading: ControlReading,
): number | undefined {
  const last = lastState(decisive, reading);
  if (last === undefined) return undefined;
  const { sidesOf } = new GatheredEvidence(reading);
  const anchored = changed.map((claim) => anchorClaim(claim, reading.zone));
  const isAlike = anchored.every(
    (one) =>
      isPlainSighting(one, sinceMs) &&
      one.effectiveMs >= last.atMs &&
      one.effectiveMs < end_of_time_ms &&
      sameSides(sidesOf(one), last.sides),
  );
  return isAlike ? leastOf(anchored.map(({ effectiveMs }) => effectiveMs)) : undefined;
}

/** True if a claim comes, and does not go, and says no more than that a place was seen held. */
export const isPlainSighting = ({ claim, knownFromMs, knownToMs }: KnownClaim, sinceMs: number): boolean =>
  claim.effect === 'observed' &&
  (claim.status ?? 'held') === 'held' &&
  claim.since === undefined &&
  knownFromMs >= sinceMs &&
  knownToMs === end_of_time_ms;

/** Who holds a place in the end, by which gains and which sightings. */
interface LastState {
  readonly sides: readonly ActorId[];
  readonly atMs: number;
  readonly gains: readonly KnownClaim[];
  readonly seen: readonly KnownClaim[];
}

function lastState(standing: readonly KnownClaim[], reading: ControlReading): LastState | undefined {
  const evidence = new GatheredEvidence(
    reading,
    standing.map((claim) => anchorClaim(claim, reading.zone)),
  );
  const { gained, observed, sidesOf } = evidence;
  const atMs = greatestOf([...gained, ...observed].map(({ effectiveMs }) => effectiveMs));
  if (!Number.isFinite(atMs) || fightsOf(evidence).some(({ endMs }) => endMs >= atMs)) return undefined;
  const settled = new SettledSweep(evidence, atMs).settle(atMs);
  const [group, another] = settled?.groups ?? [];
  if (settled?.answer.status !== 'held' || group === undefined || another !== undefined) return undefined;
  if (settled.claims.some((claim) => !sameSides(sidesOf(claim), group.sides))) return undefined;
  const begunMs = greatestOf(group.claims.map(({ beginMs }) => beginMs));
  const surest = group.claims.findLast(({ claim }) => claim.confidence === group.confidence);
  const latest = group.claims.filter(({ effectiveMs }) => effectiveMs >= begunMs);
  return {
    sides: group.sides,
    atMs,
    gains: lastThatSettle(evidence, atMs),
    seen: surest === undefined ? latest : [surest, ...latest],
  };
}
