import { firstMsOf, type Instant, instantMs, isDay, lastMsOf, localDay, type Moment, type TimeZone } from '#situation';

/** True when `from` lies after `to`, whatever hour of a bare day is meant. */
export const isReversed = (from: Moment, to: Moment, zone: TimeZone): boolean =>
  isDay(from) && isDay(to) ? from > to : firstMsOf(from, zone) > lastMsOf(to, zone);

/**
 * True when `moment` lies after the report, whatever hour of a bare day is meant. The day of a report is the one that
 * it is written with or the one at the place: a source far away may date by either.
 */
export function isAfterReport(moment: Moment, reportedAt: Instant, zone: TimeZone): boolean {
  if (!isDay(moment)) return instantMs(moment) > instantMs(reportedAt);
  return moment > reportedAt.slice(0, 10) && moment > localDay(instantMs(reportedAt), zone);
}
