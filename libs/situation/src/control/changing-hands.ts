import { type SettledControl, settledOn, union } from './control-answer.js';
import {
  type AnchoredClaim,
  type ControlEvidence,
  countUntil,
  inferredFromMs,
  lastDayFromMs,
} from './control-evidence.js';
import { leastOf } from '../extremes.js';
import { isInstant, sameSides, within } from './handover.js';
import { countWhile } from '../count-while.js';
import { areOfOneHandover } from './handover-runs.js';
import { bestConfidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import { end_of_time_ms } from '../time/time.js';

/** Of more gains that may be happening at one moment nobody looks which came before another: all may be. */
export const most_weighed = 12;

/** The gains inside whose intervals a moment lies, as valid time goes on. */
export class PendingGains {
  private count = -1;
  private later: readonly AnchoredClaim[] = [];

  constructor(private readonly evidence: ControlEvidence) {}

  /**
   * Those at a moment that is not before the one asked last. Of a window of days that is its last day, or all of it where `isOpen`:
   * where it may have happened before or after what is known to have. One whose hour another gain tells happened then.
   */
  at(atMs: number, isOpen: (gain: AnchoredClaim) => boolean): readonly AnchoredClaim[] {
    const { evidence } = this;
    const count = countUntil(evidence.gained, atMs);
    if (this.count !== count) [this.count, this.later] = [count, withoutKnownHour(evidence, count)];
    const begun = this.later.filter((gain) => gain.beginMs <= atMs);
    if (begun.length > most_weighed) return begun;
    return begun.filter((gain) => lastDayFromMs(gain, evidence.zone) <= atMs || isOpen(gain));
  }
}

/** The gains from this index on that can have happened before the first of them, and of which no other one of the day tells the hour. */
function withoutKnownHour(evidence: ControlEvidence, index: number): readonly AnchoredClaim[] {
  const { gained } = evidence;
  const day = gained[index]?.effectiveDay;
  const later = reachingBack(evidence, index);
  const hours = later.filter((gain) => gain.effectiveDay === day && isOfAnHour(gain));
  return later.filter((gain) => gain.effectiveDay !== day || hourOf(evidence, gain, hours) === undefined);
}

/** The gains from this index on that can have happened before the first of them speaks, or that speak on its day. */
function reachingBack({ gained, longestGainMs }: ControlEvidence, index: number): readonly AnchoredClaim[] {
  const first = gained[index];
  if (first === undefined) return [];
  const found: AnchoredClaim[] = [];
  for (let at = index; at < gained.length; at += 1) {
    const gain = gained[at] as AnchoredClaim;
    if (gain.effectiveMs - longestGainMs > first.effectiveMs) break;
    if (gain.beginMs <= first.effectiveMs || gain.effectiveDay === first.effectiveDay) found.push(gain);
  }
  return found;
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
  if (isSeenOtherwise(evidence, earliest, losers[0] ?? [])) return undefined;
  const supports = first.filter(
    (gain) => gain.claim.windowFrom !== 'open' && atMs >= inferredFromMs(gain, evidence.zone),
  );
  if (supports.length === 0) return undefined;
  const confidence = bestConfidence(supports.map(({ claim }) => claim.confidence)) === 'high' ? 'medium' : 'low';
  const answer = { status: 'inferred', holders: losersNamed(supports), confidence, rule: 'before_gain' } as const;
  return settledOn({ ...answer, conditions: [], stale: false }, supports);
}

/** True if the place was seen in other hands than these before any of the gains: then nobody can tell who held it before that. */
function isSeenOtherwise(
  { observed, sidesOf }: ControlEvidence,
  gains: readonly AnchoredClaim[],
  losers: readonly ActorId[],
): boolean {
  const firstMs = leastOf(gains.map(({ beginMs }) => beginMs));
  return observed.slice(0, countUntil(observed, firstMs - 1)).some((seen) => !within(sidesOf(seen), losers));
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
export function earliestGains({ gained }: ControlEvidence): readonly AnchoredClaim[] {
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
