import {
  firstMsOf,
  type Instant,
  instantMs,
  isDay,
  lastMsOf,
  localDay,
  type Moment,
  type PlaceId,
  type PlaceKind,
  type TimeZone,
} from '#situation';

/** What the rules need to know beside the draft. */
export interface RuleContext {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  /** The zone of a registered place; that of the desk for any other and for none. */
  readonly zoneOf: (place: PlaceId | undefined) => TimeZone;
  /** The kind of a registered place; undefined for any other. */
  readonly kindOf: (place: PlaceId) => PlaceKind | undefined;
  /** The levels of sensitivity that a report may name. */
  readonly levels: readonly string[];
}

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
