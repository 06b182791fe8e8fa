import { areasOf } from './tally-areas.js';
import { groupBy } from '../group-by.js';
import { rangeOf } from './range.js';
import { daysOf } from './tally-days.js';
import { Extremes } from './tally-extremes.js';
import { boundsOf, isExclusiveLow } from './tally-bounds.js';
import type { TallyItem } from './tally-items.js';
import { byStanding, identityOf, isPartOf, isUnnumbered, lead } from './tally-parts.js';

/** Running totals as they stand. */
export interface StandingTotals {
  /** Those that count; several accounts of one total are one of these. */
  readonly totals: readonly TallyItem[];
  /** Those whose place a later told, lower total of their series took. */
  readonly revised: readonly TallyItem[];
}

/** The totals by series, one origin, area and beginning, the shortest first. Measure, group and unit are the same already. */
export const seriesAmong = (totals: readonly TallyItem[]): readonly (readonly TallyItem[])[] =>
  [
    ...groupBy(
      totals.filter(({ origin }) => origin !== undefined),
      seriesOf,
    ).values(),
  ].map((series) => series.sort((a, b) => ((a.period.to ?? '9') < (b.period.to ?? '9') ? -1 : 1)));

const seriesOf = (total: TallyItem): string | undefined =>
  total.origin === undefined ? undefined : [total.origin, total.period.from, ...areasOf(total)].join('\n');

/**
 * The totals that stand (design §6). Of one series a later told, lower total takes the place of an earlier one that ends
 * no later; a higher one leaves it standing for its own days. Totals of several origins with one area and the same days
 * are accounts of one total.
 */
export function standingTotals(totals: readonly TallyItem[]): StandingTotals {
  const revised = new Set(seriesAmong(totals).flatMap(revisedIn));
  const standing = totals.filter((total) => !revised.has(total));
  const same = groupBy(standing, (one) => [one.period.from, one.period.to, ...areasOf(one)].join('\n'));
  return { totals: [...same.values()].flatMap(accountsAsOne), revised: [...revised] };
}

/** The totals of one series whose place another one took: one told later, ending no earlier, with a lower number. */
function revisedIn(series: readonly TallyItem[]): readonly TallyItem[] {
  const latestFirst = series.filter((total) => !isUnnumbered(total)).sort((a, b) => b.toldMs - a.toldMs);
  const least = new Extremes(latestFirst.map(endOf));
  const hasParts = latestFirst.some(({ partOf }) => partOf.length > 0);
  const revised: TallyItem[] = [];
  for (const same of groupBy(latestFirst, ({ toldMs }) => toldMs).values()) {
    for (const earlier of same) {
      const isLower = -least.greatest(endOf(earlier), Number.POSITIVE_INFINITY) < lead(earlier);
      if (isLower && (!hasParts || latestFirst.some((later) => takesPlaceOf(later, earlier)))) revised.push(earlier);
    }
    for (const total of same) least.put(endOf(total), -lead(total));
  }
  return revised;
}

/** A total that is a part of another one takes no place of it. */
const takesPlaceOf = (later: TallyItem, earlier: TallyItem): boolean =>
  later.toldMs > earlier.toldMs &&
  endOf(later) >= endOf(earlier) &&
  lead(later) < lead(earlier) &&
  !isPartOf(later, earlier);

/** Totals of one area and the same days: of several origins they are accounts of one total. */
function accountsAsOne(same: readonly TallyItem[]): readonly TallyItem[] {
  const numbered = same.filter((total) => !isUnnumbered(total));
  const byOrigin = groupBy(numbered, (total) => total.origin ?? identityOf(total));
  if (byOrigin.size < 2 || numbered.some((one) => numbered.some((other) => isPartOf(one, other)))) return same;
  const accounts = [...numbered].sort(byStanding);
  const [leading] = accounts as [TallyItem];
  const { low: _low, best: _best, high: _high, ...first } = leading;
  const { isDisjoint, ...bounds } = boundsOf(accounts);
  const one: TallyItem = {
    ...first,
    ...rangeOf(bounds),
    accounts,
    lowExclusive: isExclusiveLow(bounds.low, accounts),
    flags: [
      ...new Set([
        ...accounts.flatMap(({ flags }) => flags),
        'overlapping_totals' as const,
        ...(isDisjoint ? (['disjoint_accounts'] as const) : []),
      ]),
    ],
    reports: [...new Set(accounts.flatMap(({ reports }) => reports))].sort(),
    partOf: accounts.every(({ partOf }) => partOf.length > 0)
      ? [...new Set(accounts.flatMap(({ partOf }) => partOf))].sort()
      : [],
  };
  return [one, ...same.filter(isUnnumbered)];
}

const endOf = ({ period }: TallyItem): number => daysOf(period).to;
