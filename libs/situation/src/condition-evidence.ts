import { axisOf, type ConditionAxis, type ConditionClaim } from './condition-claim.js';
import { byWeight, countWhile, inference_reach_days, type KnownClaim } from './control-evidence.js';
import { daysEarlierMs, firstMsOf, lastMsOf, type TimeZone } from './time.js';

/** A claim about condition in one version of a report. */
export type KnownCondition = KnownClaim<ConditionClaim>;

/** A moment from which on a claim speaks. A claim that says since when it is so speaks from two. */
export interface ConditionPoint {
  readonly known: KnownCondition;
  /** Milliseconds since 1970 UTC; a day speaks for its last millisecond. */
  readonly atMs: number;
  /** The earliest that it can have become so; `atMs` when no earlier moment comes into question. */
  readonly windowFromMs: number;
  /** False for the beginning that a claim only tells of. */
  readonly seen: boolean;
}

/** What is known about one axis of one place, in order of time, then of weight. */
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

const byMoment = (a: ConditionPoint, b: ConditionPoint): number => a.atMs - b.atMs || byWeight(a.known, b.known);

/** Evidence that grows and shrinks with known time, always in order. */
export class GatheredCondition implements ConditionEvidence {
  readonly points: ConditionPoint[];

  constructor(
    readonly zone: TimeZone,
    points: readonly ConditionPoint[] = [],
  ) {
    this.points = [...points].sort(byMoment);
  }

  add(point: ConditionPoint): void {
    this.points.splice(this.indexOf(point), 0, point);
  }

  /** Takes away the point of the same claim at the same moment. */
  remove(point: ConditionPoint): void {
    const index = this.indexOf(point);
    const { known, atMs } = this.points[index] ?? {};
    if (known?.eventId === point.known.eventId && known.ordinal === point.known.ordinal && atMs === point.atMs)
      this.points.splice(index, 1);
  }

  private indexOf(point: ConditionPoint): number {
    return countWhile(this.points, (other) => byMoment(other, point) < 0);
  }
}

/** The earliest moment at which a dated `cut` implies `open`; undefined for any other claim. */
export function inferenceStartMs({ known, windowFromMs }: ConditionPoint, zone: TimeZone): number | undefined {
  const { state, since, windowFrom } = known.claim;
  const dated = since === undefined && windowFrom !== 'open';
  return state === 'cut' && dated ? daysEarlierMs(windowFromMs, inference_reach_days, zone) : undefined;
}

/** How many points speak at or before `ms`. */
export const pointsUntil = ({ points }: ConditionEvidence, ms: number): number =>
  countWhile(points, ({ atMs }) => atMs <= ms);

/** How many points speak before `ms`. */
export const pointsBefore = ({ points }: ConditionEvidence, ms: number): number =>
  countWhile(points, ({ atMs }) => atMs < ms);

/** The moments from which a claim speaks, with its days read in the zone of the place. */
export function pointsOf(known: KnownCondition, zone: TimeZone): readonly ConditionPoint[] {
  const { effective, since, windowFrom } = known.claim;
  const seenMs = lastMsOf(effective, zone);
  const becameSo = since ?? effective;
  const becameSoMs = Math.min(lastMsOf(becameSo, zone), seenMs);
  // What is known only to the day came about at some unknown hour of that day.
  const preciseMs = Math.min(firstMsOf(becameSo, zone), becameSoMs);
  const windowFromMs = Math.min(windowStartMs(windowFrom, becameSoMs, zone), preciseMs);
  const first = { known, atMs: becameSoMs, windowFromMs, seen: since === undefined };
  return since === undefined ? [first] : [first, { known, atMs: seenMs, windowFromMs: seenMs, seen: true }];
}

function windowStartMs(windowFrom: ConditionClaim['windowFrom'], atMs: number, zone: TimeZone): number {
  if (windowFrom === undefined) return atMs;
  return windowFrom === 'open' ? daysEarlierMs(atMs, inference_reach_days, zone) : firstMsOf(windowFrom, zone);
}
