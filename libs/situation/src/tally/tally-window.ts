import type { Period } from './figure.js';
import type { TallyItem } from './tally-items.js';
import { daysIn, daysOf, type IntervalRule, spreadDays, weightOf } from './tally-days.js';
import type { Day } from '../time/time.js';

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

/** The share of an item, 0 to 1, that falls into the window; `undated` when that cannot be said. */
export function shareInWindow(
  item: Pick<TallyItem, 'period' | 'overnight' | 'parts'>,
  window: Period,
  rule: IntervalRule,
): number | 'undated' {
  const days = spreadDays(item, rule);
  return days === undefined ? shareWithOpenStart(item.period.to, window) : weightOf(daysIn(days, daysOf(window)));
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
