/** True if both lists have the same values in the same places. */
export const areSame = <Value>(a: readonly Value[], b: readonly Value[]): boolean =>
  a === b || (a.length === b.length && a.every((value, index) => value === b[index]));
