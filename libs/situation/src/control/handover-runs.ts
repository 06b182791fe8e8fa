import { isBefore } from './claim-interval.js';
import { type AnchoredClaim, type ControlEvidence, countUntil, type ReportedHandover } from './control-evidence.js';
import { type Handover, isInstant, sameSides } from './handover.js';
import type { ActorId } from '../ids.js';

/** One side that may be the last to have taken the place, as its gains have it. */
export interface LastTaker {
  readonly sides: readonly ActorId[];
  /** Whom these gains name as holders; sorted. */
  readonly holders: readonly ActorId[];
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
export interface HandoverRun {
  readonly handovers: GatheredHandover[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Those that were the last, or may have been; absent until somebody asks. */
  last?: readonly Handover[];
  /** What they come to; absent until somebody asks. */
  ruling?: Ruling;
}

/** Gains as handovers, in runs, as valid time goes on. */
export class HandoverRuns {
  readonly runs: HandoverRun[] = [];
  private readonly bySides = new Map<string, GatheredHandover[]>();

  constructor(private readonly evidence: Pick<ControlEvidence, 'gained' | 'handoverOf'>) {}

  /** Adds the gains from this index on that speak at the same moment as its own; returns the index behind them. */
  addTogether(index: number): number {
    const { gained } = this.evidence;
    const together = gained.slice(index, countUntil(gained, gained[index]?.effectiveMs ?? 0));
    // Which of two gains absorbs a third must not hang on their grades.
    for (const gain of together.sort(byLoser)) this.add(gain);
    return index + together.length;
  }

  /** True if the gain tells of a handover that is there. */
  has(gain: AnchoredClaim): boolean {
    return this.statementOf(this.evidence.handoverOf(gain)) !== undefined;
  }

  private add(gain: AnchoredClaim): void {
    const handover = this.evidence.handoverOf(gain);
    const told = this.statementOf(handover);
    if (told === undefined) {
      this.append({ ...handover, gains: [gain] });
      return;
    }
    told.gains.push(gain);
    const narrowed = {
      losers: told.losers ?? handover.losers,
      fromMs: Math.max(told.fromMs, handover.fromMs),
      toMs: Math.min(told.toMs, handover.toMs),
    };
    const run = this.runs.findLast(({ handovers }) => handovers.includes(told));
    delete run?.ruling;
    if (narrowed.losers === told.losers && narrowed.fromMs === told.fromMs && narrowed.toMs === told.toMs) return;
    Object.assign(told, narrowed);
    delete run?.last;
  }

  /** A handover by the same side, from the same one as far as both say, that can have happened at the same moment. */
  private statementOf(handover: ReportedHandover): GatheredHandover | undefined {
    const same = this.bySides.get(handover.sides.join()) ?? [];
    // The last of several, so that it does not hang on what came long before.
    for (let at = same.length - 1; at >= 0; at -= 1) {
      const one = same[at] as GatheredHandover;
      if (one.toMs < handover.fromMs) return undefined;
      if (areOfOneHandover(one, handover)) return one;
    }
    return undefined;
  }

  private append(handover: GatheredHandover): void {
    const sides = handover.sides.join();
    const same = this.bySides.get(sides);
    if (same === undefined) this.bySides.set(sides, [handover]);
    else same.push(handover);
    const linked: HandoverRun[] = [];
    for (let run; (run = this.runs.at(-1)) && run.toMs >= handover.fromMs; this.runs.pop()) linked.unshift(run);
    const [first, ...others] = linked;
    const handovers = first?.handovers ?? [];
    for (const one of others.flatMap((run) => run.handovers)) handovers.push(one);
    handovers.push(handover);
    const fromMs = Math.min(handover.fromMs, first?.fromMs ?? handover.fromMs);
    this.runs.push({ handovers, fromMs, toMs: handover.toMs });
  }
}

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
