import { type ClaimInterval, claimInterval } from '../control/claim-interval.js';
import { axisOf, type ConditionAxis, type ConditionClaim } from './condition-claim.js';
import { byWeight, inference_reach_days, type KnownClaim } from '../control/control-evidence.js';
import { countWhile } from '../count-while.js';
import { beginning_of_time_ms, daysEarlierMs, end_of_time_ms, firstMsOf, type TimeZone } from '../time/time.js';

/** A claim about condition in one version of a report. */
export type KnownCondition = KnownClaim<ConditionClaim>;

/** When a thing was in a state by a claim, and from the end of which on the claim speaks. One with `since` speaks twice. */
export interface ConditionPoint extends ClaimInterval {
  readonly known: KnownCondition;
  /** The earliest that it can have become so: `fromMs`, or earlier. */
  readonly windowFromMs: number;
  /** False for the beginning that a claim only tells of. */
  readonly seen: boolean;
}

/** What is known about one axis of one place, in order of the ends of intervals, then of weight. */
export interface ConditionEvidence {
  readonly zone: TimeZone;
  readonly points: readonly ConditionPoint[];
}

/** Sorts what these claims say of one axis onto valid time, with days read in the zone of the place. */
export const gatherCondition = (
  claims: readonly KnownCondition[],
  axis: ConditionAxis,
  zone: TimeZone,
): ConditionEvidence =>
  new GatheredCondition(
    zone,
    claims.filter(({ claim }) => axisOf(claim.state) === axis).flatMap((known) => pointsOf(known, zone)),
  );

const byEnd = (a: ConditionPoint, b: ConditionPoint): number => a.toMs - b.toMs || byWeight(a.known, b.known);

/** Evidence that grows and shrinks with known time, always in order. */
export class GatheredCondition implements ConditionEvidence {
  readonly points: ConditionPoint[];

  constructor(
    readonly zone: TimeZone,
    points: readonly ConditionPoint[] = [],
  ) {
    this.points = [...points].sort(byEnd);
  }

  add(point: ConditionPoint): void {
    this.points.splice(this.indexOf(point), 0, point);
  }

  /** Takes away the point of the same claim at the same moment. */
  remove(point: ConditionPoint): void {
    const index = this.indexOf(point);
    const { known, toMs } = this.points[index] ?? {};
    if (known?.eventId === point.known.eventId && known.ordinal === point.known.ordinal && toMs === point.toMs)
      this.points.splice(index, 1);
  }

  private indexOf(point: ConditionPoint): number {
    return countWhile(this.points, (other) => byEnd(other, point) < 0);
  }
}

/** The earliest moment at which a dated `cut` implies `open`; undefined for any other claim. */
export function inferenceStartMs({ known, windowFromMs }: ConditionPoint, zone: TimeZone): number | undefined {
  const { state, since, windowFrom } = known.claim;
  const dated = since === undefined && windowFrom !== 'open';
  return state === 'cut' && dated ? daysEarlierMs(windowFromMs, inference_reach_days, zone) : undefined;
}

/** How many intervals have ended at `ms`: from the end on a claim speaks. */
export const pointsUntil = ({ points }: ConditionEvidence, ms: number): number =>
  countWhile(points, ({ toMs }) => toMs <= ms);

/** How many intervals have ended before `ms`. */
export const pointsBefore = ({ points }: ConditionEvidence, ms: number): number =>
  countWhile(points, ({ toMs }) => toMs < ms);

/**
 * Returns the points that may be the last of the first `end`: every one that is before none of them. They are of the
 * last two days of these, for an interval is a local day at most.
 */
export function lastPoints({ points }: ConditionEvidence, end: number): readonly ConditionPoint[] {
  let latestFromMs = beginning_of_time_ms;
  let start = end;
  for (; start > 0; start -= 1) {
    const { fromMs, toMs } = points[start - 1] as ConditionPoint;
    if (toMs < latestFromMs) break;
    latestFromMs = Math.max(latestFromMs, fromMs);
  }
  return points.slice(start, end);
}

/** Returns the points that may be the first of those from index `start` on: every one that none of them is before. */
export function firstPoints({ points }: ConditionEvidence, start: number): readonly ConditionPoint[] {
  const firstToMs = points[start]?.toMs ?? end_of_time_ms;
  const end = countWhile(points, ({ toMs }) => toMs - longest_day_ms < firstToMs);
  return points.slice(start, end).filter(({ fromMs }) => fromMs <= firstToMs);
}

/** Where clocks were moved over the date line a local day lasted two. */
const longest_day_ms = 48 * 3_600_000;

/** The points at which a claim speaks, with its days read in the zone of the place. */
export function pointsOf(known: KnownCondition, zone: TimeZone): readonly ConditionPoint[] {
  const { effective, since, windowFrom } = known.claim;
  const seen = claimInterval(effective, known.reportedAtMs, zone);
  const becameSo = since === undefined ? seen : until(seen.toMs, claimInterval(since, known.reportedAtMs, zone));
  const windowStart = windowStartMs(windowFrom, becameSo.toMs, zone);
  // A window that begins within the day says from when on in that day it can have become so.
  const fromMs =
    windowFrom !== 'open' && windowStart < becameSo.toMs ? Math.max(becameSo.fromMs, windowStart) : becameSo.fromMs;
  const windowFromMs = Math.min(windowStart, fromMs);
  const first = { known, fromMs, toMs: becameSo.toMs, windowFromMs, seen: since === undefined };
  return since === undefined ? [first] : [first, { known, ...seen, windowFromMs: seen.fromMs, seen: true }];
}

const until = (ms: number, { fromMs, toMs }: ClaimInterval): ClaimInterval => ({
  fromMs: Math.min(fromMs, ms),
  toMs: Math.min(toMs, ms),
});

function windowStartMs(windowFrom: ConditionClaim['windowFrom'], toMs: number, zone: TimeZone): number {
  if (windowFrom === undefined) return toMs;
  return windowFrom === 'open' ? daysEarlierMs(toMs, inference_reach_days, zone) : firstMsOf(windowFrom, zone);
}
