import type { Period } from './figure.js';
import type { TallyItem } from './tally-items.js';
import type { Day } from '../time/time.js';

/**
 * Which incidents fall into a window: those that start in it, those that end in it, or each by its share of days.
 * On UCDP data the choice moves a quarter's toll by 39 %, so it is the asker's.
 */
export const intervalRules = ['prorate', 'start', 'end'] as const;
export type IntervalRule = (typeof intervalRules)[number];

/** Days as numbers since 1970, both included. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** Days of an item: `ratio` of it lies evenly on `of` days, these among them. */
export interface WeightedDays extends Days {
  readonly ratio: number;
  readonly of: number;
}

const day_ms = 86_400_000;
const dayNumber = (day: Day): number => Date.parse(day) / day_ms;

/** Beyond every day that can be told: where a period is open. */
const open_days = 1e9;

export const daysOf = ({ from, to }: Period): Days => ({
  from: from === undefined ? -open_days : dayNumber(from),
  to: to === undefined ? open_days : dayNumber(to),
});

const countOf = ({ from, to }: Days): number => to - from + 1;

/** The days that both have; undefined where there is none. */
export function sharedDays(a: Days, b: Days): Days | undefined {
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  return from > to ? undefined : { from, to };
}

export const holdsDays = (outer: Days, inner: Days): boolean => outer.from <= inner.from && inner.to <= outer.to;

/** What is linked by shared days, and all days of it; the stretches in order, with a day or more between them. */
export function linkedStretches<One>(
  all: readonly One[],
  daysOfOne: (one: One) => Days,
): readonly (Days & { readonly ones: readonly One[] })[] {
  const stretches: { from: number; to: number; ones: One[] }[] = [];
  for (const { one, from, to } of all.map((one) => ({ one, ...daysOfOne(one) })).sort((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    if (last === undefined || from > last.to) stretches.push({ from, to, ones: [one] });
    else {
      last.to = Math.max(last.to, to);
      last.ones.push(one);
    }
  }
  return stretches;
}

/** How much of an item lies on these days. */
export const weightOf = (days: readonly WeightedDays[]): number =>
  days.reduce((sum, one) => sum + (one.ratio * countOf(one)) / one.of, 0);

/** Each of the days alike. */
export const evenly = (days: readonly Days[]): readonly WeightedDays[] => {
  const of = days.reduce((sum, one) => sum + countOf(one), 0);
  return days.map(({ from, to }) => ({ from, to, ratio: 1, of }));
};

/** As much of an item as lies on days that both have. */
export const daysIn = (days: readonly WeightedDays[], within: Days): readonly WeightedDays[] =>
  days.flatMap((one) => {
    const shared = sharedDays(one, within);
    return shared === undefined ? [] : { ...one, ...shared };
  });

/** The days without those taken; all of them where none is left. */
export function freeDays(whole: Days, taken: readonly Days[]): readonly Days[] {
  const free: Days[] = [];
  let next = whole.from;
  for (const one of [...taken].sort((a, b) => a.from - b.from)) {
    if (one.to < next || one.from > whole.to) continue;
    if (one.from > next) free.push({ from: next, to: one.from - 1 });
    next = one.to + 1;
  }
  if (next <= whole.to) free.push({ from: next, to: whole.to });
  return free.length === 0 ? [whole] : free;
}

/**
 * On which days an item counts: each of them alike, or whole on one, as `rule` says. An item whose accounts tell days
 * apart counts by what they say of each. Undefined where its first or its last day is not known. An incident of one night
 * is never divided: it counts whole on the day it ended.
 */
export function spreadDays(
  item: Pick<TallyItem, 'period' | 'overnight' | 'parts'>,
  rule: IntervalRule,
): readonly WeightedDays[] | undefined {
  const { from, to = from } = item.period;
  if (from === undefined || to === undefined) return undefined;
  const days = daysOf({ from, to });
  if (rule === 'start') return evenly([{ from: days.from, to: days.from }]);
  // A figure may count more than the night its report tells of.
  if (rule === 'end' || (item.overnight && days.to - days.from <= 1)) return evenly([{ from: days.to, to: days.to }]);
  return daysReportedApart(item) ?? evenly([days]);
}

function daysReportedApart({ parts }: Pick<TallyItem, 'parts'>): readonly WeightedDays[] | undefined {
  if (parts === undefined) return undefined;
  const told = parts.parts.map(({ low, best, high, period }) => ({
    ...daysOf(period),
    amount: best ?? low ?? high ?? 0,
  }));
  const sum = told.reduce((all, { amount }) => all + amount, 0);
  if (sum === 0 || told.some((days) => countOf(days) > open_days)) return undefined;
  return told.map(({ amount, ...days }) => ({ ...days, ratio: amount / sum, of: countOf(days) }));
}
