import { type AnchoredFigure, placeKey } from './known-figure.js';

/** What the figures of one item know it by. Figures with the same key, in one incident, make one item. */
export type ItemKey = Pick<AnchoredFigure, 'measure' | 'group' | 'unit' | 'basis' | 'place' | 'amongPlaces' | 'period'>;

/** The key under which figures of one incident are counted together. */
export function keyOf({ measure, group, unit, basis, period, ...anchor }: ItemKey): string {
  const counted = [measure, group, unit, basis];
  // A running total or a state is of an area and a time: two of them are compared, never added. The count of one
  // incident stays one, wherever and whenever it is said to have been.
  return (basis === 'incremental' ? counted : [...counted, placeKey(anchor), period.from, period.to]).join(' ');
}
