import { groupBy } from './group-by.js';
import type { FigureBasis, Period } from './figure.js';
import type { PlaceId, ReportId } from './ids.js';
import { countUnits, type Measure, type Unit } from './measures.js';
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
  const ordered = items
    .map((item) => ({ item, identity: identityOf(item) }))
    .sort((a, b) => (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0))
    .map(({ item }) => item);
  const byGroup = groupBy(ordered, ({ measure, group, unit }) => `${measure} ${group} ${unit}`);
  return [...byGroup].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, same]) => combineGroup(same, question) ?? []);
}

const identityOf = ({ incident, basis, places, period }: TallyItem): string =>
  [incident, basis, period.from, period.to, ...places].join(' ');

/** An item and how much of it, 0 to 1, is counted here. */
interface Part {
  readonly item: TallyItem;
  readonly share: number;
}

/** A total, or some parts of items added up. */
interface Counted extends Range {
  readonly lowExclusive: boolean;
  readonly items: readonly TallyItem[];
}

function combineGroup(items: readonly TallyItem[], question: TallyQuestion): TallyAnswer | undefined {
  const flags = new Set<TallyFlag>();
  const incremental = items.filter(({ basis }) => basis === 'incremental');
  const running = items.filter(({ basis, period }) => basis === 'cumulative' && isInside(period, question.window));
  const inWindow = incremental
    .map((item) => ({ item, share: shareIn(item, question, flags) }))
    .filter(({ share }) => share > 0);
  const counted = withoutParts(inWindow, inWindow, flags);
  const totals = withoutParts(
    running.map((item) => ({ item, share: 1 })),
    counted,
    flags,
  ).map(({ item }) => item);
  const listed = items.filter(({ basis, period }) => basis !== 'incremental' && overlaps(period, question.window));
  const [first] = items;
  if (first === undefined || (counted.length + listed.length === 0 && flags.size === 0)) return undefined;
  const itemised = sumOf(counted, flags);
  const combined = combine(counted, totals, question, flags);
  for (const item of listed) {
    if (item.basis === 'cumulative' && !running.includes(item)) flags.add('total_reaches_outside');
    for (const flag of item.flags) flags.add(flag);
  }
  return {
    ...{ measure: first.measure, group: first.group, unit: first.unit },
    itemised: rounded(itemised, first.unit),
    reported: listed.map((item) => totalOf(item, combined.items.includes(item))),
    combined: rounded(combined, first.unit),
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
function withoutParts(parts: readonly Part[], counted: readonly Part[], flags: Set<TallyFlag>): readonly Part[] {
  const tellers = groupBy(
    counted.flatMap(({ item }) => item.reports.map((report) => ({ report, item }))),
    ({ report }) => report,
  );
  const isPart = ({ item }: Part): boolean =>
    item.partOf.some((whole) => tellers.get(whole)?.some((teller) => isPartOf(item, teller.item)));
  const wholes = parts.filter((part) => !isPart(part));
  if (wholes.length < parts.length) flags.add('part_left_out');
  return wholes;
}

/** True when `inner` is said to be a part of `outer`; of two that are said to be parts of each other, the smaller is. */
function isPartOf(inner: TallyItem, outer: TallyItem): boolean {
  const names = (a: TallyItem, b: TallyItem): boolean => a !== b && a.partOf.some((whole) => b.reports.includes(whole));
  return names(inner, outer) && (!names(outer, inner) || byLead(outer, inner) < 0);
}

function sumOf(parts: readonly Part[], flags: Set<TallyFlag>): Counted {
  for (const { item, share } of parts) {
    if (share < 1) flags.add('prorated');
    for (const flag of item.flags) flags.add(flag);
  }
  return {
    ...addRanges(parts.map(({ item, share }) => scaled(item, share))),
    items: parts.map(({ item }) => item),
    lowExclusive: parts.some(({ item }) => item.lowExclusive),
  };
}

/**
 * Inside a running total's period and area the larger of the total and of what is counted there without it; outside,
 * the incidents. Smaller totals inside it are compared first, in the same way. Of two totals that overlap without one
 * containing the other, the smaller is set aside, and what lies in neither of the two is still counted.
 */
function combine(
  parts: readonly Part[],
  totals: readonly TallyItem[],
  question: TallyQuestion,
  flags: Set<TallyFlag>,
): Counted {
  let outside = parts;
  const sums: Counted[] = [];
  for (const total of outermost(totals, question, flags)) {
    const shares = outside.map((part) => ({ ...part, inside: shareInside(total, part, question) }));
    const inside = shares.map((part) => ({ item: part.item, share: part.inside }));
    outside = shares.map((part) => ({ item: part.item, share: part.share - part.inside })).filter(isSome);
    const smaller = totals.filter((other) => contains(total, other, question) && !contains(other, total, question));
    const without = combine(inside.filter(isSome), smaller, question, flags);
    sums.push(larger({ ...total, items: [total] }, without));
  }
  if (outside.length > 0) sums.push(sumOf(outside, flags));
  return {
    ...addRanges(sums),
    items: sums.flatMap(({ items }) => items),
    lowExclusive: sums.some(({ lowExclusive }) => lowExclusive),
  };
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
function larger(total: Counted, without: Counted): Counted {
  const [more, less] = lead(without) > lead(total) ? [without, total] : [total, without];
  if (less.low === undefined || (more.low ?? -1) > less.low) return more;
  if (more.low !== undefined) return { ...more, lowExclusive: more.lowExclusive || less.lowExclusive };
  return { ...more, low: less.low, lowExclusive: less.lowExclusive, items: [...more.items, ...less.items] };
}

/** The number by which a total and a sum are compared. */
const lead = ({ low, best, high }: Range): number => low ?? best ?? high ?? 0;

/** The larger first; of equals always the same one. */
const byLead = (a: TallyItem, b: TallyItem): number =>
  lead(b) - lead(a) || (identityOf(a) < identityOf(b) ? -1 : identityOf(a) > identityOf(b) ? 1 : 0);

/** True when all of `inner` lies in the period and the area of `outer`. Of two equal totals the larger contains. */
function contains(outer: TallyItem, inner: TallyItem, { isWithin }: TallyQuestion): boolean {
  if (outer === inner) return false;
  if (isPartOf(inner, outer) || isPartOf(outer, inner)) return isPartOf(inner, outer);
  const within = (a: TallyItem, b: TallyItem) => isInside(a.period, b.period) && isInArea(a, b, isWithin);
  return within(inner, outer) && (!within(outer, inner) || byLead(outer, inner) < 0);
}

/** True when every place of `inner` is in the area of `outer`, or one of the two names no place. */
const isInArea = (inner: TallyItem, outer: TallyItem, isWithin: TallyQuestion['isWithin']): boolean =>
  outer.places.length === 0 || inner.places.every((place) => outer.places.some((area) => isWithin(place, area)));

/** Totals that share nothing and lie in no other; those that had to be set aside are flagged, and what is in them free. */
function outermost(totals: readonly TallyItem[], question: TallyQuestion, flags: Set<TallyFlag>): readonly TallyItem[] {
  const roots = totals.filter((total) => !totals.some((other) => contains(other, total, question)));
  const kept: TallyItem[] = [];
  const aside = new Set<TallyItem>();
  for (const total of [...(roots.length > 0 ? roots : totals)].sort(byLead)) {
    if (kept.some((other) => shareSome(other, total, question))) aside.add(total);
    else kept.push(total);
  }
  if (aside.size === 0) return kept;
  flags.add('overlapping_totals');
  return outermost(
    totals.filter((total) => !aside.has(total)),
    question,
    flags,
  );
}

/** True when two totals have a day and a place in common. */
const shareSome = (a: TallyItem, b: TallyItem, { isWithin }: TallyQuestion): boolean =>
  overlaps(a.period, b.period) &&
  (a.places.length === 0 ||
    b.places.length === 0 ||
    a.places.some((one) => b.places.some((other) => isWithin(one, other) || isWithin(other, one))));

const scaled = ({ low, best, high }: Range, share: number): Range =>
  rangeOf({
    low: low === undefined ? undefined : low * share,
    best: best === undefined ? undefined : best * share,
    high: high === undefined ? undefined : high * share,
  });

/** Shares of a count are no people: a low is rounded down, a high up, a best to the nearest. Lengths stay as they are. */
const rounded = ({ low, best, high }: Range, unit: Unit): Range =>
  countUnits.has(unit)
    ? rangeOf({
        low: low === undefined ? undefined : Math.floor(low + rounding_slack),
        best: best === undefined ? undefined : Math.round(best),
        high: high === undefined ? undefined : Math.ceil(high - rounding_slack),
      })
    : rangeOf({ low, best, high });
const rounding_slack = 1e-6;

const totalOf = (item: TallyItem, counted: boolean): ReportedTotal => ({
  ...rangeOf({ low: item.low, best: item.best, high: item.high }),
  ...{ lowExclusive: item.lowExclusive, basis: item.basis, period: item.period },
  ...{ places: item.places, reports: item.reports, counted },
});
