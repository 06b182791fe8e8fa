import { instantMs, type Instant } from '#situation';
import type { Violation } from '../http/rejected.js';

/** Clocks of feeds may be ahead of ours by this much. */
export const clock_tolerance_ms = 10 * 60_000;

/** Nothing becomes known in the future. */
export function inFutureViolations(pointer: string, instant: Instant, nowMs: number): readonly Violation[] {
  if (instantMs(instant) <= nowMs + clock_tolerance_ms) return [];
  const detail = 'Send an instant that has passed: it is when this became known.';
  return [{ pointer, code: 'in_future', detail }];
}
