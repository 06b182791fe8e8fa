import type { Day } from '#situation';
import { Rejected } from '../http/rejected.js';

/** A window of days, and what its ends are called in the address. */
export interface AskedWindow {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly named?: readonly [from: string, to: string];
}

/** @throws {Rejected} `malformed` when the window ends before it begins. */
export function requireOrder({ from, to, named: [first, last] = ['from', 'to'] }: AskedWindow): void {
  if (from === undefined || to === undefined || from <= to) return;
  const detail = `${last} is ${to}, before ${first}, ${from}: send a day that is not before ${first}.`;
  throw new Rejected('malformed', 'The window ends before it begins.', [{ parameter: last, code: 'reversed', detail }]);
}
