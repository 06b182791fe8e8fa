import type { Period } from './figure.js';
import type { TallyItem } from './tally-items.js';
import { addDays, type Day, daysBetween } from './time.js';

/**
 * Which incidents fall into a window: those that start in it, those that end in it, or each by its share of days.
 * On UCDP data the choice moves a quarter's toll by 39 %, so it is the asker's.
 */
export const intervalRules = ['prorate', 'start', 'end'] as const;
export type IntervalRule = (typeof intervalRules)[number];

/** True when the day is in the window; an open end reaches for ever. */
const holds = ({ from, to }: Period, day: Day): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** True when all of `inner` is in `outer`; what has no known start or end is only in what is open there. */
export const isInside = (inner: Period, outer: Period): boolean =>
  (outer.from === undefined || (inner.from !== undefined && outer.from <= inner.from)) &&
  (outer.to === undefined || (inner.to !== undefined && inner.to <= outer.to));

/** True when the two share a day. */
export const overlaps = (a: Period, b: Period): boolean =>
  (a.from === undefined || b.to === undefined || a.from <= b.to) &&
  (b.from === undefined || a.to === undefined || b.from <= a.to);

/**
 * The share of an item, 0 to 1, that falls into the window; `undated` when that cannot be said. An incident of one
 * night is never divided: it counts whole on the day it ended.
 */
export function shareInWindow(
  item: Pick<TallyItem, 'period' | 'overnight'>,
  window: Period,
  rule: IntervalRule,
): number | 'undated' {
  const { from, to = from } = item.period;
  if (from === undefined || to === undefined) return shareWithOpenStart(to, window);
  if (rule === 'start') return holds(window, from) ? 1 : 0;
  // A figure may count more than the night its report tells of.
  const ofOneNight = item.overnight && daysBetween(from, to) <= 1;
  if (rule === 'end' || ofOneNight) return holds(window, to) ? 1 : 0;
  const first = window.from === undefined || window.from < from ? from : window.from;
  const last = window.to === undefined || window.to > to ? to : window.to;
  return first > last ? 0 : (daysBetween(first, last) + 1) / (daysBetween(from, to) + 1);
}

/**
 * Only the latest day that it can have been on is known, or nothing: it counts where the window is open to the past.
 * That day is a bound and no date: nothing is placed on it, by whichever rule.
 */
function shareWithOpenStart(to: Day | undefined, window: Period): number | 'undated' {
  if (to === undefined) return window.from === undefined && window.to === undefined ? 1 : 'undated';
  if (!overlaps({ to }, window)) return 0;
  return window.from === undefined && holds(window, to) ? 1 : 'undated';
}

/** True when both the first and the last day are known. */
export const isDated = (period: Period): period is Required<Period> =>
  period.from !== undefined && period.to !== undefined;

/** The days that both have; undefined when there is none. */
export function intersection(a: Period, b: Period): Period | undefined {
  if (!overlaps(a, b)) return undefined;
  const from = [a.from, b.from]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  const to = [a.to, b.to].filter((day) => day !== undefined).sort()[0];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The share of the days of `whole` without those of `taken` that lie in the window; of all its days if none is free. */
export function shareOfFreeDays(whole: Required<Period>, taken: readonly Required<Period>[], window: Period): number {
  const free = taken.reduce<readonly Required<Period>[]>(
    (rest, one) => rest.flatMap((part) => without(part, one)),
    [whole],
  );
  const spread = free.length === 0 ? [whole] : free;
  const inWindow = spread.flatMap((part) => {
    const common = intersection(part, window);
    return common !== undefined && isDated(common) ? [common] : [];
  });
  return dayCount(inWindow) / dayCount(spread);
}

function without(period: Required<Period>, taken: Required<Period>): readonly Required<Period>[] {
  if (!overlaps(period, taken)) return [period];
  return [
    ...(period.from < taken.from ? [{ from: period.from, to: addDays(taken.from, -1) }] : []),
    ...(taken.to < period.to ? [{ from: addDays(taken.to, 1), to: period.to }] : []),
  ];
}

const dayCount = (periods: readonly Required<Period>[]): number =>
  periods.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0);
