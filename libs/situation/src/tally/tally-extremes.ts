/** Keeps the greatest number put at each of some known positions; asking for a stretch of them takes a logarithm. */
export class Extremes {
  private readonly positions: readonly number[];
  private readonly size: number;
  private readonly tree: Float64Array;

  constructor(positions: readonly number[]) {
    this.positions = [...new Set(positions)].sort((a, b) => a - b);
    this.size = this.positions.length;
    this.tree = new Float64Array(2 * this.size).fill(Number.NEGATIVE_INFINITY);
  }

  /** `position` is one of those known. */
  put(position: number, value: number): void {
    for (let at = this.size + this.firstFrom(position); at >= 1; at >>= 1) this.tree[at] = Math.max(this.at(at), value);
  }

  /** The greatest number at a position from `from` on and before `end`; minus infinity where there is none. */
  greatest(from: number, end: number): number {
    let found = Number.NEGATIVE_INFINITY;
    let [left, right] = [this.size + this.firstFrom(from), this.size + this.firstFrom(end)];
    for (; left < right; left >>= 1, right >>= 1) {
      if (left & 1) found = Math.max(found, this.at(left++));
      if (right & 1) found = Math.max(found, this.at(--right));
    }
    return found;
  }

  private at(index: number): number {
    return this.tree[index] ?? Number.NEGATIVE_INFINITY;
  }

  private firstFrom(position: number): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.positions[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
