import { leastOf } from '../extremes.js';
import { isBefore } from './claim-interval.js';
import type { AnchoredClaim, ReportedHandover } from './control-evidence.js';
import { groupBy } from '../group-by.js';
import type { ActorId } from '../ids.js';

/** One change of hands, by every gain that tells of it. */
export interface Handover extends ReportedHandover {
  /** In order of evidence. */
  readonly gains: readonly AnchoredClaim[];
}

/**
 * A search through all orders takes at most this many steps. Beyond that, which takes six changes of hands without an
 * hour in one day, no order is taken to fit.
 */
const most_steps = 50_000;

/**
 * Returns the handovers of which one was the last: those of one side if that is certain (design §6, control, rule 1).
 *
 * Where their intervals leave the order open, what was taken from somebody came after he held the place. An order fits if
 * this is so of all neighbours of open order; of several that fit, those count in which it is least often wrong of
 * neighbours whose order is certain, or of `before` (the sides that held the place before all of them, if known). Where no
 * order fits, each handover that nothing follows for certain can have been the last.
 */
export function lastHandovers(
  all: readonly Handover[],
  before: () => readonly ActorId[] | undefined,
): readonly Handover[] {
  const candidates = mayBeLast(all);
  if (areOfOneSide(candidates)) return candidates;
  const fitting = lastOfFittingOrders(all, before);
  return fitting.length === 0 ? candidates : fitting;
}

/** Those that nothing follows for certain. */
export function mayBeLast<Interval extends { readonly fromMs: number; readonly toMs: number }>(
  all: readonly Interval[],
): readonly Interval[] {
  const latestMs = all.reduce((latest, { fromMs }) => Math.max(latest, fromMs), Number.NEGATIVE_INFINITY);
  return all.filter(({ toMs }) => toMs >= latestMs);
}

export const areOfOneSide = (all: readonly Pick<Handover, 'sides'>[]): boolean =>
  all.every(({ sides }) => sameSides(sides, all[0]?.sides ?? []));

export const sameSides = (a: readonly ActorId[], b: readonly ActorId[]): boolean =>
  a === b || (a.length === b.length && a.every((side, index) => side === b[index]));

/** True if every side of `part` is in `whole`. */
export const within = (part: readonly ActorId[], whole: readonly ActorId[]): boolean =>
  part.every((side) => whole.includes(side));

/** For each handover that can come last so far, how often the one before it held other hands than it took from. */
type Endings = Map<Handover | undefined, number>;

function lastOfFittingOrders(
  all: readonly Handover[],
  heldBefore: () => readonly ActorId[] | undefined,
): readonly Handover[] {
  const instants = inCertainOrder(all);
  const certain = new Set(instants);
  const floating = all.filter((one) => !certain.has(one));
  const subsets = 2 ** floating.length;
  if (subsets * (instants.length + 1) * (floating.length + 1) ** 2 > most_steps) return [];
  const before = heldBefore();
  // By how many instants have been placed, then by the set of floating handovers that have been placed.
  const reached: Endings[][] = [...instants, undefined].map(() => Array.from({ length: subsets }, () => new Map()));
  reached[0]?.[0]?.set(undefined, 0);
  for (const [count, bySet] of reached.entries())
    for (const [placed, endings] of bySet.entries()) {
      const left = floating.filter((_one, index) => (placed & (1 << index)) === 0);
      const instant = instants[count];
      const later = reached[count + 1]?.[placed];
      if (instant !== undefined && later !== undefined && !left.some((one) => isBefore(one, instant)))
        follow(endings, instant, before, later);
      for (const [index, one] of floating.entries()) {
        const isLeft = left.includes(one) && !left.some((other) => isBefore(other, one));
        const more = bySet[placed | (1 << index)];
        if (isLeft && more !== undefined && (instant === undefined || !isBefore(instant, one)))
          follow(endings, one, before, more);
      }
    }
  const endings = reached.at(-1)?.at(-1) ?? new Map<Handover, number>();
  const least = leastOf(endings.values());
  return all.filter((one) => endings.get(one) === least);
}

/** The handovers of a known hour, in order, but for those of the same moment. */
function inCertainOrder(all: readonly Handover[]): readonly Handover[] {
  const byMoment = groupBy(all.filter(isInstant), ({ fromMs }) => fromMs);
  return [...byMoment.values()].flatMap((same) => (same.length === 1 ? same : [])).sort((a, b) => a.fromMs - b.fromMs);
}

export const isInstant = ({ fromMs, toMs }: Pick<Handover, 'fromMs' | 'toMs'>): boolean => fromMs === toMs;

/** Places `next` behind each of these endings that it fits. */
function follow(from: Endings, next: Handover, before: readonly ActorId[] | undefined, to: Endings): void {
  for (const [previous, wrong] of from) {
    const isWrong = next.losers !== undefined && !meet(next.losers, previous === undefined ? before : previous.sides);
    if (isWrong && previous !== undefined && !isBefore(previous, next)) continue;
    const total = wrong + Number(isWrong);
    if (total < (to.get(next) ?? Number.POSITIVE_INFINITY)) to.set(next, total);
  }
}

/** True if one of these sides is among the others. */
export const meet = (some: readonly ActorId[], others: readonly ActorId[] | undefined): boolean =>
  others !== undefined && some.some((side) => others.includes(side));
