import { leastOf } from '../extremes.js';
import { isBefore } from './claim-interval.js';
import { groupBy } from '../group-by.js';
import { type Handover, isInstant, meet } from './handover.js';
import type { ActorId } from '../ids.js';

/**
 * A search through all orders takes at most this many steps. Beyond that, which takes six changes of hands without an
 * hour in one day, no order is taken to fit.
 */
const most_steps = 50_000;

const answers_kept = 5_000;
/** Which handovers came last, by what all of them come to: each claim about a day asks again about the others of it. */
const kept = new Map<string, readonly number[]>();

/** Returns the handovers that come last in the orders that fit best; none where no order fits, or there are too many. */
export function lastOfFittingOrders(
  all: readonly Handover[],
  heldBefore: () => readonly ActorId[] | undefined,
): readonly Handover[] {
  const instants = inCertainOrder(all);
  const certain = new Set(instants);
  const floating = all.filter((one) => !certain.has(one));
  if (2 ** floating.length * (instants.length + 1) * (floating.length + 1) ** 2 > most_steps) return [];
  const before = heldBefore();
  const asked = `${all.map(described).join(';')};${before?.join() ?? '?'}`;
  let last = kept.get(asked);
  if (last === undefined) {
    const lasting = new Set(lastOf(instants, floating, before));
    last = [...all.keys()].filter((index) => lasting.has(all[index] as Handover));
    if (kept.size >= answers_kept) kept.clear();
    kept.set(asked, last);
  }
  return last.map((index) => all[index] as Handover);
}

const described = ({ sides, losers, fromMs, toMs }: Handover): string =>
  `${sides.join()}<${losers?.join() ?? '?'} ${fromMs} ${toMs}`;

/** So far nobody knows an order that comes to this. */
const none = Number.POSITIVE_INFINITY;

function lastOf(
  instants: readonly Handover[],
  floating: readonly Handover[],
  before: readonly ActorId[] | undefined,
): readonly Handover[] {
  // By the set of floating handovers that have been placed and which of them came last: behind them the last instant.
  const slots = floating.length + 1;
  let reached = new Float64Array(2 ** floating.length * slots).fill(none);
  reached[floating.length] = 0;
  for (let count = 0; ; count += 1) {
    const [last, next] = [instants[count - 1], instants[count]];
    placeFloating(reached, floating, { last, next, before });
    if (next === undefined) break;
    reached = placeInstant(reached, floating, { last, next, before });
  }
  const endings = reached.subarray(reached.length - slots);
  const least = leastOf(endings);
  if (least === none) return [];
  return [...floating, ...instants.slice(-1)].filter((_one, slot) => endings[slot] === least);
}

/** Between which instants something is placed, and who held the place before all. */
interface Gap<Next> {
  readonly last: Handover | undefined;
  readonly next: Next;
  readonly before: readonly ActorId[] | undefined;
}

/** Places floating handovers, in each order that fits, behind one instant and not behind the next. */
function placeFloating(
  reached: Float64Array,
  floating: readonly Handover[],
  { last, next, before }: Gap<Handover | undefined>,
): void {
  const slots = floating.length + 1;
  const previous = [...floating, last];
  const costs = previous.map((one) => floating.map((following) => wrongBehind(one, following, before)));
  // A handover comes behind all that were certainly before it, and one that was certainly after the next instant comes behind that.
  const preceding = floating.map((one) => maskOf(floating, (other) => isBefore(other, one)));
  const waiting = maskOf(floating, (one) => next !== undefined && isBefore(next, one));
  for (let placed = 0; placed * slots < reached.length; placed += 1)
    for (let index = 0; index < floating.length; index += 1) {
      const bit = 1 << index;
      if (((placed | waiting) & bit) !== 0 || ((preceding[index] ?? 0) & ~placed) !== 0) continue;
      const target = (placed | bit) * slots + index;
      for (let slot = 0; slot < slots; slot += 1) {
        const total = (reached[placed * slots + slot] ?? none) + (costs[slot]?.[index] ?? none);
        if (total < (reached[target] ?? none)) reached[target] = total;
      }
    }
}

/** Places the next instant behind everything that has been placed, where nothing is left that certainly came before it. */
function placeInstant(
  reached: Float64Array,
  floating: readonly Handover[],
  { last, next, before }: Gap<Handover>,
): Float64Array<ArrayBuffer> {
  const slots = floating.length + 1;
  const costs = [...floating, last].map((one) => wrongBehind(one, next, before));
  const preceding = maskOf(floating, (one) => isBefore(one, next));
  const later = new Float64Array(reached.length).fill(none);
  for (let placed = 0; placed * slots < reached.length; placed += 1) {
    if ((preceding & ~placed) !== 0) continue;
    const totals = costs.map((cost, slot) => (reached[placed * slots + slot] ?? none) + cost);
    later[placed * slots + floating.length] = leastOf(totals);
  }
  return later;
}

const maskOf = (all: readonly Handover[], passes: (one: Handover) => boolean): number =>
  all.reduce((mask, one, index) => (passes(one) ? mask | (1 << index) : mask), 0);

/** The handovers of a known hour, in order, but for those of the same moment. */
function inCertainOrder(all: readonly Handover[]): readonly Handover[] {
  const byMoment = groupBy(all.filter(isInstant), ({ fromMs }) => fromMs);
  return [...byMoment.values()].flatMap((same) => (same.length === 1 ? same : [])).sort((a, b) => a.fromMs - b.fromMs);
}

/** 1 if `next` takes the place from somebody whom the one before it did not leave it to, else 0; infinite where it then is not so. */
function wrongBehind(previous: Handover | undefined, next: Handover, before: readonly ActorId[] | undefined): number {
  const isWrong = next.losers !== undefined && !meet(next.losers, previous === undefined ? before : previous.sides);
  return isWrong && previous !== undefined && !isBefore(previous, next) ? none : Number(isWrong);
}
