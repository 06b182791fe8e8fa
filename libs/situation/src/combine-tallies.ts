import { groupBy } from './group-by.js';
import type { FigureBasis, Period } from './figure.js';
import type { PlaceId, ReportId } from './ids.js';
import type { Measure, Unit } from './measures.js';
import { addRanges, type Range, rangeOf, type TallyFlag, type TallyItem } from './tally-items.js';
import { shareInWindow, type IntervalRule, isInside, overlaps } from './tally-window.js';

/** The question: from and to are local days, both included; either may be open. */
export interface TallyQuestion {
  readonly window: Period;
  readonly interval: IntervalRule;
  /** True when `place` is `area` or a part of it. */
  readonly isWithin: (place: PlaceId, area: PlaceId) => boolean;
}

/** A running total, snapshot or forecast as reported, and whether `combined` rests on it. */
export interface ReportedTotal extends Range {
  readonly lowExclusive: boolean;
  readonly basis: FigureBasis;
  readonly period: Period;
  readonly places: readonly PlaceId[];
  readonly reports: readonly ReportId[];
  readonly counted: boolean;
}

/** How many, for one measure and group: what incidents add up to, what totals say, and both without counting twice. */
export interface TallyAnswer {
  readonly measure: Measure;
  readonly group: string;
  readonly unit: Unit;
  readonly itemised: Range;
  readonly reported: readonly ReportedTotal[];
  readonly combined: Range;
  /** The combined low is not reached: "more than". */
  readonly lowExclusive: boolean;
  readonly flags: readonly TallyFlag[];
  /** The reports that `combined` rests on. */
  readonly reports: readonly ReportId[];
}

/** Answers the question for every measure, group and unit among the items, in that order. */
export function combineTallies(items: readonly TallyItem[], question: TallyQuestion): readonly TallyAnswer[] {
  const byGroup = groupBy(items, ({ measure, group, unit }) => `${measure} ${group} ${unit}`);
  return [...byGroup].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, same]) => combineGroup(same, question) ?? []);
}

/** An item's part inside the window, or a combination of such. */
interface Counted extends Range {
  readonly lowExclusive: boolean;
  readonly items: readonly TallyItem[];
}

function combineGroup(items: readonly TallyItem[], question: TallyQuestion): TallyAnswer | undefined {
  const flags = new Set<TallyFlag>();
  const incremental = items.filter(({ basis }) => basis === 'incremental');
  const inWindow = incremental.filter((item) => shareIn(item, question, flags) > 0);
  const counted = withoutParts(inWindow, flags);
  const totals = items.filter(({ basis, period }) => basis === 'cumulative' && isInside(period, question.window));
  const listed = items.filter(({ basis, period }) => basis !== 'incremental' && overlaps(period, question.window));
  const first = counted[0] ?? listed[0];
  if (first === undefined) return undefined;
  const itemised = sumOf(counted, question, flags);
  const combined = combine(counted, totals, question, flags);
  for (const item of listed) {
    if (item.basis === 'cumulative' && !totals.includes(item)) flags.add('total_reaches_outside');
    for (const flag of item.flags) flags.add(flag);
  }
  return {
    ...{ measure: first.measure, group: first.group, unit: first.unit },
    itemised: rounded(itemised),
    reported: listed.map((item) => totalOf(item, combined.items.includes(item))),
    combined: rounded(combined),
    lowExclusive: combined.lowExclusive,
    flags: [...flags].sort(),
    reports: [...new Set(combined.items.flatMap(({ reports }) => reports))].sort(),
  };
}

function shareIn(item: TallyItem, { window, interval }: TallyQuestion, flags: Set<TallyFlag>): number {
  const share = shareInWindow(item, window, interval);
  if (share === 'undated') flags.add('undated_left_out');
  return share === 'undated' ? 0 : share;
}

/** A part is never added to its whole: it is left out where the whole is counted. */
function withoutParts(items: readonly TallyItem[], flags: Set<TallyFlag>): readonly TallyItem[] {
  const told = new Set(items.flatMap(({ reports }) => reports));
  const wholes = items.filter(
    ({ partOf, reports }) => !partOf.some((whole) => told.has(whole) && !reports.includes(whole)),
  );
  if (wholes.length < items.length) flags.add('part_left_out');
  return wholes;
}

function sumOf(items: readonly TallyItem[], question: TallyQuestion, flags: Set<TallyFlag>): Counted {
  const parts = items.map((item) => {
    const share = shareIn(item, question, flags);
    if (share < 1) flags.add('prorated');
    for (const flag of item.flags) flags.add(flag);
    return scaled(item, share);
  });
  return { ...addRanges(parts), items, lowExclusive: items.some(({ lowExclusive }) => lowExclusive) };
}

/**
 * Inside a running total's period and area the larger of the total and of what is counted there without it; outside,
 * the incidents. Smaller totals inside it are compared first, in the same way. Of two totals that overlap without one
 * containing the other, the smaller is set aside, and what lies in neither of the two is still counted.
 */
function combine(
  items: readonly TallyItem[],
  totals: readonly TallyItem[],
  question: TallyQuestion,
  flags: Set<TallyFlag>,
): Counted {
  const outermost = disjoint(
    totals.filter((total) => !totals.some((other) => other !== total && contains(other, total, question))),
    question,
    flags,
  );
  let outside = items;
  const parts: Counted[] = [];
  for (const total of outermost) {
    const inside = outside.filter((item) => contains(total, item, question));
    outside = outside.filter((item) => !inside.includes(item));
    const smaller = totals.filter(
      (other) => other !== total && contains(total, other, question) && !contains(other, total, question),
    );
    const without = combine(inside, smaller, question, flags);
    parts.push(lead(without) > lead(total) ? without : { ...total, items: [total] });
  }
  if (outside.length > 0) parts.push(sumOf(outside, question, flags));
  return {
    ...addRanges(parts),
    items: parts.flatMap((part) => part.items),
    lowExclusive: parts.some(({ lowExclusive }) => lowExclusive),
  };
}

/** The number by which a total and a sum are compared. */
const lead = ({ low, best, high }: Range): number => low ?? best ?? high ?? 0;

/** True when all of `inner` lies in the period and the area of `outer`. Of two equal totals the better told contains. */
function contains(outer: TallyItem, inner: TallyItem, { isWithin }: TallyQuestion): boolean {
  if (inner.partOf.some((whole) => outer.reports.includes(whole))) return true;
  if (!isInside(inner.period, outer.period)) return false;
  if (outer.places.length > 0 && !inner.places.every((place) => outer.places.some((area) => isWithin(place, area))))
    return false;
  const equal =
    isInside(outer.period, inner.period) && inner.basis === 'cumulative' && outer.places.join() === inner.places.join();
  return !equal || lead(outer) > lead(inner) || (lead(outer) === lead(inner) && outer.incident < inner.incident);
}

function disjoint(
  totals: readonly TallyItem[],
  { isWithin }: TallyQuestion,
  flags: Set<TallyFlag>,
): readonly TallyItem[] {
  const kept: TallyItem[] = [];
  const largestFirst = [...totals].sort((a, b) => lead(b) - lead(a) || (a.incident < b.incident ? -1 : 1));
  for (const total of largestFirst) {
    const shares = (other: TallyItem): boolean =>
      overlaps(other.period, total.period) &&
      (other.places.length === 0 ||
        total.places.length === 0 ||
        other.places.some((a) => total.places.some((b) => isWithin(a, b) || isWithin(b, a))));
    if (kept.some(shares)) flags.add('overlapping_totals');
    else kept.push(total);
  }
  return kept;
}

const scaled = ({ low, best, high }: Range, share: number): Range =>
  rangeOf({
    low: low === undefined ? undefined : low * share,
    best: best === undefined ? undefined : best * share,
    high: high === undefined ? undefined : high * share,
  });

/** Shares of a count are no people: a low is rounded down, a high up, a best to the nearest. */
const rounded = ({ low, best, high }: Range): Range =>
  rangeOf({
    low: low === undefined ? undefined : Math.floor(low + rounding_slack),
    best: best === undefined ? undefined : Math.round(best),
    high: high === undefined ? undefined : Math.ceil(high - rounding_slack),
  });
const rounding_slack = 1e-6;

const totalOf = (item: TallyItem, counted: boolean): ReportedTotal => ({
  ...rangeOf({ low: item.low, best: item.best, high: item.high }),
  ...{ lowExclusive: item.lowExclusive, basis: item.basis, period: item.period },
  ...{ places: item.places, reports: item.reports, counted },
});
