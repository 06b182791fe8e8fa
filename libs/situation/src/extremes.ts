/**
 * The least of some numbers, infinite where there are none. `Math.min` takes them as arguments of a call, which has room for some
 * hundred thousand: fewer than the claims that a place may have.
 */
export function leastOf(values: Iterable<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < least) least = value;
  return least;
}

/** The greatest of some numbers, negative infinite where there are none. */
export function greatestOf(values: Iterable<number>): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > greatest) greatest = value;
  return greatest;
}
