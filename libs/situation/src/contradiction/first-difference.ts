import { figureWords } from './coded-account.js';
import { axisOf, type ConditionClaim } from '../condition/condition-claim.js';
import type { ControlClaim } from '../control/claim.js';
import type { ActorId } from '../ids.js';
import type { Figure } from '../tally/figure.js';
import { partKey } from '../tally/tally-accounts.js';

/** How two things that reports say are compared. */
export interface Comparing<Said> {
  readonly differ: (one: Said, other: Said) => boolean;
  /** True of two that speak of the same thing, and so agree where they do not differ. */
  readonly isOfOne: (one: Said, other: Said) => boolean;
}

/**
 * What is made of the first two that differ, without what the reports say alike: of two that speak of the same thing if there are
 * any. Undefined where nothing differs.
 */
export function firstDifference<Said, Difference>(
  some: readonly Said[],
  others: readonly Said[],
  { differ, isOfOne }: Comparing<Said>,
  toDifference: (one: Said, other: Said) => Difference,
): Difference | undefined {
  const agree = (one: Said, other: Said): boolean => isOfOne(one, other) && !differ(one, other);
  const left = some.filter((one) => !others.some((other) => agree(one, other)));
  const leftOfOthers = others.filter((other) => !some.some((one) => agree(one, other)));
  const pairs = left.flatMap((one) =>
    leftOfOthers.flatMap((other) => (differ(one, other) ? [[one, other] as const] : [])),
  );
  const pair = pairs.find(([one, other]) => isOfOne(one, other)) ?? pairs[0];
  return pair && toDifference(pair[0], pair[1]);
}

/** Who holds a place: its sides by `sidesOf`, whenever it is said to be so. */
export const comparingControl = (
  sidesOf: (actors: readonly ActorId[]) => readonly ActorId[],
): Comparing<ControlClaim> => ({
  differ: (one, other) =>
    one.place === other.place &&
    one.holders.length > 0 &&
    other.holders.length > 0 &&
    sidesOf(one.holders).join() !== sidesOf(other.holders).join(),
  isOfOne: (one, other) => one.place === other.place && one.effective === other.effective,
});

/** What state a thing is in, and when. */
export const comparingConditions: Comparing<ConditionClaim> = {
  differ: (one, other) =>
    one.place === other.place &&
    axisOf(one.state) === axisOf(other.state) &&
    (one.state !== other.state || one.effective !== other.effective),
  isOfOne: (one, other) => one.place === other.place && one.state === other.state,
};

/** How many. */
export const comparingFigures: Comparing<Figure> = {
  differ: (one, other) =>
    one.measure === other.measure && one.group === other.group && figureWords(one) !== figureWords(other),
  isOfOne: (one, other) =>
    one.measure === other.measure &&
    one.group === other.group &&
    one.unit === other.unit &&
    one.basis === other.basis &&
    partKey(one) === partKey(other),
};
