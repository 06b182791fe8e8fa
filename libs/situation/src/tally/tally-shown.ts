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
import { above, ceilingOf, rangeOf } from './range.js';
import { daysOf } from './tally-days.js';
import type { TallyItem } from './tally-items.js';
import type { Rest, WeighedTotal, WeighedTotals } from './tally-totals.js';
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
  { outermost, outside, dropped }: Pick<WeighedTotals, 'outermost' | 'outside' | 'dropped'>,
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
  for (const total of dropped)
    for (const at of windows.touching(daysOf(total.period))) {
      const window = shown[at];
      if (window !== undefined && above(ceilingOf(total), addParts(window.parts).high)) boundBy(total, window);
    }
  return shown.map(({ parts, lowExclusive }) => ({ ...addParts(parts), parts, lowExclusive }));
}

/** A total that does not count is a bound all the same: the high is no less than what it says. */
function boundBy(item: TallyItem, window: Shown): void {
  const others = window.parts.splice(0).map((part) => ({ ...part, bears: part.bears.filter((end) => end !== 'high') }));
  const high = rangeOf({ low: undefined, best: undefined, high: ceilingOf(item) });
  window.parts.push(...others.filter(({ bears }) => bears.length > 0), {
    item,
    share: 1,
    remainder: high,
    bears: ['high'],
  });
}
