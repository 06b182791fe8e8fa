import { read } from '../api/ask.js';
import { type Days, daysParams } from '../api/days.js';
import { ask } from '../url/address.js';
import { addDays } from '../words/days.js';
import type { View } from './view.jsx';

/** So many days are looked through for the next change, two years and more. */
const looked_through = 900;

/** Moves the world to the next day, or the one before, on which something changed hands; stays where there is none. */
export async function stepToChange({ asked, desk }: View, forward: boolean): Promise<void> {
  const { firstDay, lastDay } = desk;
  if (firstDay === null || lastDay === null) return;
  const near = addDays(asked.d, forward ? 1 : -1);
  const far = addDays(near, forward ? looked_through : -looked_through);
  const [from, to] = forward ? [near, least(far, lastDay)] : [most(far, firstDay), near];
  if (from > to) return;
  const { items } = await read<Days>('/v1/days', { from, to, by: 'day', ...daysParams(asked) });
  const changed = items.filter(({ changedHands }) => changedHands.length > 0);
  const found = changed.at(forward ? 0 : -1);
  if (found !== undefined) ask({ d: found.from });
}

const least = (a: string, b: string): string => (a < b ? a : b);
const most = (a: string, b: string): string => (a > b ? a : b);

const rows = '.draft-row, .chg, a.count, .rep .summary a, .answers tbody th a, .pair a';

/** Gives the focus to the next row of the lists on the screen, or to the one before; from elsewhere to those beside the open row. */
export function stepInLists(forward: boolean): void {
  const all = [...document.querySelectorAll<HTMLElement>(rows)].filter((row) => row.offsetParent !== null);
  const [focused, open] = [
    all.indexOf(document.activeElement as HTMLElement),
    all.findIndex(({ ariaCurrent }) => ariaCurrent === 'true'),
  ];
  const at = focused < 0 ? open : focused;
  all.at(forward ? (at + 1) % all.length : Math.max(at, 0) - 1)?.focus();
}
