import { countsPlacedElsewhere, type EditionScope, isItemAsked, type TallyItemQuestion } from '#read-models/queries';
import type { TallyItem } from '#situation';

/**
 * Returns those of the items, which were made at reading time, that a question asks for: as the stored ones are found, those
 * that lie in the area by their incident alone among them.
 */
export async function itemsMadeAsked(
  scope: EditionScope,
  items: readonly TallyItem[],
  { knownAtMs, ...asked }: TallyItemQuestion,
  isWithin: Parameters<typeof isItemAsked>[2],
): Promise<readonly TallyItem[]> {
  const { within, ...anywhere } = asked;
  const outside = within === undefined ? [] : items.filter((item) => !item.places.some((one) => isWithin(one, within)));
  if (within === undefined || outside.length === 0) return items.filter((item) => isItemAsked(item, asked, isWithin));
  const elsewhere = await countsPlacedElsewhere(scope, outside, { within, knownAtMs });
  return items.flatMap((item): readonly TallyItem[] => {
    if (!elsewhere.has(item)) return isItemAsked(item, asked, isWithin) ? [item] : [];
    if (!isItemAsked(item, anywhere, isWithin)) return [];
    return [{ ...item, flags: [...item.flags, 'placed_elsewhere'] }];
  });
}
