/** How many values, from the first on, pass a test that no later one passes again; by bisection. */
export function countWhile<Value>(sorted: readonly Value[], passes: (value: Value) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(sorted[middle] as Value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
