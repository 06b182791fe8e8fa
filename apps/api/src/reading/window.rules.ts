import type { Day } from '#situation';
import { Rejected } from '../http/rejected.js';

/** @throws {Rejected} `malformed` when the window ends before it begins. */
export function requireOrder({ from, to }: { readonly from?: Day; readonly to?: Day }): void {
  if (from === undefined || to === undefined || from <= to) return;
  const violation = { parameter: 'to', code: 'reversed', detail: 'Send a day that is not before from.' };
  throw new Rejected('malformed', 'The window ends before it begins.', [violation]);
}
