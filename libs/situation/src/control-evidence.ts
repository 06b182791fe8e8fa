import type { ControlClaim } from './claim.js';
import { compareGrades, type Grade } from './grade.js';
import type { EventId, PlaceId, ReportId } from './ids.js';
import {
  beginning_of_time_ms,
  end_of_time_ms,
  firstMsOf,
  isDay,
  lastMsOf,
  startOfDayMs,
  type TimeZone,
} from './time.js';

/** A claim of one version of a report, and over which known times that version stood. */
export interface KnownClaim {
  readonly claim: ControlClaim;
  readonly reportId: ReportId;
  /** The event that carried this version. */
  readonly eventId: EventId;
  readonly grade: Grade;
  /** When this version was made known; also the first half of law 1's tie-break. */
  readonly knownFromMs: number;
  /** When it was corrected or retracted; the end of time while it stands. */
  readonly knownToMs: number;
}

/** A claim on the axis of valid time, in milliseconds since 1970 UTC, both ends of a window included. */
export interface AnchoredClaim extends KnownClaim {
  /** Gained, observed: from here on it speaks. A day speaks for its last millisecond. */
  readonly effectiveMs: number;
  /** Gained: the earliest the gain can have happened. Contested: the first millisecond of the fighting. */
  readonly windowFromMs: number;
  /** Contested: the last millisecond of the fighting. */
  readonly windowToMs: number;
  /** Observed: the state reaches back to here. */
  readonly sinceMs: number;
}

/** An `open` gain window and an inference reach back no further than this. */
export const inference_reach_days = 30;
const day_ms = 86_400_000;

/** Places a claim on the axis of valid time, with days read in the zone of its place. */
export function anchorClaim(known: KnownClaim, zone: TimeZone): AnchoredClaim {
  const { effect, effective, windowFrom, windowTo, since } = known.claim;
  const effectiveMs = effective === undefined ? end_of_time_ms : lastMsOf(effective, zone);
  const sinceMs = since === undefined ? effectiveMs : lastMsOf(since, zone);
  const windowToMs = windowTo === undefined ? end_of_time_ms : lastMsOf(windowTo, zone);
  return { ...known, effectiveMs, sinceMs, windowToMs, windowFromMs: windowStartMs() };

  function windowStartMs(): number {
    if (windowFrom === 'open') return effectiveMs - inference_reach_days * day_ms;
    const given = windowFrom === undefined ? end_of_time_ms : firstMsOf(windowFrom, zone);
    if (effect !== 'gained') return given === end_of_time_ms ? beginning_of_time_ms : given;
    // A gain known only to the day happened at some unknown hour of that day.
    const precise = effective !== undefined && isDay(effective) ? startOfDayMs(effective, zone) : effectiveMs;
    return Math.min(given, precise);
  }
}

/** Orders claims of one moment: the better grade wins, then the later known, then the greater event id (law 1). */
export const byWeight = (a: KnownClaim, b: KnownClaim): number =>
  compareGrades(b.grade, a.grade) ||
  a.knownFromMs - b.knownFromMs ||
  (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

const byEffect = (a: AnchoredClaim, b: AnchoredClaim): number => a.effectiveMs - b.effectiveMs || byWeight(a, b);
const byWindow = (a: AnchoredClaim, b: AnchoredClaim): number =>
  a.windowFromMs - b.windowFromMs || a.windowToMs - b.windowToMs || byWeight(a, b);

/** What is known about one place at one known time, each kind of claim in its order. */
export interface ControlEvidence {
  readonly zone: TimeZone;
  readonly place?: PlaceId;
  readonly gained: readonly AnchoredClaim[];
  readonly observed: readonly AnchoredClaim[];
  readonly contested: readonly AnchoredClaim[];
}

/** Sorts the claims into evidence. */
export function gatherEvidence(claims: readonly AnchoredClaim[], zone: TimeZone): ControlEvidence {
  const of = (effect: ControlClaim['effect']) => claims.filter(({ claim }) => claim.effect === effect);
  return {
    zone,
    gained: of('gained').sort(byEffect),
    observed: of('observed').sort(byEffect),
    contested: of('contested').sort(byWindow),
  };
}

/** How many of the sorted claims are effective at or before `ms`. */
export function countUntil(sorted: readonly AnchoredClaim[], ms: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.effectiveMs ?? end_of_time_ms) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
