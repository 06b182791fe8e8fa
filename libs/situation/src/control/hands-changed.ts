import { claimsBetween, type ComparedControl, controlChange } from './control-changes.js';
import { anchorClaim, type KnownClaim } from './control-evidence.js';
import { countWhile } from '../count-while.js';
import { type HeldStretch, holdersBefore } from './held-since.js';
import type { ActorId } from '../ids.js';
import type { Sides } from '../sides/sides.js';
import type { Day, TimeZone } from '../time/time.js';

/** A bucket of valid time in one zone: after `fromMs` and until `toMs`, in milliseconds since 1970 UTC. */
export interface BucketOfTime {
  readonly fromMs: number;
  readonly toMs: number;
  /** The local day of its end. */
  readonly day: Day;
}

/** That a place changed hands within a bucket, by the answers at its beginning and at its end. */
export interface HandsChanged {
  /** The position of the bucket in its list. */
  readonly bucket: number;
  readonly holders: readonly ActorId[];
  /** Those of other sides that held it before, or from whom a claim of the bucket says that it was taken. */
  readonly takenFrom: readonly ActorId[];
}

/**
 * Returns the buckets in which one place changed hands, by the rule of `controlChange`: as changes between the moments at
 * which each bucket begins and ends. `stretches` are in order of time, as are `buckets`, which touch.
 */
export function handsChanged(
  stretches: readonly HeldStretch[],
  claims: readonly KnownClaim[],
  buckets: readonly BucketOfTime[],
  { zone, sides }: { readonly zone: TimeZone; readonly sides: Sides },
): readonly HandsChanged[] {
  const turns = stretches.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  const touched = new Set(turns.map((ms) => countWhile(buckets, ({ toMs }) => toMs < ms)));
  return [...touched]
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const bucket = buckets[index];
      if (bucket === undefined) return [];
      const [before, after] = [stretchAt(stretches, bucket.fromMs), stretchAt(stretches, bucket.toMs)];
      const between = claimsBetween(claims, zone, bucket).map((one) => anchorClaim(one, zone));
      const sidesOf = (actors: readonly ActorId[]) => sides.ofAll(actors, bucket.day);
      const begun = countWhile(stretches, ({ fromMs }) => fromMs <= bucket.fromMs);
      const heldBefore = (): readonly ActorId[] | undefined => holdersBefore(stretches.slice(0, begun), sidesOf);
      if (controlChange(compared(before), compared(after), between, sidesOf, heldBefore) !== 'changedHands') return [];
      const holders = after?.holders ?? [];
      const own = sidesOf(holders);
      const isOther = (actor: ActorId): boolean => !sidesOf([actor]).some((side) => own.includes(side));
      const losers = (before === undefined ? [] : (heldBefore() ?? before.holders)).filter(isOther);
      const told = between.flatMap(({ claim }) => (claim.effect === 'gained' ? (claim.takenFrom ?? []) : []));
      const takenFrom = losers.length > 0 ? losers : [...new Set(told.filter(isOther))].sort();
      return [{ bucket: index, holders, takenFrom }];
    });
}

const stretchAt = (stretches: readonly HeldStretch[], ms: number): HeldStretch | undefined =>
  stretches.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);

/** What a change of hands hangs on; all else is alike. */
const compared = (stretch: HeldStretch | undefined): ComparedControl => ({
  status: stretch?.status ?? 'unknown',
  holders: stretch?.holders ?? [],
  conditions: [],
  extent: null,
  transition: stretch?.transition ?? null,
  stale: false,
  confidence: null,
  aged: false,
});
