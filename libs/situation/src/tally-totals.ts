import type { Period } from './figure.js';
import type { PlaceId } from './ids.js';
import type { Measure } from './measures.js';
import type { TallyFlag, TallyItem } from './tally-items.js';
import { addRanges, ceilingOf, greatest, type Range, rangeOf } from './range.js';
import {
  addCounted,
  addParts,
  bearingOnly,
  byLead,
  type Counted,
  countedOf,
  isPartOf,
  isUnnumbered,
  lead,
  type Part,
  type RangeEnd,
  rounding_slack,
} from './tally-parts.js';
import { isOfSeries } from './tally-series.js';
import {
  intersection,
  type IntervalRule,
  isDated,
  isInside,
  overlaps,
  shareInWindow,
  shareOfFreeDays,
} from './tally-window.js';

/** The question: from and to are local days, both included; either may be open. */
export interface TallyQuestion {
  readonly window: Period;
  readonly interval: IntervalRule;
  /** True when `place` is `area` or a part of it. */
  readonly isWithin: (place: PlaceId, area: PlaceId) => boolean;
  /** Whether counts at a place are asked for; all are where it is left out. */
  readonly isPlaceAsked?: (place: PlaceId) => boolean;
  /** The area asked about; what lies partly in it is flagged. */
  readonly area?: PlaceId;
  /** The measures to answer; others among the items only serve what is derived. By default all. */
  readonly measures?: readonly Measure[];
}

/** What came of a running total when it was set against what it contains. */
export interface Comparison {
  readonly verdict:
    'larger_than_contained' | 'smaller_than_contained' | 'without_number' | 'overlaps_larger_total' | 'revised_down';
  /** What was counted inside its period and area without it. */
  readonly contained: Counted;
}

/** What is being reckoned: the question, and what is noted on the way. */
export interface Ledger {
  readonly question: TallyQuestion;
  readonly flags: Set<TallyFlag>;
  readonly comparisons: Map<TallyItem, Comparison>;
}

/** A part of a sum: how much of an item is meant, and how much of the item is meant and lies in the window. */
export interface PlacedPart extends Part {
  readonly shown: number;
}

/** A sum, and what of it lies in the window. */
export interface PlacedSum {
  readonly whole: Counted;
  readonly shown: Counted;
}

/**
 * Inside a running total's period and area the larger of the total and of what is counted there without it; outside,
 * the incidents. Smaller totals inside it are compared first, in the same way. Of two totals that overlap without one
 * containing the other, the smaller is set aside, and what lies in neither of the two is still counted.
 *
 * In a window that a total reaches out of, what is itemised inside the total counts in its own days, and the rest of the
 * total by its share of the days (design §6).
 */
export function combineTotals(parts: readonly PlacedPart[], totals: readonly TallyItem[], ledger: Ledger): PlacedSum {
  const { question } = ledger;
  let outside = parts;
  // A total that lies in two others is counted under the larger of them alone.
  let unplaced = totals;
  const sums: PlacedSum[] = [];
  for (const total of outermost(totals, ledger)) {
    const inside = outside.map((part) => partInside(total, part, question));
    outside = outside.map((part, index) => withoutShare(part, inside[index])).filter(isSome);
    const smaller = unplaced.filter((other) => contains(total, other, question) && !contains(other, total, question));
    unplaced = unplaced.filter((other) => other !== total && !smaller.includes(other));
    const contained = inside.filter(isSome);
    const spoken = [...contained.map(({ item }) => item), ...smaller].filter((item) =>
      speaksFor(item, total, question),
    );
    sums.push(larger(total, combineTotals(contained, smaller, ledger), spoken, ledger));
  }
  if (outside.length > 0) sums.push(sumOf(outside));
  return { whole: addCounted(sums.map(({ whole }) => whole)), shown: addCounted(sums.map(({ shown }) => shown)) };
}

const isSome = ({ share }: Part): boolean => share > rounding_slack;

const sumOf = (parts: readonly PlacedPart[]): PlacedSum => ({
  whole: countedOf(parts.map(({ item, share }) => ({ item, share }))),
  shown: countedOf(parts.map(({ item, shown }) => ({ item, share: shown })).filter(isSome)),
});

/** How much of a part lies inside a total. What may lie inside, but cannot be dated, is taken to: it is never added. */
function partInside(total: TallyItem, part: PlacedPart, { interval, isWithin, window }: TallyQuestion): PlacedPart {
  const { item, share, shown } = part;
  if (isPartOf(item, total)) return part;
  if (!isInArea(item, total, isWithin)) return { item, share: 0, shown: 0 };
  const inside = shareInWindow(item, total.period, interval);
  if (inside === 'undated') return part;
  const common = intersection(total.period, window);
  const seen = common === undefined ? 0 : shareInWindow(item, common, interval);
  return { item, share: Math.min(share, inside), shown: Math.min(shown, seen === 'undated' ? inside : seen) };
}

const withoutShare = (part: PlacedPart, inside: PlacedPart | undefined): PlacedPart => ({
  item: part.item,
  share: part.share - (inside?.share ?? 0),
  shown: part.shown - (inside?.shown ?? 0),
});

/** True when `item` is all that the total has for its days: a part named in it, or an earlier total of its series. */
const speaksFor = (item: TallyItem, total: TallyItem, { isWithin }: TallyQuestion): boolean =>
  (isPartOf(item, total) || isOfSeries(item, total)) && isInArea(total, item, isWithin);

/** The larger of a total and what is counted without it. A floor that only the smaller gives holds all the same. */
function larger(total: TallyItem, contained: PlacedSum, spoken: readonly TallyItem[], ledger: Ledger): PlacedSum {
  const { question, comparisons } = ledger;
  const inside = contained.whole;
  const isShown = isInside(total.period, question.window);
  const whole = countedOf([{ item: total, share: 1 }]);
  if (isUnnumbered(total)) {
    comparisons.set(total, { verdict: 'without_number', contained: inside });
    if (inside.parts.length === 0) return { whole, shown: isShown ? whole : contained.shown };
    // More happened than is published: what is itemised inside is a floor and says nothing of a best or a high.
    const floor = inside.low === undefined ? inside : floorUnder(whole, inside);
    return { whole: floor, shown: isShown ? floor : contained.shown };
  }
  const isLarger = lead(shareOf(inside)) <= lead(total);
  comparisons.set(total, { verdict: isLarger ? 'larger_than_contained' : 'smaller_than_contained', contained: inside });
  const counted = isLarger ? overFloor(whole, inside) : overFloor(inside, whole);
  if (isShown) return { whole: counted, shown: counted };
  const rest = isLarger ? restInWindow(total, inside, spoken, ledger) : [];
  return { whole: counted, shown: addCounted([contained.shown, countedOf(rest)]) };
}

/** The larger sum; where its low is less than that of the smaller one, or not given, the low is that of the smaller. */
function overFloor(more: Counted, less: Counted): Counted {
  if (less.low === undefined || (more.low ?? -1) > less.low) return more;
  if (more.low !== undefined) return { ...more, lowExclusive: more.lowExclusive || less.lowExclusive };
  return floorUnder(more, less);
}

/** What a total has beyond what is itemised in it, as far as it lies in the window: its share of the days left. */
function restInWindow(
  total: TallyItem,
  inside: Counted,
  spoken: readonly TallyItem[],
  { question: { window, interval }, flags }: Ledger,
): readonly Part[] {
  const remainder = remainderOf(total, inside);
  const taken = spoken.map(({ period }) => period).filter(isDated);
  const { period } = total;
  const share =
    interval === 'prorate' && taken.length > 0 && isDated(period)
      ? shareOfFreeDays(period, taken, window)
      : shareInWindow(total, window, interval);
  if (share === 'undated' || share < rounding_slack || greatest(Object.values(remainder)) === 0) return [];
  if (share < 1) flags.add('spread');
  return [{ item: total, share, remainder }];
}

/** A total less what is itemised in it: at its least where most is itemised, at its most where least is. */
function remainderOf(total: TallyItem, inside: Range): Range {
  const less = (amount: number | undefined, itemised: number | undefined): number | undefined =>
    amount === undefined ? undefined : Math.max(amount - (itemised ?? 0), 0);
  return rangeOf({
    low: less(total.low, inside.high ?? inside.best ?? inside.low),
    best: less(total.best, inside.best ?? inside.low),
    high: less(ceilingOf(total), inside.low ?? inside.best),
  });
}

/** What a sum comes to if each of its parts is divided evenly over its days: what it is compared by. */
const shareOf = ({ parts }: Counted): Range =>
  addRanges(
    parts.map(({ item: { low, best, high }, share, bears }) => {
      const of = (end: RangeEnd, amount: number | undefined) =>
        amount === undefined || !bears.includes(end) ? undefined : amount * share;
      return rangeOf({ low: of('low', low), best: of('best', best), high: of('high', high) });
    }),
  );

/** A sum whose low is no less than that of what is itemised in it. */
export function flooredBy(itemised: Counted, sum: Counted): Counted {
  const isBelow = itemised.low !== undefined && itemised.low > (sum.low ?? -1);
  return isBelow ? floorUnder(sum, itemised) : sum;
}

/** A sum with the low of another under its best and high. */
function floorUnder(sum: Counted, floor: Counted): Counted {
  const parts = [...bearingOnly(sum, ['best', 'high']), ...bearingOnly(floor, ['low'])];
  return { ...addParts(parts), parts, lowExclusive: floor.lowExclusive };
}

/** True when all of `inner` lies in the period and the area of `outer`. Of two equal totals the larger contains. */
function contains(outer: TallyItem, inner: TallyItem, { isWithin }: TallyQuestion): boolean {
  if (outer === inner) return false;
  if (isPartOf(inner, outer) || isPartOf(outer, inner)) return isPartOf(inner, outer);
  const within = (a: TallyItem, b: TallyItem) => isInside(a.period, b.period) && isInArea(a, b, isWithin);
  return within(inner, outer) && (!within(outer, inner) || byLead(outer, inner) < 0);
}

/** True when every place of `inner` is in the area of `outer`, or one of the two names no place. */
export const isInArea = (
  inner: Pick<TallyItem, 'places'>,
  outer: Pick<TallyItem, 'places'>,
  isWithin: TallyQuestion['isWithin'],
): boolean =>
  outer.places.length === 0 || inner.places.every((place) => outer.places.some((area) => isWithin(place, area)));

/** Totals that share nothing and lie in no other; those that had to be set aside are flagged, and what is in them free. */
function outermost(totals: readonly TallyItem[], ledger: Ledger): readonly TallyItem[] {
  const { question, flags, comparisons } = ledger;
  const roots = totals.filter((total) => !totals.some((other) => contains(other, total, question)));
  const kept: TallyItem[] = [];
  const aside = new Set<TallyItem>();
  for (const total of [...(roots.length > 0 ? roots : totals)].sort(byLead)) {
    if (kept.some((other) => shareSome(other, total, question))) aside.add(total);
    else kept.push(total);
  }
  if (aside.size === 0) return kept;
  flags.add('overlapping_totals');
  for (const total of aside) comparisons.set(total, { verdict: 'overlaps_larger_total', contained: countedOf([]) });
  return outermost(
    totals.filter((total) => !aside.has(total)),
    ledger,
  );
}

/** True when two totals have a day and a place in common. */
const shareSome = (a: TallyItem, b: TallyItem, { isWithin }: TallyQuestion): boolean =>
  overlaps(a.period, b.period) &&
  (a.places.length === 0 ||
    b.places.length === 0 ||
    a.places.some((one) => b.places.some((other) => isWithin(one, other) || isWithin(other, one))));
