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
import type { Windows } from './tally-windows.js';

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
