import type { Period } from './figure.js';
import type { PlaceId } from './ids.js';
import type { Measure } from './measures.js';
import type { TallyFlag, TallyItem } from './tally-items.js';
import { addRanges, type Range, rangeOf } from './range.js';
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
import { type IntervalRule, isInside, overlaps, shareInWindow } from './tally-window.js';

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
  readonly verdict: 'larger_than_contained' | 'smaller_than_contained' | 'without_number' | 'overlaps_larger_total';
  /** What was counted inside its period and area without it. */
  readonly contained: Counted;
}

/** What is being reckoned: the question, and what is noted on the way. */
export interface Ledger {
  readonly question: TallyQuestion;
  readonly flags: Set<TallyFlag>;
  readonly comparisons: Map<TallyItem, Comparison>;
}

/**
 * Inside a running total's period and area the larger of the total and of what is counted there without it; outside,
 * the incidents. Smaller totals inside it are compared first, in the same way. Of two totals that overlap without one
 * containing the other, the smaller is set aside, and what lies in neither of the two is still counted.
 */
export function combineTotals(parts: readonly Part[], totals: readonly TallyItem[], ledger: Ledger): Counted {
  const { question } = ledger;
  let outside = parts;
  // A total that lies in two others is counted under the larger of them alone.
  let unplaced = totals;
  const sums: Counted[] = [];
  for (const total of outermost(totals, ledger)) {
    const shares = outside.map((part) => ({ ...part, inside: shareInside(total, part, question) }));
    const inside = shares.map((part) => ({ item: part.item, share: part.inside }));
    outside = shares.map((part) => ({ item: part.item, share: part.share - part.inside })).filter(isSome);
    const smaller = unplaced.filter((other) => contains(total, other, question) && !contains(other, total, question));
    unplaced = unplaced.filter((other) => other !== total && !smaller.includes(other));
    sums.push(larger(total, combineTotals(inside.filter(isSome), smaller, ledger), ledger));
  }
  if (outside.length > 0) sums.push(countedOf(outside));
  return addCounted(sums);
}

const isSome = ({ share }: Part): boolean => share > rounding_slack;

/** How much of a part lies inside a total. What may lie inside, but cannot be dated, is taken to: it is never added. */
function shareInside(total: TallyItem, { item, share }: Part, { interval, isWithin }: TallyQuestion): number {
  if (isPartOf(item, total)) return share;
  if (!isInArea(item, total, isWithin)) return 0;
  const inside = shareInWindow(item, total.period, interval);
  return inside === 'undated' ? share : Math.min(share, inside);
}

/** The larger of a total and what is counted without it. A floor that only the smaller gives holds all the same. */
function larger(total: TallyItem, contained: Counted, { comparisons }: Ledger): Counted {
  const whole = countedOf([{ item: total, share: 1 }]);
  if (isUnnumbered(total)) {
    comparisons.set(total, { verdict: 'without_number', contained });
    if (contained.parts.length === 0) return whole;
    // More happened than is published: what is itemised inside is a floor and says nothing of a best or a high.
    return contained.low === undefined ? contained : floorUnder(whole, contained);
  }
  const isLarger = lead(shareOf(contained)) <= lead(total);
  comparisons.set(total, { verdict: isLarger ? 'larger_than_contained' : 'smaller_than_contained', contained });
  const [more, less] = isLarger ? [whole, contained] : [contained, whole];
  if (less.low === undefined || (more.low ?? -1) > less.low) return more;
  if (more.low !== undefined) return { ...more, lowExclusive: more.lowExclusive || less.lowExclusive };
  return floorUnder(more, less);
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
