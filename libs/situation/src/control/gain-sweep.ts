import { type AnchoredClaim, byEffect, type ControlEvidence, countUntil } from './control-evidence.js';
import { union } from './control-answer.js';
import { lastHandovers, mayBeLast } from './gain-order.js';
import { areOfOneSide, type Handover, meet, sameSides } from './handover.js';
import { type HandoverRun, HandoverRuns, type Ruling } from './handover-runs.js';
import { countWhile } from '../count-while.js';
import { groupBy } from '../group-by.js';
import type { ActorId } from '../ids.js';
import { addDays, type Day, end_of_time_ms, startOfDayMs } from '../time/time.js';

/** Returns the sides that hold a place at a moment whose latest gains are these; undefined if nobody is known to. */
export type SidesSettled = (ruling: Ruling | undefined, atMs: number) => readonly ActorId[] | undefined;

/**
 * The gains of one place as valid time goes on. It begins behind the last day that settles who held the place whatever
 * came before: nothing earlier matters.
 */
export class GainSweep {
  private readonly gathered: HandoverRuns;
  private next: number;
  /** What `lastWith` came to, until a gain is added. */
  private readonly lastOf = new Map<AnchoredClaim, readonly Handover[] | undefined>();

  constructor(
    private readonly evidence: ControlEvidence,
    private readonly settledSides: SidesSettled,
    fromMs: number,
  ) {
    this.gathered = new HandoverRuns(evidence);
    this.next = firstThatMatters(evidence, fromMs);
  }

  /** How many have been counted. */
  get count(): number {
    return this.next;
  }

  /** Goes on to a moment, and returns what the gains up to it come to, the same object until a gain changes that. */
  advance(atMs: number): Ruling | undefined {
    const { gained } = this.evidence;
    while ((gained[this.next]?.effectiveMs ?? end_of_time_ms) <= atMs && this.next < gained.length) {
      this.next = this.gathered.addTogether(this.next);
      this.lastOf.clear();
      // Decides on each run when it is complete, lest many are decided within each other.
      this.rulingOf(this.gathered.runs.length - 2);
    }
    return this.rulingOf(this.gathered.runs.length - 1);
  }

  /** True if the gain tells of a handover that has been counted. */
  isComplete(gain: AnchoredClaim): boolean {
    return this.gathered.has(gain);
  }

  /** True if a gain that can have happened at the time of the last ones counted may have come before or after them. */
  isOpen(gain: AnchoredClaim): boolean {
    const last = this.lastWith(gain);
    return last !== undefined && last.some((one) => one.gains.includes(gain)) && !areOfOneSide(last);
  }

  /** True if a gain that can have happened at the time of the last ones came before them, as these take from whom it gave the place to. */
  cameBefore(gain: AnchoredClaim): boolean {
    const sides = this.evidence.sidesOf(gain);
    const last = this.lastWith(gain);
    return last !== undefined && last.every(({ losers, gains }) => !gains.includes(gain) && meet(losers ?? [], sides));
  }

  /** The last of what has been counted that can have happened at the time of this gain, and of it; undefined without any. */
  private lastWith(gain: AnchoredClaim): readonly Handover[] | undefined {
    if (!this.lastOf.has(gain)) this.lastOf.set(gain, this.foundLastWith(gain));
    return this.lastOf.get(gain);
  }

  private foundLastWith(gain: AnchoredClaim): readonly Handover[] | undefined {
    const { runs } = this.gathered;
    const handover: Handover = { ...this.evidence.handoverOf(gain), gains: [gain] };
    let first = runs.length;
    while (first > 0 && (runs[first - 1] as HandoverRun).toMs >= handover.fromMs) first -= 1;
    const linked = runs.slice(first);
    if (linked.length === 0) return undefined;
    const fromMs = linked.reduce((least, run) => Math.min(least, run.fromMs), handover.fromMs);
    const before = (): readonly ActorId[] | undefined => this.settledSides(this.rulingOf(first - 1), fromMs - 1);
    return lastHandovers([...linked.flatMap(({ handovers }) => handovers), handover], before);
  }

  private rulingOf(index: number): Ruling | undefined {
    const run = this.gathered.runs[index];
    if (run === undefined) return undefined;
    const before = (): readonly ActorId[] | undefined => this.settledSides(this.rulingOf(index - 1), run.fromMs - 1);
    return (run.ruling ??= rulingBy((run.last ??= lastHandovers(run.handovers, before)), run.handovers));
  }
}

function rulingBy(last: readonly Handover[], all: readonly Handover[]): Ruling {
  const bySides = groupBy(last, ({ sides }) => sides.join());
  return {
    takers: [...bySides.values()].map((same) => {
      const sides = same[0]?.sides ?? [];
      const gains = all.filter((one) => sameSides(one.sides, sides)).flatMap((one) => one.gains);
      const holders = union(gains.map(({ claim }) => claim.holders));
      return {
        sides,
        holders,
        losers: [...new Set(same.flatMap(({ losers = [] }) => losers))],
        gains: gains.sort(byEffect),
      };
    }),
    fromMs: last.reduce((least, { fromMs }) => Math.min(least, fromMs), Number.POSITIVE_INFINITY),
    toMs: last.reduce((most, { toMs }) => Math.max(most, toMs), Number.NEGATIVE_INFINITY),
  };
}

/** The gains that settle what is so at a moment and later. */
export const lastThatSettle = (evidence: ControlEvidence, atMs: number): readonly AnchoredClaim[] =>
  evidence.gained.slice(firstThatMatters(evidence, atMs));

/** The index of the first gain from which on the gains settle what is so at `fromMs` and later. */
function firstThatMatters(evidence: ControlEvidence, fromMs: number): number {
  const { gained } = evidence;
  const startOf = (end: number): number => {
    const day = gained[end - 1]?.effectiveDay;
    let start = end;
    while (start > 0 && gained[start - 1]?.effectiveDay === day) start -= 1;
    return start;
  };
  let end = startOf(countUntil(gained, fromMs));
  while (end > 0) {
    const start = startOf(end);
    if (isSettling(evidence, start, end)) return start;
    end = start;
  }
  return 0;
}

/**
 * True if the gains of one local day, those from one index to another, settle who held the place behind them, whatever came before
 * that day: what may have been the last of their handovers is all to one side, and each gain of that day and later can have
 * happened on its own side of the bounds of the day alone.
 */
function isSettling(evidence: ControlEvidence, start: number, end: number): boolean {
  const { handoverOf, gained, zone } = evidence;
  const day = gained[start]?.effectiveDay;
  if (day === undefined || !areBehind(evidence, start, startOfDayMs(day, zone))) return false;
  if (!areBehind(evidence, end, startOfDayMs(addDays(day, 1), zone))) return false;
  const ofDay = gained.slice(start, end);
  const gathered = new HandoverRuns({ gained: ofDay, handoverOf });
  for (let next = 0; next < ofDay.length;) next = gathered.addTogether(next);
  return areOfOneSide(mayBeLast(gathered.runs.at(-1)?.handovers ?? []));
}

/** True if none of the gains from this index on can have happened before this moment. */
function areBehind({ gained, longestGainMs }: ControlEvidence, index: number, ms: number): boolean {
  for (let at = index; at < gained.length; at += 1) {
    const { beginMs, effectiveMs } = gained[at] as AnchoredClaim;
    if (effectiveMs - longestGainMs >= ms) return true;
    if (beginMs < ms) return false;
  }
  return true;
}

/** The first moment from which on nothing matters that lies on this local day or before; the end of time without. */
export function closedFromMs(evidence: ControlEvidence, day: Day): number {
  const { gained } = evidence;
  let start = countWhile(gained, ({ effectiveDay }) => effectiveDay !== undefined && effectiveDay <= day);
  while (start < gained.length) {
    const gainDay = gained[start]?.effectiveDay;
    if (gainDay === undefined) break;
    let end = start;
    while (end < gained.length && gained[end]?.effectiveDay === gainDay) end += 1;
    if (isSettling(evidence, start, end)) return gained[end - 1]?.effectiveMs ?? end_of_time_ms;
    start = end;
  }
  return end_of_time_ms;
}
