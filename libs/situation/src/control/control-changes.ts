import { leastOf } from '../extremes.js';
import type { Transition } from './control-answer.js';
import { type AnchoredClaim, anchorClaim, type KnownClaim, pointsOfClaim } from './control-evidence.js';
import type { ActorId } from '../ids.js';
import type { TimeZone } from '../time/time.js';

/** What became of an answer about control from one moment of valid time to a later one, as known at one known time. */
export const controlChangeKinds = ['changedHands', 'firstReported', 'lapsed', 'refined'] as const;
export type ControlChangeKind = (typeof controlChangeKinds)[number];

/** An answer about control, as far as a change is seen by it. */
export interface ComparedControl {
  readonly status: string;
  readonly holders: readonly ActorId[];
  readonly conditions: readonly string[];
  readonly extent: string | null;
  /** Between whom the place was changing hands; null unless it was. */
  readonly transition: Transition | null;
  readonly stale: boolean;
  readonly confidence: string | null;
  /** True when the last evidence is older than the setting. */
  readonly aged: boolean;
}

/** After `fromMs` and until `toMs`, in milliseconds since 1970 UTC. */
export interface Between {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Returns the claims about control that took effect in between: gains and observations by their moment, or by that since
 * which it is said to be so, fighting by its beginning. Days are read in the zone of the place.
 */
export const claimsBetween = <Claim extends KnownClaim>(
  claims: readonly Claim[],
  zone: TimeZone,
  { fromMs, toMs }: Between,
): readonly Claim[] =>
  claims.filter((known) => {
    const points = pointsOfClaim(anchorClaim(known, zone), zone);
    const moments = points.map((one) => (known.claim.effect === 'contested' ? one.windowFromMs : one.effectiveMs));
    return moments.some((ms) => fromMs < ms && ms <= toMs);
  });

/** The topmost sides of some actors, as memberships stood on the later day, sorted. */
export type SidesOf = (actors: readonly ActorId[]) => readonly ActorId[];

/** Returns who held a place before it was fought over, where the earlier answer says that it was; undefined where nobody is known to. */
export type HeldBefore = () => readonly ActorId[] | undefined;

/**
 * Returns how an answer about control changed; undefined when both moments are answered alike. Another report behind the
 * same answer is no change. `between` is what took effect in between (design §6; `right-answers`, Changes):
 *
 * - `changedHands`: holders of other sides, and a claim took effect in between. A side that only contests a place beside
 *   its holder does not have it yet, so of a place that was fought over `heldBefore` the fighting counts. From unknown, and from
 *   fighting, too: whom the first gain that names somebody took the place from held it before.
 * - `firstReported`: unknown before, known after, and nobody says that it changed.
 * - `lapsed`: a status or a condition was lost, or the evidence aged, and no claim took effect.
 * - `refined`: everything else, such as units of one side, the extent, conditions told.
 */
export function controlChange(
  before: ComparedControl,
  after: ComparedControl,
  between: readonly AnchoredClaim[],
  sidesOf: SidesOf,
  heldBefore?: HeldBefore,
): ControlChangeKind | undefined {
  if (comparedIdentity(before) === comparedIdentity(after)) return undefined;
  if (before.status === 'unknown') {
    const holders = heldUntilTaken(between);
    return holders.length > 0 && haveHandsChanged(holders, after, sidesOf) ? 'changedHands' : 'firstReported';
  }
  if (between.length === 0) return hasLost(before, after) ? 'lapsed' : 'refined';
  if (handsNamed(before, sidesOf) === handsNamed(after, sidesOf)) return 'refined';
  return haveHandsChanged(holdersLosing(), after, sidesOf) ? 'changedHands' : 'refined';

  function holdersLosing(): readonly ActorId[] {
    if (before.status !== 'contested' && before.status !== 'transition') return before.holders;
    const named = heldUntilTaken(between);
    return named.length > 0 ? named : (heldBefore?.() ?? before.holders);
  }
}

/** Equal for answers that name the same sides in the same way: between these no place changes hands. */
const handsNamed = ({ status, holders, transition }: ComparedControl, sidesOf: SidesOf): string =>
  JSON.stringify([status, sidesOf(holders), transition && [sidesOf(transition.from), sidesOf(transition.to)]]);

/** Equal for answers between which there is no change. */
export function comparedIdentity(answer: ComparedControl): string {
  const { status, holders, conditions, extent, transition, stale, confidence, aged } = answer;
  const lists = [holders, conditions, transition?.from ?? [], transition?.to ?? []].map((list) => [...list].sort());
  return JSON.stringify([status, lists, extent, stale, confidence, aged]);
}

/** Whom the first gains that name somebody took the place from: those of which none is before another for certain. */
function heldUntilTaken(between: readonly AnchoredClaim[]): readonly ActorId[] {
  const taking = between.filter(({ claim: { effect, takenFrom } }) => effect === 'gained' && takenFrom !== undefined);
  const firstMs = leastOf(taking.map(({ effectiveMs }) => effectiveMs));
  return taking.filter(({ beginMs }) => beginMs <= firstMs).flatMap(({ claim: { takenFrom } }) => takenFrom ?? []);
}

/** Statuses under which nobody, or nobody alone, is said to hold the place. */
const open_statuses: readonly string[] = ['contested', 'transition', 'unknown'];

function haveHandsChanged(before: readonly ActorId[], after: ComparedControl, sidesOf: SidesOf): boolean {
  const [earlier, later] = [sidesOf(before), sidesOf(after.holders)];
  if (later.length === 0) return false;
  const isLost = earlier.some((side) => !later.includes(side));
  const isWon = later.some((side) => !earlier.includes(side));
  return isLost || (isWon && !open_statuses.includes(after.status));
}

const hasLost = (before: ComparedControl, after: ComparedControl): boolean =>
  before.conditions.some((condition) => !after.conditions.includes(condition)) ||
  (before.status !== after.status && after.status !== 'transition') ||
  (after.stale && !before.stale) ||
  (after.aged && !before.aged);
