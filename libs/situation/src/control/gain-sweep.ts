import { type AnchoredClaim, byEffect, type ControlEvidence, countUntil } from './control-evidence.js';
import { areOfOneSide, type Handover, lastHandovers, mayBeLast, sameSides } from './gain-order.js';
import { HandoverRuns, type Ruling } from './handover-runs.js';
import { countWhile } from '../count-while.js';
import { groupBy } from '../group-by.js';
import type { ActorId } from '../ids.js';
import { type Day, end_of_time_ms } from '../time/time.js';

/** Returns the sides that hold a place at a moment whose latest gains are these; undefined if nobody is known to. */
export type SidesSettled = (ruling: Ruling | undefined, atMs: number) => readonly ActorId[] | undefined;

/**
 * The gains of one place as valid time goes on. It begins behind the last day that settles who held the place whatever
 * came before: nothing earlier matters.
 */
export class GainSweep {
  private readonly gathered: HandoverRuns;
  private next: number;

  constructor(
    private readonly evidence: ControlEvidence,
    private readonly settledSides: SidesSettled,
    fromMs: number,
  ) {
    this.gathered = new HandoverRuns(evidence);
    this.next = firstThatMatters(evidence, fromMs);
  }

  /** Goes on to a moment, and returns what the gains up to it come to, the same object until a gain changes that. */
  advance(atMs: number): Ruling | undefined {
    const { gained } = this.evidence;
    while ((gained[this.next]?.effectiveMs ?? end_of_time_ms) <= atMs && this.next < gained.length) {
      this.next = this.gathered.addTogether(this.next);
      // Decides on each run when it is complete, lest many are decided within each other.
      this.rulingOf(this.gathered.runs.length - 2);
    }
    return this.rulingOf(this.gathered.runs.length - 1);
  }

  /** True if the gain tells of a handover that has been counted. */
  isComplete(gain: AnchoredClaim): boolean {
    return this.gathered.has(gain);
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
      return { sides, losers: [...new Set(same.flatMap(({ losers = [] }) => losers))], gains: gains.sort(byEffect) };
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
    if (isSettling(evidence, gained.slice(start, end))) return start;
    end = start;
  }
  return 0;
}

/**
 * True if the gains of one local day settle who held the place behind them, whatever came before that day: what may have been the
 * last of their handovers is all to one side.
 */
function isSettling({ handoverOf }: ControlEvidence, ofDay: readonly AnchoredClaim[]): boolean {
  const gathered = new HandoverRuns({ gained: ofDay, handoverOf });
  for (let next = 0; next < ofDay.length;) next = gathered.addTogether(next);
  return areOfOneSide(mayBeLast(gathered.runs.at(-1)?.handovers ?? []));
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
    const ofDay = gained.slice(start, end);
    if (isSettling(evidence, ofDay)) return ofDay.at(-1)?.effectiveMs ?? end_of_time_ms;
    start = end;
  }
  return end_of_time_ms;
}
