import type { ControlClaim } from './claim.js';
import { type ClaimInterval, claimInterval } from './claim-interval.js';
import { countWhile } from '../count-while.js';
import { compareGrades, type Grade } from '../report/grade.js';
import type { ActorId, EventId, ReportId } from '../ids.js';
import type { RestoredVersion } from '../report/report-versions.js';
import {
  addDays,
  beginning_of_time_ms,
  type Day,
  daysEarlierMs,
  end_of_time_ms,
  firstMsOf,
  isDay,
  lastMsOf,
  localDay,
  type Moment,
  startOfDayMs,
  type TimeZone,
} from '../time/time.js';

/** What a claim did for an answer. */
export type ControlPart = 'gain' | 'observation' | 'fighting';

/** A claim of one version of a report, about control unless said, and over which known times that version stood. */
export interface KnownClaim<Claim = ControlClaim> {
  readonly claim: Claim;
  readonly reportId: ReportId;
  /** The event that carried this version, and the claim's place in its list. */
  readonly eventId: EventId;
  readonly ordinal: number;
  readonly grade: Grade;
  /** When its report first told of it: a grade or a correction that repeats it leaves that as it is. */
  readonly reportedAtMs: number;
  /** When this version was made known; also the first half of law 1's tie-break. */
  readonly knownFromMs: number;
  /** When it was corrected or retracted; the end of time while it stands. */
  readonly knownToMs: number;
  /** Of a reinstated report: the version it is again, which it weighs as. */
  readonly restores?: RestoredVersion;
}

/** A claim on the axis of valid time, in milliseconds since 1970 UTC, both ends of a window included. */
export interface AnchoredClaim extends KnownClaim {
  /** Gained, observed: the first millisecond at which it can have happened (`claimInterval`). */
  readonly beginMs: number;
  /** Gained, observed: the last such millisecond, from which on the claim speaks; a gain's `windowTo` if earlier. */
  readonly effectiveMs: number;
  /** The local day of `effectiveMs`; absent on a contested claim. */
  readonly effectiveDay?: Day;
  /** Gained: the earliest the gain can have happened. Contested: the first millisecond of the fighting. */
  readonly windowFromMs: number;
  /** Contested: the last millisecond of the fighting that the claim gives; the end of time if it gives none. */
  readonly windowToMs: number;
  /** Contested without an end: the first millisecond of the next local day; a settling claim from then on ends it. */
  readonly endableFromMs: number;
  /** Observed: the state reaches back to here. */
  readonly sinceMs: number;
  /** True of the beginning that an observation tells of by `since`, and that nobody saw. */
  readonly isBeginning?: true;
}

/** An `open` gain window and an inference reach back no further than this. */
export const inference_reach_days = 30;

const never: ClaimInterval = { fromMs: end_of_time_ms, toMs: end_of_time_ms };

/** Places a claim on the axis of valid time, with days read in the zone of its place. */
export function anchorClaim(known: KnownClaim, zone: TimeZone): AnchoredClaim {
  const { effect, effective, windowFrom, windowTo, since } = known.claim;
  const { fromMs: beginMs, toMs: effectiveMs } = effective === undefined ? never : intervalOf(effective);
  const sinceMs = since === undefined ? effectiveMs : claimInterval(since, known.reportedAtMs, zone).toMs;
  const windowFromMs = windowStartMs();
  // Whose end, read in the zone of the place, lies before its beginning is empty: it has ended where it would begin.
  const windowToMs = windowTo === undefined ? end_of_time_ms : Math.max(lastMsOf(windowTo, zone), windowFromMs - 1);
  const effectiveDay = effective === undefined || isDay(effective) ? effective : localDay(effectiveMs, zone);
  const anchors = { beginMs, effectiveMs, sinceMs, windowToMs, windowFromMs, endableFromMs: nextDayMs() };
  return { ...known, ...anchors, ...(effectiveDay === undefined ? {} : { effectiveDay }) };

  // A gain happened in its window and is held from the end of that. Of an open one nobody knows the beginning: such a gain is
  // ordered by when it counts from.
  function intervalOf(moment: Moment): ClaimInterval {
    const { fromMs, toMs } = claimInterval(moment, known.reportedAtMs, zone);
    if (effect !== 'gained') return { fromMs, toMs };
    const latestMs = windowTo === undefined || !isDay(moment) ? toMs : lastMsOf(windowTo, zone);
    const endMs = latestMs < fromMs ? toMs : Math.min(toMs, latestMs);
    const earliestMs = windowFrom === undefined || windowFrom === 'open' ? fromMs : firstMsOf(windowFrom, zone);
    return { fromMs: earliestMs > endMs ? fromMs : earliestMs, toMs: endMs };
  }

  function nextDayMs(): number {
    if (effect !== 'contested' || windowTo !== undefined) return end_of_time_ms;
    if (!Number.isFinite(windowFromMs)) return windowFromMs;
    return startOfDayMs(addDays(localDay(windowFromMs, zone), 1), zone);
  }

  function windowStartMs(): number {
    if (effect === 'contested')
      return windowFrom === undefined || windowFrom === 'open' ? beginning_of_time_ms : firstMsOf(windowFrom, zone);
    if (effect === 'observed' || effective === undefined) return effectiveMs;
    if (windowFrom === 'open') return daysEarlierMs(effectiveMs, inference_reach_days, zone);
    return beginMs;
  }
}

const beginnings = new WeakMap<AnchoredClaim, AnchoredClaim>();

/** What a claim says of valid time: one with `since` speaks twice, of its beginning and of when it was seen so. */
export function pointsOfClaim(one: AnchoredClaim, zone: TimeZone): readonly AnchoredClaim[] {
  const { claim, reportedAtMs, effectiveMs, sinceMs } = one;
  if (claim.effect !== 'observed' || claim.since === undefined || sinceMs >= effectiveMs) return [one];
  const beginning = beginnings.get(one) ?? { ...one, ...beginningOf(claim.since), isBeginning: true as const };
  beginnings.set(one, beginning);
  return [beginning, one];

  function beginningOf(since: Moment): Pick<AnchoredClaim, 'beginMs' | 'effectiveMs' | 'effectiveDay'> {
    const { fromMs, toMs } = claimInterval(since, reportedAtMs, zone);
    return { beginMs: fromMs, effectiveMs: toMs, effectiveDay: isDay(since) ? since : localDay(toMs, zone) };
  }
}

/** How far back the holder before a gain is inferred: some local days before the gain can have happened. */
export const inferredFromMs = ({ windowFromMs }: AnchoredClaim, zone: TimeZone): number =>
  Number.isFinite(windowFromMs) ? daysEarlierMs(windowFromMs, inference_reach_days, zone) : windowFromMs;

/** Orders claims of one moment: the better grade wins, then the later known, then the greater event id (law 1). */
export const byWeight = (a: KnownClaim<unknown>, b: KnownClaim<unknown>): number =>
  compareGrades(b.grade, a.grade) || byTelling(a.restores ?? a, b.restores ?? b) || a.ordinal - b.ordinal;

const byTelling = (a: RestoredVersion, b: RestoredVersion): number =>
  a.knownFromMs - b.knownFromMs || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

/** Orders gains and observations by when they speak, those of one moment by weight. */
export const byEffect = (a: AnchoredClaim, b: AnchoredClaim): number => a.effectiveMs - b.effectiveMs || byWeight(a, b);
const byWindow = (a: AnchoredClaim, b: AnchoredClaim): number =>
  a.windowFromMs - b.windowFromMs || a.windowToMs - b.windowToMs || byWeight(a, b);
const orders = { gained: byEffect, observed: byEffect, contested: byWindow } as const;

/** The sides of an actor on a local day: its topmost actors, sorted. `Sides.of` is one. */
export type SideOf = (actor: ActorId, day: Day) => readonly ActorId[];

/** What the claims about a place are read by: the zone of its days, and the sides of actors. */
export interface ControlReading {
  readonly zone: TimeZone;
  readonly sideOf: SideOf;
}

/** What one gain tells of a change of hands: when it can have happened, and between whom. */
export interface ReportedHandover extends ClaimInterval {
  /** The sides of those who took the place, sorted: one list for all claims of these sides. */
  readonly sides: readonly ActorId[];
  /** The sides of whom it was taken from; undefined if the gain does not name them. */
  readonly losers: readonly ActorId[] | undefined;
}

/** What is known about one place at one known time, each kind of claim in its order. */
export interface ControlEvidence {
  readonly zone: TimeZone;
  /** Returns the sides of a claim's holders on the day of the claim, sorted: one list for all claims of these sides. */
  readonly sidesOf: (claim: AnchoredClaim) => readonly ActorId[];
  /** Returns what a gain tells of a change of hands. */
  readonly handoverOf: (gain: AnchoredClaim) => ReportedHandover;
  /** Returns the sides of actors on the local day of a moment, sorted; where there is none, the actors themselves. */
  readonly sidesOn: (actors: readonly ActorId[], atMs: number) => readonly ActorId[];
  readonly gained: readonly AnchoredClaim[];
  readonly observed: readonly AnchoredClaim[];
  readonly contested: readonly AnchoredClaim[];
  /** No fight lasts longer than this of those that give both their beginning and their end. */
  readonly longestFightMs: number;
  /** Nor is there longer between the first and the last moment at which a gain can have happened. */
  readonly longestGainMs: number;
}

/** Evidence that grows and shrinks with known time, always in order. */
export class GatheredEvidence implements ControlEvidence {
  readonly gained: AnchoredClaim[] = [];
  readonly observed: AnchoredClaim[] = [];
  readonly contested: AnchoredClaim[] = [];
  longestFightMs = 0;
  longestGainMs = longest_day_ms;

  readonly zone: TimeZone;
  /** By day and actors. */
  private readonly sidesAsked = new Map<string, readonly ActorId[]>();
  private readonly combinations = new Map<string, readonly ActorId[]>();
  private readonly sides = new WeakMap<AnchoredClaim, readonly ActorId[]>();
  private readonly handovers = new WeakMap<AnchoredClaim, ReportedHandover>();

  constructor(
    private readonly reading: ControlReading,
    claims: readonly AnchoredClaim[] = [],
  ) {
    this.zone = reading.zone;
    const points = claims.flatMap((one) => pointsOfClaim(one, this.zone));
    for (const point of points) this[point.claim.effect].push(point);
    for (const effect of ['gained', 'observed', 'contested'] as const) this[effect].sort(orders[effect]);
    for (const one of [...this.contested, ...this.gained]) this.measure(one);
  }

  add(one: AnchoredClaim): void {
    const all = this[one.claim.effect];
    for (const point of pointsOfClaim(one, this.zone)) all.splice(this.indexOf(point), 0, point);
    this.measure(one);
  }

  remove(one: AnchoredClaim): void {
    const all = this[one.claim.effect];
    for (const point of pointsOfClaim(one, this.zone)) {
      const index = this.indexOf(point);
      if (all[index]?.eventId === one.eventId && all[index].ordinal === one.ordinal) all.splice(index, 1);
    }
  }

  readonly sidesOf = (one: AnchoredClaim): readonly ActorId[] => {
    const known = this.sides.get(one);
    if (known !== undefined) return known;
    const sides = this.sidesOnDay(one.claim.holders, one.effectiveDay);
    this.sides.set(one, sides);
    return sides;
  };

  readonly handoverOf = (gain: AnchoredClaim): ReportedHandover => {
    const known = this.handovers.get(gain);
    if (known !== undefined) return known;
    const { claim, effectiveDay, beginMs, effectiveMs } = gain;
    const losers = claim.takenFrom === undefined ? undefined : this.sidesOnDay([claim.takenFrom], effectiveDay);
    const handover = { sides: this.sidesOf(gain), losers, fromMs: beginMs, toMs: effectiveMs };
    this.handovers.set(gain, handover);
    return handover;
  };

  readonly sidesOn = (actors: readonly ActorId[], atMs: number): readonly ActorId[] =>
    this.sidesOnDay(actors, Number.isFinite(atMs) ? localDay(atMs, this.zone) : undefined);

  private sidesOnDay(actors: readonly ActorId[], day: Day | undefined): readonly ActorId[] {
    const asked = `${day ?? ''} ${actors.join()}`;
    const known = this.sidesAsked.get(asked) ?? this.foundSides(actors, day);
    this.sidesAsked.set(asked, known);
    return known;
  }

  private foundSides(actors: readonly ActorId[], day: Day | undefined): readonly ActorId[] {
    const sides = [
      ...new Set(day === undefined ? actors : actors.flatMap((actor) => this.reading.sideOf(actor, day))),
    ].sort();
    const name = sides.join();
    const known = this.combinations.get(name) ?? sides;
    this.combinations.set(name, known);
    return known;
  }

  private measure({ claim, windowFromMs, windowToMs, beginMs, effectiveMs }: AnchoredClaim): void {
    const isFight = claim.effect === 'contested';
    const lastedMs = isFight ? windowToMs - windowFromMs : effectiveMs - beginMs;
    if (!Number.isFinite(lastedMs)) return;
    if (isFight) this.longestFightMs = Math.max(this.longestFightMs, lastedMs);
    else if (claim.effect === 'gained') this.longestGainMs = Math.max(this.longestGainMs, lastedMs);
  }

  private indexOf(one: AnchoredClaim): number {
    const order = orders[one.claim.effect];
    return countWhile(this[one.claim.effect], (other) => order(other, one) < 0);
  }
}

/** Anchors the claims and sorts them into evidence. */
export const gatherEvidence = (claims: readonly KnownClaim[], reading: ControlReading): ControlEvidence =>
  new GatheredEvidence(
    reading,
    claims.map((claim) => anchorClaim(claim, reading.zone)),
  );

/** Where clocks were moved over the date line a local day lasted two. */
export const longest_day_ms = 48 * 3_600_000;

/** The first valid time on which a gain can bear: the start of the first local day on which it can have happened. */
export const gainFromMs = ({ beginMs, effectiveMs }: AnchoredClaim, zone: TimeZone): number =>
  Number.isFinite(beginMs) ? startOfDayMs(localDay(beginMs, zone), zone) : effectiveMs;

/** When the last day of a gain's window begins: of a window within a day, the window. */
export const lastDayFromMs = ({ beginMs, effectiveDay }: AnchoredClaim, zone: TimeZone): number =>
  effectiveDay === undefined ? beginMs : Math.max(beginMs, startOfDayMs(effectiveDay, zone));

/** How many claims, sorted by effect, are effective at or before `ms`. */
export const countUntil = (sorted: readonly AnchoredClaim[], ms: number): number =>
  countWhile(sorted, ({ effectiveMs }) => effectiveMs <= ms);
