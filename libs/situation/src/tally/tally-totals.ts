import { areasOf } from './tally-areas.js';
import type { Period } from './figure.js';
import { groupBy } from '../group-by.js';
import type { PlaceId } from '../ids.js';
import type { Measure } from './measures.js';
import { above, ceilingOf, isSingle, type Range, rangeOf, withOwnBounds } from './range.js';
import {
  sharedDays,
  type Days,
  daysIn,
  daysOf,
  evenly,
  freeDays,
  type IntervalRule,
  spreadDays,
  type WeightedDays,
  weightOf,
} from './tally-days.js';
import type { DoersReading } from './tally-doers.js';
import { clustersOf } from './tally-clusters.js';
import { forestOf, type IsWithin, type TotalNode } from './tally-forest.js';
import type { TallyFlag, TallyItem } from './tally-items.js';
import { type Counted, isPartOf, isUnnumbered, lead, rangeOfPart, sixPlaces } from './tally-parts.js';
import { type Piece, piecesIn } from './tally-pieces.js';
import { seriesAmong } from './tally-series.js';
import {
  ceilingOver,
  countedOfSum,
  floorOfSum,
  floorUnder,
  joinSums,
  rangeOfSum,
  type Sum,
  sumOfPart,
} from './tally-sums.js';
import { isDated } from './tally-window.js';

/** The question: from and to are local days, both included; either may be open. */
export interface TallyQuestion {
  readonly window: Period;
  readonly interval: IntervalRule;
  /** True when `place` is `area` or a part of it. */
  readonly isWithin: IsWithin;
  /** Whether counts at a place are asked for; all are where it is left out. */
  readonly isPlaceAsked?: (place: PlaceId) => boolean;
  /** The area asked about; what lies partly in it is flagged. */
  readonly area?: PlaceId;
  /** What those who did it are compared by, where a total may name them. */
  readonly doers?: DoersReading;
  /** The measures to answer; others among the items only serve what is derived. By default all. */
  readonly measures?: readonly Measure[];
}

/** What came of a running total when it was set against what it contains. */
export interface Comparison {
  readonly verdict:
    'larger_than_contained' | 'smaller_than_contained' | 'without_number' | 'overlaps_larger_total' | 'revised_down';
  /** Lists what was counted inside its period and area without it. */
  readonly contained: () => Counted;
}

/** What is being reckoned: the question, and what is noted on the way. */
export interface Ledger {
  readonly question: TallyQuestion;
  readonly flags: Set<TallyFlag>;
}

/** What a total has beyond what is itemised in it, which may be nothing, and the days that it is spread over. */
export interface Rest {
  readonly remainder: Range;
  readonly days: readonly WeightedDays[];
}

/** A total that counts: what lies directly in it, what it comes to with that, and what is left of it beyond. */
export interface WeighedTotal {
  readonly total: TallyItem;
  readonly inner: readonly WeighedTotal[];
  readonly pieces: readonly Piece[];
  readonly whole: Sum;
  readonly rest?: Rest;
  /** True where it is the larger and has a best: then it has what may be beyond the low of something in it. */
  readonly isFull: boolean;
  /** Its days and those of all that lies in it. */
  readonly days: Days;
}

/** Incidents and totals set against each other, once for the whole question. */
export interface WeighedTotals {
  readonly outermost: readonly WeighedTotal[];
  /** What lies in no total. */
  readonly outside: readonly Piece[];
  readonly comparisons: ReadonlyMap<TallyItem, Comparison>;
  /** Those that merely overlap a larger one, and of them those that do not count on any day. */
  readonly aside: readonly TallyItem[];
  readonly dropped: readonly TallyItem[];
  readonly clusters: ReadonlyMap<TallyItem, number>;
}

/**
 * Inside a running total's period and area the larger of the total and of what is counted there without it; outside,
 * the incidents. Smaller totals inside it are compared first, in the same way. Of two totals that overlap without one
 * containing the other, the larger counts; the smaller by its share on the days of which the larger does not speak, and
 * what lies in neither of the two is still counted (design §6).
 */
export function weighTotals(
  items: readonly TallyItem[],
  totals: readonly TallyItem[],
  { interval, isWithin }: TallyQuestion,
): WeighedTotals {
  const forest = forestOf(totals, isWithin);
  const pieces = piecesIn(items, forest, isWithin, interval);
  const taken = daysSpokenFor(forest.nodes, items, isWithin);
  const comparisons = new Map<TallyItem, Comparison>();
  const weighed = new Map<TotalNode, WeighedTotal>();
  const nothing = { verdict: 'overlaps_larger_total' as const, contained: () => countedOfSum(joinSums([])) };
  for (const total of forest.aside) comparisons.set(total, nothing);
  const weighedOf = (nodes: readonly TotalNode[]): readonly WeighedTotal[] =>
    nodes.flatMap((node) => weighed.get(node) ?? []);
  for (const node of innerFirst(forest.roots)) {
    const { total, children } = node;
    const own = pieces.get(node) ?? [];
    const inner = weighedOf(children);
    const contained = joinSums([...inner.map(({ whole }) => whole), ...own.map(sumOfPart)]);
    const share = shareOf(node, interval);
    const { verdict, ...sum } = larger(total, share, contained, () => restDays(node, taken.get(total) ?? [], interval));
    if (node.isCut !== true) comparisons.set(total, { verdict, contained: () => countedOfSum(contained) });
    const isFull = verdict === 'larger_than_contained' && total.best !== undefined;
    weighed.set(node, { total, inner, pieces: own, ...sum, isFull, days: hull(node.days, inner, own) });
  }
  const cut = new Set(forest.nodes.flatMap(({ total, isCut }) => (isCut === true ? [total] : [])));
  return {
    outermost: weighedOf(forest.roots),
    outside: pieces.get(undefined) ?? [],
    comparisons,
    aside: forest.aside,
    clusters: clustersOf(forest, pieces),
    dropped: forest.aside.filter((total) => !cut.has(total)),
  };
}

function innerFirst(roots: readonly TotalNode[]): readonly TotalNode[] {
  const outer: TotalNode[] = [...roots];
  // A list may grow while it is walked.
  for (const node of outer) for (const child of node.children) outer.push(child);
  return outer.reverse();
}

const hull = (own: Days, inner: readonly WeighedTotal[], pieces: readonly Piece[]): Days => {
  let { from, to } = own;
  for (const days of [...inner.map((one) => one.days), ...pieces.flatMap((piece) => piece.days)]) {
    if (days.from < from) from = days.from;
    if (days.to > to) to = days.to;
  }
  return { from, to };
};

/** How much of a total counts. */
const shareOf = ({ total, days, isCut }: TotalNode, rule: IntervalRule): number =>
  isCut === true ? weightOf(daysIn(spreadDays(total, rule) ?? [], days)) : 1;

/**
 * The larger of a total and what is counted without it. A floor or a high that only the smaller gives holds all the same:
 * bounds contain what every account says.
 */
function larger(
  total: TallyItem,
  share: number,
  inside: Sum,
  daysLeft: () => readonly WeightedDays[],
): Pick<WeighedTotal, 'whole' | 'rest'> & Pick<Comparison, 'verdict'> {
  const alone = sumOfPart({ item: total, share });
  if (isUnnumbered(total)) {
    // More happened than is published: what is itemised inside is a floor and says nothing of a best or a high.
    const { low } = rangeOfSum(inside);
    const whole = inside.size === 0 ? alone : low === undefined ? inside : floorUnder(alone, inside);
    return { verdict: 'without_number', whole };
  }
  const [own, itemised] = [rangeOfPart({ item: total, share }), rangeOfSum(inside)];
  const isSmaller = sixPlaces(inside.lead) > sixPlaces(lead(total) * share);
  const verdict = isSmaller ? 'smaller_than_contained' : 'larger_than_contained';
  const whole = isSmaller ? boundedBy(inside, alone) : boundedBy(alone, inside);
  if (isSmaller && !above(own.high, highestOf(itemised))) return { verdict, whole };
  const remainder = remainderOf(own, inside);
  const days = daysLeft();
  return { verdict, whole, ...(days.length === 0 ? {} : { rest: { remainder, days } }) };
}

/** The larger sum with what the smaller one says of its bounds. */
const boundedBy = (more: Sum, less: Sum): Sum =>
  above(rangeOfSum(less).high, highestOf(rangeOfSum(more)))
    ? ceilingOver(overFloor(more, less), less)
    : overFloor(more, less);

/** The most that a range says, or its only number; undefined where it is open above. */
const highestOf = (range: Range): number | undefined => (isSingle(range) ? range.best : range.high);

/**
 * The larger sum; where its low is less than that of the smaller one, the low is that of the smaller, and of a single number
 * that number; where its low is not given, that which the smaller gives.
 */
function overFloor(more: Sum, less: Sum): Sum {
  const [{ low }, { low: floor }] = [rangeOfSum(more), rangeOfSum(less)];
  const least = low === undefined ? floor : floorOfSum(less);
  if (least === undefined || (low ?? -1) > least) return more;
  return low === least ? { ...more, lowExclusive: more.lowExclusive || less.lowExclusive } : floorUnder(more, less);
}

/**
 * A total less what is itemised in it: at its least where most is itemised, at its most where least is. Of single numbers
 * it is a single number.
 */
function remainderOf(total: Range, itemised: Sum): Range {
  const inside = rangeOfSum(itemised);
  const less = (amount: number | undefined, counted: number | undefined): number | undefined =>
    amount === undefined ? undefined : Math.max(amount - (counted ?? 0), 0);
  const best = less(total.best, itemised.lead);
  if (isSingle(total) && isSingle(inside)) return rangeOf({ low: undefined, best, high: undefined });
  return rangeOf({
    low: less(withOwnBounds(total).low, inside.high ?? inside.best ?? inside.low),
    best,
    high: less(ceilingOf(total), inside.low ?? inside.best),
  });
}

/** The days of what a total has beyond what is itemised in it: those that nothing in it speaks for. */
function restDays({ total, days }: TotalNode, taken: readonly Days[], rule: IntervalRule): readonly WeightedDays[] {
  const { from, to } = days;
  return rule === 'prorate' && taken.length > 0 && isDated(total.period)
    ? evenly(freeDays({ from, to }, taken))
    : evenlyWithin(spreadDays(total, rule) ?? [], { from, to });
}

/** The days that lie in these, weighed as if there were no others. */
function evenlyWithin(days: readonly WeightedDays[], within: Days): readonly WeightedDays[] {
  const some = daysIn(days, within);
  const weight = weightOf(some);
  return weight === 0 ? [] : some.map((one) => ({ ...one, ratio: one.ratio / weight }));
}

/**
 * The days for which something in a total is all that the total has: a part named in it, an earlier total of its series, or
 * another total of its source inside it. The total of another source inside it is not.
 */
function daysSpokenFor(
  nodes: readonly TotalNode[],
  items: readonly TallyItem[],
  isWithin: IsWithin,
): ReadonlyMap<TallyItem, readonly Days[]> {
  const taken = new Map<TallyItem, Days[]>();
  const speak = (inner: TallyItem, total: TallyItem): void => {
    if (!isDated(inner.period) || !isInArea(total, inner, isWithin)) return;
    const days = sharedDays(daysOf(inner.period), daysOf(total.period));
    const known = taken.get(total);
    if (known === undefined) taken.set(total, days === undefined ? [] : [days]);
    else if (days !== undefined) known.push(days);
  };
  const totals = nodes.map(({ total }) => total);
  const tellers = groupBy(
    totals.flatMap((total) => total.reports.map((report) => ({ report, total }))),
    ({ report }) => report,
  );
  for (const item of [...items, ...totals])
    for (const { total } of item.partOf.flatMap((report) => tellers.get(report) ?? []))
      if (isPartOf(item, total)) speak(item, total);
  for (const { total, parent, isCut } of nodes)
    if (isCut !== true && total.origin !== undefined && total.origin === parent?.total.origin)
      speak(total, parent.total);
  for (const series of seriesAmong(totals))
    for (const [at, total] of series.entries()) {
      const shorter = series.findLast((other, index) => index < at && other.period.to !== total.period.to);
      if (shorter !== undefined) speak(shorter, total);
    }
  return taken;
}

/** True when every place of `inner` is in the area of `outer`, or one of the two names no place. */
export const isInArea = (
  inner: Pick<TallyItem, 'places' | 'groups' | 'doers' | 'basis'>,
  outer: Pick<TallyItem, 'places' | 'groups' | 'doers' | 'basis'>,
  isWithin: IsWithin,
): boolean => {
  const areas = areasOf(outer);
  return areas.length === 0 || areasOf(inner).every((place) => areas.some((area) => isWithin(place, area)));
};
