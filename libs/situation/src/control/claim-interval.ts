import { firstMsOf, lastMsOf, type Moment, type TimeZone } from '../time/time.js';

/** What happened at some moment of these, in milliseconds since 1970 UTC, both ends included. */
export interface ClaimInterval {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Returns when something can have happened that a report dates to `moment` (design §6, When). An instant is that
 * instant. A local day is `[its start, min(its end, reportedAt)]`: nobody reports what has not happened. A report from
 * before that day bounds nothing. A day that the zone skipped is the moment at which it was skipped: the first of the next one.
 */
export function claimInterval(moment: Moment, reportedAtMs: number, zone: TimeZone): ClaimInterval {
  const fromMs = firstMsOf(moment, zone);
  const toMs = Math.max(lastMsOf(moment, zone), fromMs);
  return { fromMs, toMs: reportedAtMs < fromMs ? toMs : Math.min(toMs, reportedAtMs) };
}

/** True when `a` ends before `b` begins. Where neither is before the other, their order is open. */
export const isBefore = (a: ClaimInterval, b: ClaimInterval): boolean => a.toMs < b.fromMs;
