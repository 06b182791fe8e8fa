import type { Period } from './figure.js';
import { type Days, daysIn, daysOf, holdsDays, type WeightedDays, weightOf } from './tally-days.js';

/** Counts that one answer may place in its windows: each incident and total once in every window that it touches. */
export const most_counts_placed = 500_000;

/** More lies in the windows asked for than one answer places. */
export class TooManyCounts extends Error {
  override readonly name = 'TooManyCounts';
}

export interface WindowOptions {
  /** True of days, weeks or months of one question, which only what speaks of each of them is listed in. */
  readonly areParts?: boolean;
  readonly most?: number;
}

/** Windows side by side, in order; what lies on some days is found in them by a binary search. */
export class Windows {
  readonly areParts: boolean;
  private readonly days: readonly Days[];
  private left: number;

  constructor(
    readonly windows: readonly Period[],
    { areParts = false, most = most_counts_placed }: WindowOptions = {},
  ) {
    this.days = windows.map(daysOf);
    this.areParts = areParts;
    this.left = most;
  }

  /**
   * The numbers of the windows that share a day with these days.
   *
   * @throws {TooManyCounts} when more was found in all than one answer places.
   */
  touching(days: Days): readonly number[] {
    const found: number[] = [];
    for (let at = this.firstFrom(days.from); at < this.days.length; at += 1) {
      if ((this.days[at] as Days).from > days.to) break;
      found.push(at);
    }
    // A window of its own places everything once.
    if (this.days.length > 1) this.left -= found.length;
    if (this.left < 0) throw new TooManyCounts();
    return found;
  }

  /** The number of the window that holds all of these days; undefined where none does. */
  holding(days: Days): number | undefined {
    const at = this.firstFrom(days.from);
    const window = this.days[at];
    return window !== undefined && holdsDays(window, days) ? at : undefined;
  }

  /** How much of an item lies in which window: the number of each and the share in it. */
  sharesOf(days: readonly WeightedDays[]): Iterable<readonly [number, number]> {
    const shareIn = (one: WeightedDays, at: number): number => weightOf(daysIn([one], this.days[at] as Days));
    const [only, another] = days;
    if (only !== undefined && another === undefined) return this.touching(only).map((at) => [at, shareIn(only, at)]);
    const shares = new Map<number, number>();
    for (const one of days)
      for (const at of this.touching(one)) shares.set(at, (shares.get(at) ?? 0) + shareIn(one, at));
    return shares;
  }

  /** The only window, where it is open to the past: what cannot be dated is in no other. */
  get openOne(): number | undefined {
    return this.windows.length === 1 && this.windows[0]?.from === undefined ? 0 : undefined;
  }

  private firstFrom(day: number): number {
    let [low, high] = [0, this.days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.days[middle]?.to ?? 0) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
