import { groupBy } from '../group-by.js';
import { compareGrades } from '../report/grade.js';
import type { ReportId } from '../ids.js';
import { isAboveWhole, isSingle, type Range, rangeOf, sumGiven, sumWhole, withOwnBounds } from './range.js';
import type { TallyItem } from './tally-items.js';

/** An item and how much of it, 0 to 1, is meant. */
export interface Part {
  readonly item: TallyItem;
  readonly share: number;
  /** What a total has beyond what is itemised in it, where only that is meant: the share is one of this. */
  readonly remainder?: Range;
  /** True where a total that counts has what may be beyond the low of the item: where it gives no best, that is it. */
  readonly isAtFloor?: true;
}

export const rangeEnds = ['low', 'best', 'high'] as const;
export type RangeEnd = (typeof rangeEnds)[number];

/** A part of a sum, and which ends of the sum it bears. Where only its floor holds, it bears the low alone. */
export interface SumPart extends Part {
  readonly bears: readonly RangeEnd[];
}

/** Parts added up: the range is always exactly what `addParts` makes of the parts. */
export interface Counted extends Range {
  readonly parts: readonly SumPart[];
  /** The low is not reached: "more than". */
  readonly lowExclusive: boolean;
}

/** Adds parts: a low not given adds nothing to the floor; a best or high that one of its bearers lacks is not given. */
export function addParts(parts: readonly SumPart[]): Range {
  const ranges = rangesIn(parts);
  const adding = parts.map((part, index) => borneBy(part, ranges[index] ?? {}));
  const borne = (end: RangeEnd): readonly (number | undefined)[] =>
    adding.filter((_, index) => parts[index]?.bears.includes(end)).map((range) => range[end]);
  return rangeOf({ low: sumGiven(borne('low')), best: sumWhole(borne('best')), high: sumWhole(borne('high')) });
}

/** Of what a part comes to, the ends that it bears. Where only some of them hold, a single number is its own floor. */
export function borneBy({ bears }: SumPart, range: Range): Range {
  if (bears.length === rangeEnds.length) return range;
  const { low, best, high } = isSingle(range) ? { ...range, low: range.best } : range;
  const ifBorne = (end: RangeEnd, amount: number | undefined) => (bears.includes(end) ? amount : undefined);
  return rangeOf({ low: ifBorne('low', low), best: ifBorne('best', best), high: ifBorne('high', high) });
}

/**
 * What each part adds to a sum. Beside something that has bounds, or is spread and so has them though none were told, a single number
 * is its own low and high: 28 on a day, and none to 49 more, are 28 to 77.
 */
const rangesIn = (parts: readonly SumPart[]): readonly Range[] => parts.map(rangeAmong(parts));

/** Returns what one of these parts adds to their sum. Beside what is only a floor, a single number is its own floor. */
export function rangeAmong(parts: readonly SumPart[]): (part: Part) => Range {
  const someBounded = parts.some((part) => isSpread(part) || (hasBounds(part) && part.bears.includes('high')));
  if (someBounded) return (part) => withOwnBounds(rangeOfPart(part));
  const someFloors = parts.some(({ bears }) => bears.length < rangeEnds.length && bears.includes('low'));
  return (part) => (someFloors ? withOwnFloor(rangeOfPart(part)) : rangeOfPart(part));
}

const withOwnFloor = (range: Range): Range =>
  isSingle(range) ? rangeOf({ low: range.best, best: range.best, high: undefined }) : range;

/**
 * What a part comes to. Where only some of the days are meant, anything from none to all of it may have been then: the
 * best is its share by days.
 */
export const rangeOfPart = ({ item, share, isAtFloor, ...part }: Part): Range => {
  const reported = part.remainder ?? item;
  const remainder = isAtFloor === true ? atFloor(reported) : reported;
  const { low, best, high } = remainder;
  if (isWhole(share) || isUnnumbered(remainder)) return rangeOf({ low, best, high });
  return rangeOf({
    low: 0,
    best: best === undefined ? undefined : best * share,
    high: isSingle(remainder) ? best : high,
  });
};

const atFloor = ({ low, best = low, high }: Range): Range => rangeOf({ low, best, high });

export const isWhole = (share: number): boolean => share > 1 - rounding_slack;

/** True of what lies only partly on the days meant, and of a remainder that is no single number. */
export const isSpread = ({ share, remainder = {} }: Part): boolean => !isWhole(share) || !isSingle(remainder);

/** True of what gives a low or a high. Where it bears the floor of a sum alone, that bounds nothing else. */
export const hasBounds = ({ item }: Part): boolean => !isSingle(item);

/** Parts as a sum of their own, each bearing every end. */
export const countedOf = (parts: readonly Part[]): Counted => {
  const bearing = parts.map(({ item, share, remainder }): SumPart =>
    remainder === undefined ? { item, share, bears: rangeEnds } : { item, share, remainder, bears: rangeEnds },
  );
  return { ...addParts(bearing), parts: bearing, lowExclusive: parts.some(isExclusive) };
};

/** A low that is spread over days is reached: it is none. */
export const isExclusive = ({ item, share, remainder }: Part): boolean =>
  item.lowExclusive && isWhole(share) && remainder === undefined;

/** Sums added up. */
export const addCounted = (sums: readonly Counted[]): Counted => {
  const parts = sums.flatMap((one) => one.parts);
  return { ...addParts(parts), parts, lowExclusive: sums.some(({ lowExclusive }) => lowExclusive) };
};

/** Parts without those that lie in another one that counts. */
export interface Apart<One> {
  readonly kept: readonly One[];
  readonly aside: readonly One[];
  /** Those set aside that are above their whole. */
  readonly above: ReadonlySet<TallyItem>;
}

/** A part is never added to its whole: it is left out where the whole is counted. */
export function withoutParts<One extends { readonly item: TallyItem }>(
  parts: readonly One[],
  counted: readonly { readonly item: TallyItem }[],
): Apart<One> {
  const above = new Set<TallyItem>();
  if (parts.every(({ item }) => item.partOf.length === 0)) return { kept: parts, aside: [], above };
  const tellers = groupBy(
    counted.flatMap(({ item }) => item.reports.map((report) => ({ report, item }))),
    ({ report }) => report,
  );
  const wholesOf = ({ item }: One): readonly TallyItem[] =>
    item.partOf.flatMap((whole) =>
      (tellers.get(whole) ?? []).map((teller) => teller.item).filter((outer) => isPartOf(item, outer)),
    );
  const kept: One[] = [];
  const aside: One[] = [];
  for (const part of parts) {
    const wholes = wholesOf(part);
    (wholes.length > 0 ? aside : kept).push(part);
    if (wholes.some((whole) => isAboveWhole(part.item, whole))) above.add(part.item);
  }
  return { kept, aside, above };
}

/** The items, each part of everything that its wholes are parts of in turn. */
export function withAllWholes(items: readonly TallyItem[]): readonly TallyItem[] {
  if (items.every(({ partOf }) => partOf.length === 0)) return items;
  const tellers = groupBy(
    items.flatMap((item) => item.reports.map((report) => ({ report, item }))),
    ({ report }) => report,
  );
  const wholesOf = (item: TallyItem): readonly ReportId[] => {
    const found = new Set(item.partOf);
    // A set grows while it is walked, so this follows every step up once.
    for (const report of found)
      for (const { item: teller } of tellers.get(report) ?? []) for (const whole of teller.partOf) found.add(whole);
    return [...found].filter((report) => !item.reports.includes(report)).sort();
  };
  return items.map((item) => (item.partOf.length === 0 ? item : { ...item, partOf: wholesOf(item) }));
}

/** True when `inner` is said to be a part of `outer`; of two that are said to be parts of each other, the smaller is. */
export const isPartOf = (inner: TallyItem, outer: TallyItem): boolean =>
  namesWhole(inner, outer) && (!namesWhole(outer, inner) || byLead(outer, inner) < 0);

const namesWhole = (a: TallyItem, b: TallyItem): boolean => {
  if (a.partOf.length === 0 || a === b) return false;
  const wholes = wholesOf.get(a.partOf) ?? new Set(a.partOf);
  wholesOf.set(a.partOf, wholes);
  return b.reports.some((report) => wholes.has(report));
};
const wholesOf = new WeakMap<readonly ReportId[], ReadonlySet<ReportId>>();

/** The number by which a total and a sum are compared. */
export const lead = ({ low, best, high }: Range): number => best ?? low ?? high ?? 0;

/** The larger first; of equals the better graded, then the later told, and then always the same one. */
export const byLead = (a: TallyItem, b: TallyItem): number => lead(b) - lead(a) || byStanding(a, b);

/** Better grade first, then later told; of equals always the same one. */
export const byStanding = (a: TallyItem, b: TallyItem): number =>
  compareGrades(a.grade, b.grade) ||
  b.toldMs - a.toldMs ||
  (identityOf(a) < identityOf(b) ? -1 : identityOf(a) > identityOf(b) ? 1 : 0);

/** What tells items of one measure, group and unit apart. */
export const identityOf = ({ incident, basis, places, period }: TallyItem): string =>
  [incident, basis, period.from, period.to, ...places].join(' ');

export const isUnnumbered = ({ low, best, high }: Range): boolean =>
  low === undefined && best === undefined && high === undefined;

/** Shares below this are slips of arithmetic. */
export const rounding_slack = 1e-6;

/** Numbers as answered: to six decimal places. */
export const toSixPlaces = ({ low, best, high }: Range): Range =>
  rangeOf({ low: rounded(low), best: rounded(best), high: rounded(high) });

export const sixPlaces = (value: number): number => Math.round(value * 1e6) / 1e6;

const rounded = (value: number | undefined): number | undefined => (value === undefined ? undefined : sixPlaces(value));

/** What a sum counts: items, and the totals that are accounts of one of them. */
export function countedItems({ parts }: Counted): ReadonlySet<TallyItem> {
  const counted = new Set<TallyItem>();
  for (const { item } of parts) {
    counted.add(item);
    for (const account of item.accounts ?? []) counted.add(account);
  }
  return counted;
}

/** The reports of some parts, each once. */
export const reportsOf = (parts: readonly Pick<Part, 'item'>[]): readonly ReportId[] =>
  [...new Set(parts.flatMap(({ item }) => item.reports))].sort();
