import type { FigureBasis, Period } from './figure.js';
import type { PlaceId, ReportId } from '../ids.js';
import type { Unit } from './measures.js';
import type { Derivation } from './tally-states.js';
import { type Range, rangeOf } from './range.js';
import type { TallyFlag, TallyItem } from './tally-items.js';
import { type Counted, countedItems, isUnnumbered, reportsOf, toSixPlaces } from './tally-parts.js';
import type { Comparison } from './tally-totals.js';

/** A running total, snapshot or forecast as reported, and whether `combined` rests on it. */
export interface ReportedTotal extends Range {
  readonly lowExclusive: boolean;
  readonly basis: FigureBasis;
  readonly period: Period;
  readonly places: readonly PlaceId[];
  readonly reports: readonly ReportId[];
  readonly counted: boolean;
}

/** A state that nobody reported: the latest one and what came to it since. */
export interface DerivedTotal extends Range {
  readonly from: readonly ReportId[];
}

/** How many, for one measure and group: what incidents add up to, what totals say, and both without counting twice. */
export interface TallyAnswer {
  /** Measures or groups that were asked to be summed are named with a plus between them. */
  readonly measure: string;
  readonly group: string;
  readonly unit: Unit;
  /** The parts that it was rolled up of, sorted; absent where it is of the group or actor itself. */
  readonly rolledUpOf?: readonly string[];
  readonly itemised: Range;
  readonly reported: readonly ReportedTotal[];
  readonly combined: Range;
  /** Never part of `combined`. */
  readonly derived?: DerivedTotal;
  /** The combined low is not reached: "more than". */
  readonly lowExclusive: boolean;
  readonly flags: readonly TallyFlag[];
  /** The reports that `combined` rests on; where no number is published, those that say so. */
  readonly reports: readonly ReportId[];
}

/** Why an incident in reach of the window is not itemised; what the policy leaves out need not be an incident. */
export const asideReasons = ['undated', 'part_of_counted', 'policy'] as const;
export type AsideReason = (typeof asideReasons)[number];

/** An answer with all that it was made of, so that it can be explained. */
export interface Reckoning {
  readonly measure: string;
  readonly group: string;
  readonly unit: Unit;
  /** The parts that it was rolled up of, sorted; absent where it is of the group or actor itself. */
  readonly rolledUpOf?: readonly string[];
  readonly itemised: Counted;
  readonly combined: Counted;
  readonly derivation?: Derivation;
  /** Totals, snapshots and forecasts that touch the window. */
  readonly listed: readonly TallyItem[];
  readonly aside: readonly { readonly item: TallyItem; readonly reason: AsideReason }[];
  readonly comparisons: ReadonlyMap<TallyItem, Comparison>;
  /** Totals that lie in the window whole; the others say nothing of it alone. */
  readonly running: ReadonlySet<TallyItem>;
  readonly flags: ReadonlySet<TallyFlag>;
}

const answers = new WeakMap<Reckoning, TallyAnswer>();

/** The answer that a reckoning comes to; worked out once. */
export function answerOf(reckoning: Reckoning): TallyAnswer {
  const known = answers.get(reckoning);
  if (known !== undefined) return known;
  const answer = answerTo(reckoning);
  answers.set(reckoning, answer);
  return answer;
}

function answerTo(reckoning: Reckoning): TallyAnswer {
  const { measure, group, unit, rolledUpOf, itemised, combined, listed, flags, derivation } = reckoning;
  const counted = countedItems(combined);
  const silent = isUnnumbered(combined) ? [...listed, ...itemised.parts.map(({ item }) => item)] : [];
  const resting = [
    ...combined.parts.map(({ item }) => item),
    ...silent.filter((item) => item.flags.includes('not_published')),
  ];
  return {
    measure,
    group,
    unit,
    ...(rolledUpOf === undefined ? {} : { rolledUpOf }),
    itemised: toSixPlaces(itemised),
    reported: listed.map((item) => totalOf(item, counted.has(item))),
    combined: toSixPlaces(combined),
    ...(derivation === undefined ? {} : { derived: { ...toSixPlaces(derivation), from: reportsOf(derivation.parts) } }),
    lowExclusive: combined.lowExclusive,
    flags: [...flags].sort(),
    reports: reportsOf(resting.map((item) => ({ item }))),
  };
}

const totalOf = (item: TallyItem, counted: boolean): ReportedTotal => ({
  ...rangeOf({ low: item.low, best: item.best, high: item.high }),
  lowExclusive: item.lowExclusive,
  basis: item.basis,
  period: item.period,
  places: item.places,
  reports: item.reports,
  counted,
});
