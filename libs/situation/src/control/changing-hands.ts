import { type SettledControl, settledOn, union } from './control-answer.js';
import { type AnchoredClaim, type ControlEvidence, countUntil, inferredFromMs } from './control-evidence.js';
import { countWhile } from '../count-while.js';
import { isInstant, sameSides } from './gain-order.js';
import { areOfOneHandover } from './handover-runs.js';
import { bestConfidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import { end_of_time_ms } from '../time/time.js';

/** The gains inside whose intervals a moment lies, as valid time goes on. */
export class PendingGains {
  private count = -1;
  private later: readonly AnchoredClaim[] = [];

  constructor(private readonly evidence: ControlEvidence) {}

  /** Those at a moment that is not before the one asked last. One whose hour another gain tells happened then. */
  at(atMs: number): readonly AnchoredClaim[] {
    const count = countUntil(this.evidence.gained, atMs);
    if (this.count !== count) [this.count, this.later] = [count, withoutKnownHour(this.evidence, count)];
    return this.later.filter((gain) => gain.beginMs <= atMs);
  }
}

/** The gains of the day of one of this index, from it on, of which no other one of them tells the hour. */
function withoutKnownHour(evidence: ControlEvidence, index: number): readonly AnchoredClaim[] {
  const { gained } = evidence;
  const day = gained[index]?.effectiveDay;
  let end = index;
  while (end < gained.length && gained[end]?.effectiveDay === day) end += 1;
  const ofDay = gained.slice(index, end);
  const hours = ofDay.filter(isOfAnHour);
  return ofDay.filter((gain) => hourOf(evidence, gain, hours) === undefined);
}

/** Rule 3: read back from the earliest later gain, for a bounded time. */
export function byLaterGain(evidence: ControlEvidence, atMs: number): SettledControl | undefined {
  const earliest = earliestGains(evidence);
  const hours = earliest.filter(isOfAnHour);
  const opensMs = (gain: AnchoredClaim): number =>
    Math.max(gain.windowFromMs, hourOf(evidence, gain, hours)?.windowFromMs ?? gain.windowFromMs);
  const open = earliest.filter((gain) => opensMs(gain) <= atMs);
  if (open.length > 0) return changingHands(evidence, open, []);
  const first = firstToTake(evidence, earliest);
  const losers = first.map((gain) => evidence.handoverOf(gain).losers ?? []);
  if (losers.some((sides) => !sameSides(sides, losers[0] ?? []))) return undefined;
  const supports = first.filter(
    (gain) => gain.claim.windowFrom !== 'open' && atMs >= inferredFromMs(gain, evidence.zone),
  );
  if (supports.length === 0) return undefined;
  const confidence = bestConfidence(supports.map(({ claim }) => claim.confidence)) === 'high' ? 'medium' : 'low';
  const answer = { status: 'inferred', holders: losersNamed(supports), confidence, rule: 'before_gain' } as const;
  return settledOn({ ...answer, conditions: [], stale: false }, supports);
}

/** Some time in its window the gain happened: those who lost the place and those who took it stand side by side. */
export function changingHands(
  evidence: ControlEvidence,
  gains: readonly AnchoredClaim[],
  before: readonly ActorId[],
): SettledControl {
  const losers = losersNamed(firstToTake(evidence, gains));
  const named = losersNamed(gains);
  const from = losers.length > 0 ? losers : before.length > 0 ? before : named;
  const to = union(gains.map(({ claim }) => claim.holders));
  const answer = { status: 'transition', holders: union([from, to]), confidence: 'low' } as const;
  const rest = { conditions: [], stale: false, rule: 'inside_gain_window' } as const;
  return settledOn({ ...answer, ...rest, transition: { from, to } }, gains);
}

/** The gains that nothing precedes for certain. */
function earliestGains({ gained }: ControlEvidence): readonly AnchoredClaim[] {
  const first = gained[0];
  if (first === undefined || first.effectiveMs === end_of_time_ms) return [];
  const ofDay = countWhile(gained, ({ effectiveDay }) => effectiveDay === first.effectiveDay);
  return gained.slice(0, ofDay).filter(({ beginMs }) => beginMs <= first.effectiveMs);
}

/** Of gains of open order those that say whom the place was taken from, and name nobody who took it that day. */
function firstToTake({ sidesOf, handoverOf }: ControlEvidence, gains: readonly AnchoredClaim[]) {
  const takers = new Set(gains.flatMap(sidesOf));
  return gains.filter((gain) => handoverOf(gain).losers?.every((side) => !takers.has(side)) ?? false);
}

/** The gain that tells at which hour another gain, known by the day only, happened; undefined if none does. */
function hourOf(
  evidence: ControlEvidence,
  gain: AnchoredClaim,
  hours: readonly AnchoredClaim[],
): AnchoredClaim | undefined {
  if (hours.length === 0 || isOfAnHour(gain)) return undefined;
  const told = evidence.handoverOf(gain);
  return hours.find((hour) => areOfOneHandover(evidence.handoverOf(hour), told));
}

const isOfAnHour = ({ beginMs, effectiveMs }: AnchoredClaim): boolean =>
  isInstant({ fromMs: beginMs, toMs: effectiveMs });

const losersNamed = (gains: readonly AnchoredClaim[]): readonly ActorId[] =>
  union(gains.map(({ claim }) => (claim.takenFrom === undefined ? [] : [claim.takenFrom])));
