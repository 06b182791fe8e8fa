import type { Period } from './figure.js';
import { type Days, daysIn, daysOf, holdsDays, type WeightedDays, weightOf } from './tally-days.js';
import {
  addParts,
  type Counted,
  isExclusive,
  type Part,
  rangeEnds,
  rounding_slack,
  type SumPart,
} from './tally-parts.js';
import type { Piece } from './tally-pieces.js';
import { listParts } from './tally-sums.js';
import type { Rest, WeighedTotal } from './tally-totals.js';

/** Windows side by side, in order; what lies on some days is found in them by a binary search. */
export class Windows {
  private readonly days: readonly Days[];

  constructor(readonly windows: readonly Period[]) {
    this.days = windows.map(daysOf);
  }

  /** The numbers of the windows that share a day with these days. */
  touching(days: Days): readonly number[] {
    const found: number[] = [];
    for (let at = this.firstFrom(days.from); at < this.days.length; at += 1) {
      if ((this.days[at] as Days).from > days.to) break;
      found.push(at);
    }
    return found;
  }

  /** The number of the window that holds all of these days; undefined where none does. */
  holding(days: Days): number | undefined {
    const at = this.firstFrom(days.from);
    const window = this.days[at];
    return window !== undefined && holdsDays(window, days) ? at : undefined;
  }

  /** How much of an item lies in which window. */
  sharesOf(days: readonly WeightedDays[]): ReadonlyMap<number, number> {
    const shares = new Map<number, number>();
    for (const one of days)
      for (const at of this.touching(one)) {
        const share = weightOf(daysIn([one], this.days[at] as Days));
        if (share > 0) shares.set(at, (shares.get(at) ?? 0) + share);
      }
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

/** What of a weighed question lies in one window. */
interface Shown {
  readonly parts: SumPart[];
  lowExclusive: boolean;
}

/**
 * What lies in each window, of an answer that was weighed once: so windows side by side add up to the whole. A total
 * that lies in a window with all that is in it is shown as what it comes to; of another one, what is itemised in its own
 * days, and its remainder by the share of the days.
 */
export function shownIn(
  { outermost, outside }: { readonly outermost: readonly WeighedTotal[]; readonly outside: readonly Piece[] },
  windows: Windows,
): readonly Counted[] {
  const shown = windows.windows.map((): Shown => ({ parts: [], lowExclusive: false }));
  const put = (at: number, part: Part): void => {
    shown[at]?.parts.push({ ...part, bears: rangeEnds });
    if (isExclusive(part)) (shown[at] as Shown).lowExclusive = true;
  };
  const putPiece = ({ item, share, days }: Piece): void => {
    const open = windows.openOne;
    if (days.length === 0 && open !== undefined) put(open, { item, share });
    for (const [at, some] of windows.sharesOf(days)) if (some > rounding_slack) put(at, { item, share: some });
  };
  const rests: [WeighedTotal['total'], Rest][] = [];
  const open = [...outermost].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const at = windows.holding(next.days);
    const window = at === undefined ? undefined : shown[at];
    if (window !== undefined) {
      for (const part of listParts(next.whole)) window.parts.push(part);
      window.lowExclusive ||= next.whole.lowExclusive;
      continue;
    }
    next.pieces.forEach(putPiece);
    open.push(...next.inner);
    if (next.rest !== undefined) rests.push([next.total, next.rest]);
  }
  for (const [item, { remainder, days }] of rests)
    for (const [at, share] of windows.sharesOf(days)) if (share >= rounding_slack) put(at, { item, share, remainder });
  outside.forEach(putPiece);
  return shown.map(({ parts, lowExclusive }) => ({ ...addParts(parts), parts, lowExclusive }));
}
