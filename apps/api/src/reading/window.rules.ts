import { firstMsOf, lastMsOf, type Moment, type TimeZone } from '#situation';
import { Rejected } from '../http/rejected.js';

/** A window of days or instants, and what its ends are called in the address. */
export interface AskedWindow {
  readonly from?: Moment | undefined;
  readonly to?: Moment | undefined;
  readonly named?: readonly [from: string, to: string];
  /** Whose days they are, which matters beside an instant. */
  readonly zone?: TimeZone;
}

/** @throws {Rejected} `malformed` when the window ends before it begins. */
export function requireOrder({ from, to, named: [first, last] = ['from', 'to'], zone = 'UTC' }: AskedWindow): void {
  if (from === undefined || to === undefined || firstMsOf(from, zone) <= lastMsOf(to, zone)) return;
  const detail = `${last} is ${to}, before ${first}, ${from}: send one that is not before ${first}.`;
  throw new Rejected('malformed', 'The window ends before it begins.', [{ parameter: last, code: 'reversed', detail }]);
}
