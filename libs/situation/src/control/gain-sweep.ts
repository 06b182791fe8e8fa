import { isBefore } from './claim-interval.js';
import { type AnchoredClaim, byEffect, type ControlEvidence, countUntil } from './control-evidence.js';
import { areOfOneSide, type Handover, isInstant, lastHandovers, mayBeLast, sameSides } from './gain-order.js';
import { countWhile } from '../count-while.js';
import { groupBy } from '../group-by.js';
import type { ActorId } from '../ids.js';
import { type Day, end_of_time_ms } from '../time/time.js';

/** One side that may be the last to have taken the place, as its gains have it. */
export interface LastTaker {
  readonly sides: readonly ActorId[];
  /** The sides of those whom it was taken from, as far as gains name them. */
  readonly losers: readonly ActorId[];
  /** Every gain of these holders whose order is open, in order of evidence; one at least. */
  readonly gains: readonly AnchoredClaim[];
}

/** What the gains up to some moment come to. */
export interface Ruling {
  /** One where the order of the gains is known; else each that may have come last. */
  readonly takers: readonly LastTaker[];
  /** The last handovers happened not before this, and not after `toMs`. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** A handover, of which more gains may tell. */
type GatheredHandover = { -readonly [Part in keyof Handover]: Handover[Part] } & { gains: AnchoredClaim[] };

/** Handovers linked by open orders: every one of another run is before or after all of them. */
interface Run {
  readonly handovers: GatheredHandover[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Those that were the last, or may have been; absent until somebody asks. */
  last?: readonly Handover[];
  /** What they come to; absent until somebody asks. */
  ruling?: Ruling;
}

/** Returns the sides that hold a place at a moment whose latest gains are these; undefined if nobody is known to. */
export type SidesSettled = (ruling: Ruling | undefined, atMs: number) => readonly ActorId[] | undefined;

/**
 * The gains of one place as valid time goes on. It begins behind the last day that settles who held the place whatever
 * came before: nothing earlier matters.
 */
export class GainSweep {
  private readonly runs: Run[] = [];
  private next: number;
  private day: string | undefined;
  private ofDay = new Map<string, GatheredHandover[]>();

  constructor(
    private readonly evidence: ControlEvidence,
    private readonly settledSides: SidesSettled,
    fromMs: number,
  ) {
    this.next = firstThatMatters(evidence, fromMs);
  }

  /** Goes on to a moment, and returns what the gains up to it come to, the same object until a gain changes that. */
  advance(atMs: number): Ruling | undefined {
    const { gained } = this.evidence;
    while (this.next < gained.length && (gained[this.next] as AnchoredClaim).effectiveMs <= atMs) {
      const endMs = (gained[this.next] as AnchoredClaim).effectiveMs;
      const together = gained.slice(this.next, countUntil(gained, endMs));
      // Which of two gains absorbs a third must not hang on their grades.
      for (const gain of together.sort(byLoser)) this.add(gain);
      this.next += together.length;
    }
    return this.rulingOf(this.runs.length - 1);
  }

  /** True if the gain tells of a handover that has been counted. */
  isComplete(gain: AnchoredClaim): boolean {
    return this.day === gain.effectiveDay && this.statementOf(gain) !== undefined;
  }

  private add(gain: AnchoredClaim): void {
    if (this.day !== gain.effectiveDay) [this.day, this.ofDay] = [gain.effectiveDay, new Map()];
    const told = this.statementOf(gain);
    const { losers, fromMs, toMs } = reportedHandover(this.evidence, gain);
    if (told === undefined) {
      this.append({ ...reportedHandover(this.evidence, gain), gains: [gain] });
      return;
    }
    told.gains.push(gain);
    const narrowed = {
      losers: told.losers ?? losers,
      fromMs: Math.max(told.fromMs, fromMs),
      toMs: Math.min(told.toMs, toMs),
    };
    const run = this.runs.findLast(({ handovers }) => handovers.includes(told));
    delete run?.ruling;
    if (narrowed.losers === told.losers && narrowed.fromMs === told.fromMs && narrowed.toMs === told.toMs) return;
    Object.assign(told, narrowed);
    delete run?.last;
  }

  /** A handover by the same side, from the same one as far as both say, that can have happened at the same moment. */
  private statementOf(gain: AnchoredClaim): GatheredHandover | undefined {
    const told = reportedHandover(this.evidence, gain);
    return this.ofDay.get(told.sides.join())?.find((one) => areOfOneHandover(one, told));
  }

  private append(handover: GatheredHandover): void {
    const sides = handover.sides.join();
    this.ofDay.set(sides, [...(this.ofDay.get(sides) ?? []), handover]);
    const linked: Run[] = [];
    for (let run; (run = this.runs.at(-1)) && run.toMs >= handover.fromMs; this.runs.pop()) linked.unshift(run);
    const [first] = linked;
    // Decides on each run when it is complete, lest many are decided within each other.
    if (first === undefined) this.rulingOf(this.runs.length - 1);
    const handovers = first?.handovers ?? [];
    for (const { handovers: more } of linked.slice(1)) handovers.push(...more);
    handovers.push(handover);
    const fromMs = Math.min(handover.fromMs, first?.fromMs ?? handover.fromMs);
    this.runs.push({ handovers, fromMs, toMs: handover.toMs });
  }

  private rulingOf(index: number): Ruling | undefined {
    const run = this.runs[index];
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

type ReportedHandover = Omit<Handover, 'gains'>;

/** What one gain tells of a handover. */
export const reportedHandover = (
  { sidesOf, loserSidesOf }: ControlEvidence,
  gain: AnchoredClaim,
): ReportedHandover => ({
  sides: sidesOf(gain),
  losers: loserSidesOf(gain),
  fromMs: gain.beginMs,
  toMs: gain.effectiveMs,
});

/**
 * True if two tell of one handover: to the same side, at what can be one moment, and from the same side as far as they
 * name it. Where neither does, one of a day and one of an hour may tell of two.
 */
export function areOfOneHandover(a: ReportedHandover, b: ReportedHandover): boolean {
  if (!sameSides(a.sides, b.sides) || isBefore(a, b) || isBefore(b, a)) return false;
  if (a.losers !== undefined && b.losers !== undefined) return sameSides(a.losers, b.losers);
  return a.losers !== undefined || b.losers !== undefined || isInstant(a) === isInstant(b);
}

const byLoser = ({ claim: a }: AnchoredClaim, { claim: b }: AnchoredClaim): number =>
  (a.takenFrom ?? '') < (b.takenFrom ?? '') ? -1 : Number(a.takenFrom !== b.takenFrom);

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

/** True if the gains of one local day settle who held the place behind them, whatever came before that day. */
const isSettling = ({ sidesOf }: ControlEvidence, ofDay: readonly AnchoredClaim[]): boolean =>
  areOfOneSide(
    mayBeLast(ofDay.map((gain) => ({ sides: sidesOf(gain), fromMs: gain.beginMs, toMs: gain.effectiveMs }))),
  );

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
