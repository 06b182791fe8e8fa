import type { Period } from './figure.js';
import { hullOf } from './tally-accounts.js';
import { type Days, daysOf, linkedStretches } from './tally-days.js';
import type { TallyItem } from './tally-items.js';
import { isDated, isInside } from './tally-window.js';

/** A running total, and the days that it is of. */
export type DatedTotal = Pick<TallyItem, 'basis' | 'period'>;

/**
 * The days of all totals that decide what counts in the window: those that share a day with it, those that share one with
 * these, and so on. So a day asked alone is decided as in any longer question. Undefined where none reaches out.
 */
export function reachOfTotals(items: readonly DatedTotal[], window: Period): Period | undefined {
  const periods = items.filter(({ basis, period }) => basis === 'cumulative' && isDated(period));
  const linked = linkedTo(
    daysOf(window),
    periods.map(({ period }) => daysOf(period)),
  );
  const reaching = periods.map(({ period }) => period).filter((period) => isLinked(period, linked));
  return reaching.every((period) => isInside(period, window)) ? undefined : hullOf([...reaching, window]);
}

/** The totals that say something of the window, in the way of `reachOfTotals`; of undated ones those that lie in it. */
export function totalsInReach(cumulative: readonly TallyItem[], window: Period): readonly TallyItem[] {
  const dated = cumulative.filter(({ period }) => isDated(period));
  const linked = linkedTo(
    daysOf(window),
    dated.map(({ period }) => daysOf(period)),
  );
  return cumulative.filter(({ period }) => isInside(period, window) || (isDated(period) && isLinked(period, linked)));
}

const isLinked = (period: Period, { from, to }: Days): boolean => {
  const days = daysOf(period);
  return days.from <= to && from <= days.to;
};

/** These days and all that are linked to them by shared days. */
function linkedTo(days: Days, others: readonly Days[]): Days {
  let { from, to } = days;
  for (const one of linkedStretches(others, (other) => other)) {
    if (one.to < days.from || one.from > days.to) continue;
    from = Math.min(from, one.from);
    to = Math.max(to, one.to);
  }
  return { from, to };
}
