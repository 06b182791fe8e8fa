import type { TallyItem } from './tally-items.js';
import type { TallyQuestion } from './tally-totals.js';
import { isInside } from './tally-window.js';

/**
 * What of an item is asked about: all of it, or its parts that lie in the places asked about. Parts that add up are
 * always told apart. Others are where not all of them lie in the places and the window: a part is answered with its own
 * numbers, even where a better account knows only the whole.
 */
export function partsAsked(
  item: TallyItem,
  { window, isPlaceAsked = () => true }: Pick<TallyQuestion, 'window' | 'isPlaceAsked'>,
): readonly TallyItem[] {
  if (item.parts === undefined) return [item];
  const {
    parts: { parts, addUp },
    ...whole
  } = item;
  const there = parts.filter(({ places }) => places.every(isPlaceAsked));
  const isWhole = there.length === parts.length && parts.every(({ period }) => isInside(period, window));
  if (there.length === 0 || (isWhole && !addUp)) return [item];
  const { low: _low, best: _best, high: _high, ...rest } = whole;
  return there.map((part): TallyItem => ({ ...rest, ...part, isPart: true }));
}
