import {
  above,
  type Bounds,
  given,
  greatest,
  isSingle,
  least,
  leastOfAccount,
  mostOfAccount,
  type Range,
  withOwnBounds,
} from './range.js';

/**
 * The bounds and the best of an incident. A single number is an account's `best` without `low` or `high`: the bounds
 * contain it where it differs from another single number or lies outside the given bounds. They contain what an account gives that
 * has one end alone: "at least 30" is no less than the high of "10 to 20". One account alone keeps the bounds that it gives.
 * `isDisjoint` says that the accounts cannot all be right.
 */
export function boundsOf(accounts: readonly Range[]): Bounds & { readonly isDisjoint: boolean } {
  const [low, high] = [
    least(accounts.map((account) => account.low)),
    greatest(accounts.map((account) => account.high)),
  ];
  const best = accounts.find((account) => account.best !== undefined)?.best;
  const singles = [...new Set(given(accounts.filter(isSingle).map((account) => account.best)))];
  const differ = singles.length > 1 || singles.some((single) => above(low, single) || above(single, high));
  const isDisjoint = differ || areDisjoint(accounts.map(withOwnBounds));
  return {
    low: low === undefined && !differ ? undefined : least(accounts.map(leastOfAccount)),
    best,
    high: high === undefined && singles.length < 2 ? undefined : greatest(accounts.map(mostOfAccount)),
    isDisjoint,
  };
}

/** True when the low of one account is above the high of another one; a single number is its own low and high. */
function areDisjoint(accounts: readonly Range[]): boolean {
  const byHigh = accounts.filter(({ high }) => high !== undefined).sort((a, b) => (a.high ?? 0) - (b.high ?? 0));
  const [least, next] = byHigh;
  return accounts.some((account) => above(account.low, (account === least ? next : least)?.high));
}

/** True of a low that nobody says is reached: who gives it says "more than", and it is nobody's single number. */
export const isExclusiveLow = (
  low: number | undefined,
  accounts: readonly (Range & { readonly lowExclusive: boolean })[],
): boolean =>
  low !== undefined && accounts.every((a) => leastOfAccount(a) !== low || (a.low === low && a.lowExclusive));
