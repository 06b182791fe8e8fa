import {
  addDays,
  type Day,
  endOfDayMs,
  type Instant,
  instantIn,
  instantMs,
  isDay,
  type Moment,
  type TimeZone,
} from '#situation';

/** Where days begin first, clocks are so far ahead. */
const first_offset = '+14:00';

const firstBeginningMs = (day: Day): number => Date.parse(`${day}T00:00:00${first_offset}`);

/**
 * Returns since when a report is known whose source may have said only the day: since the last moment of that day at the place, or since now
 * where that is still to come, for it is in hand. A day that has begun nowhere yet stands for its end, which is in the future.
 */
export function knownSince(reportedAt: Moment, zone: TimeZone, nowMs: number): Instant {
  if (!isDay(reportedAt)) return reportedAt;
  const endMs = endOfDayMs(reportedAt, zone);
  return instantIn(firstBeginningMs(reportedAt) <= nowMs ? Math.min(endMs, nowMs) : endMs, zone);
}

/** True where a report that is known since `instant` may have been sent with that day: `knownSince` gave this at some moment. */
export function mayBeSince(day: Day, instant: Instant, zone: TimeZone): boolean {
  const ms = instantMs(instant);
  const isEndOfDayBefore = ms === endOfDayMs(addDays(day, -1), zone);
  return firstBeginningMs(day) <= ms && ms <= endOfDayMs(day, zone) && !isEndOfDayBefore;
}
