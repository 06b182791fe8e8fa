import { greatestOf, leastOf } from '../extremes.js';

/** A range as reported. Absent means not given: never zero, never infinite. */
export interface Range {
  readonly low?: number;
  readonly best?: number;
  readonly high?: number;
}

/** True when both are given and `a` is the greater. */
export const above = (a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && b !== undefined && a > b;

/**
 * Adds ranges. Single numbers add up to one; beside a range each is its own bounds. A low not given adds nothing to the floor; one best
 * or high not given leaves the sum without.
 */
export function addRanges(told: readonly Range[]): Range {
  const ranges = told.every(isSingle) ? told : told.map(withOwnBounds);
  return rangeOf({
    low: sumGiven(ranges.map(({ low }) => low)),
    best: sumWhole(ranges.map(({ best }) => best)),
    high: sumWhole(ranges.map(({ high }) => high)),
  });
}

/** What the given values add up to; undefined where none is given. */
export const sumGiven = (values: readonly (number | undefined)[]): number | undefined => {
  const known = given(values);
  return known.length === 0 ? undefined : sum(known);
};

/** What values add up to; undefined where there are none, or one of them is not given. */
export const sumWhole = (values: readonly (number | undefined)[]): number | undefined => {
  const known = given(values);
  return values.length === 0 || known.length < values.length ? undefined : sum(known);
};

/** The smallest first: fractions added in another order would give another sum. */
const sum = (values: readonly number[]): number =>
  Float64Array.from(values)
    .sort()
    .reduce((a, b) => a + b, 0);

/** The three numbers of a range, each given or not. */
export type Bounds = Record<'low' | 'best' | 'high', number | undefined>;

/** A range with what is not given left out. */
export function rangeOf({ low, best, high }: Bounds): Range {
  const range: { -readonly [End in keyof Range]: number } = {};
  if (low !== undefined) range.low = low;
  if (best !== undefined) range.best = best;
  if (high !== undefined) range.high = high;
  return range;
}

/** The values that are given. */
export const given = (values: readonly (number | undefined)[]): readonly number[] =>
  values.filter((value) => value !== undefined);

/** The least of the given values. */
export const least = (values: readonly (number | undefined)[]): number | undefined => {
  const known = given(values);
  return known.length === 0 ? undefined : leastOf(known);
};

/** The greatest of the given values. */
export const greatest = (values: readonly (number | undefined)[]): number | undefined => {
  const known = given(values);
  return known.length === 0 ? undefined : greatestOf(known);
};

/** True of a single number: a `best` without `low` or `high`. */
export const isSingle = ({ low, high }: Range): boolean => low === undefined && high === undefined;

/** A range; of a single number, that number as its low and high. */
export const withOwnBounds = (range: Range): Range =>
  isSingle(range) && range.best !== undefined ? { low: range.best, best: range.best, high: range.best } : range;

/** The least number that an account gives, and the most: of one end alone, that. */
export const leastOfAccount = ({ low, best, high }: Range): number | undefined => low ?? best ?? high;
export const mostOfAccount = ({ low, best, high }: Range): number | undefined => high ?? best ?? low;

/** The least that an account says: its low, or its only number. */
export const floorOf = ({ low, best }: Range): number | undefined => low ?? best;

/** The most that an account says; nothing where it says "more than". */
export const ceilingOf = ({ best, high }: Range): number | undefined => high ?? best;

/** True when a part cannot be inside its whole: the least of the one is above the most of the other. */
export const isAboveWhole = (part: Range, whole: Range): boolean => above(floorOf(part), ceilingOf(whole));
