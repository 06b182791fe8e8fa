import { lastOfFittingOrders } from './fitting-orders.js';
import { areOfOneSide, type Handover } from './handover.js';
import type { ActorId } from '../ids.js';

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
