import { type SettledControl, settledOn, union } from './control-answer.js';
import {
  type AnchoredClaim,
  type ControlEvidence,
  countUntil,
  inferredFromMs,
  lastDayFromMs,
  longest_day_ms,
} from './control-evidence.js';
import { leastOf } from '../extremes.js';
import { isInstant, meet, sameSides, within } from './gain-order.js';
import { areOfOneHandover } from './handover-runs.js';
import { bestConfidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import { end_of_time_ms } from '../time/time.js';

/** The gains inside whose intervals a moment lies, as valid time goes on. */
export class PendingGains {
  private count = -1;
  private later: readonly AnchoredClaim[] = [];

  constructor(private readonly evidence: ControlEvidence) {}

  /**
   * Those at a moment that is not before the one asked last, of a place that `holders` hold. Of a window of days that is its last
   * day, or all of it where `isOpen`: where it may have happened before or after what is known to have. One whose hour another
   * gain tells happened then; what is taken from somebody else than the holders waits for the gain by which he gets it.
   */
  at(atMs: number, holders: readonly ActorId[], isOpen: (gain: AnchoredClaim) => boolean): readonly AnchoredClaim[] {
    const { evidence } = this;
    const count = countUntil(evidence.gained, atMs);
    if (this.count !== count) [this.count, this.later] = [count, withoutKnownHour(evidence, count)];
    const hasBegun = (gain: AnchoredClaim): boolean =>
      gain.beginMs <= atMs && (lastDayFromMs(gain, evidence.zone) <= atMs || isOpen(gain));
    return this.later.filter((gain) => hasBegun(gain) && !waits(evidence, gain, { atMs, holders, later: this.later }));
  }
}

/** What decides whether a gain waits for another: the moment, who holds the place, and which gains may be later. */
interface Awaiting {
  readonly atMs: number;
  readonly holders: readonly ActorId[];
  readonly later: readonly AnchoredClaim[];
}

function waits(
  { handoverOf, sidesOf, sidesOn }: ControlEvidence,
  gain: AnchoredClaim,
  { atMs, holders, later }: Awaiting,
): boolean {
  const { losers } = handoverOf(gain);
  if (losers === undefined || meet(losers, sidesOn(holders, gain.effectiveMs))) return false;
  return later.some((other) => other.beginMs > atMs && meet(losers, sidesOf(other)));
}

/** The gains from this index on that can have happened before the first of them, and of which no other one tells more exactly when. */
function withoutKnownHour(evidence: ControlEvidence, index: number): readonly AnchoredClaim[] {
  const later = reachingBack(evidence, index);
  const exact = later.filter(isExact);
  return later.filter((gain) => hourOf(evidence, gain, exact) === undefined);
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
  const hours = earliest.filter(isExact);
  const opensMs = (gain: AnchoredClaim): number =>
    Math.max(gain.windowFromMs, hourOf(evidence, gain, hours)?.windowFromMs ?? gain.windowFromMs);
  const awaiting = { atMs, holders: [], later: earliest };
  const open = earliest.filter((gain) => opensMs(gain) <= atMs && !waits(evidence, gain, awaiting));
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
export function earliestGains(evidence: ControlEvidence): readonly AnchoredClaim[] {
  const first = evidence.gained[0];
  if (first === undefined || first.effectiveMs === end_of_time_ms) return [];
  return reachingBack(evidence, 0).filter(({ beginMs }) => beginMs <= first.effectiveMs);
}

/** Of gains of open order those that say whom the place was taken from, and name nobody who took it that day. */
function firstToTake({ sidesOf, handoverOf }: ControlEvidence, gains: readonly AnchoredClaim[]) {
  const takers = new Set(gains.flatMap(sidesOf));
  return gains.filter((gain) => handoverOf(gain).losers?.every((side) => !takers.has(side)) ?? false);
}

/** The gain that tells more exactly when another one happened: its hour, or of a window of days the day; undefined if none does. */
function hourOf(
  evidence: ControlEvidence,
  gain: AnchoredClaim,
  exact: readonly AnchoredClaim[],
): AnchoredClaim | undefined {
  if (exact.length === 0 || isOfAnHour(gain)) return undefined;
  const told = evidence.handoverOf(gain);
  const isOfDays = !isExact(gain);
  return exact.find((one) => (isOfDays || isOfAnHour(one)) && areOfOneHandover(evidence.handoverOf(one), told));
}

const isOfAnHour = ({ beginMs, effectiveMs }: AnchoredClaim): boolean =>
  isInstant({ fromMs: beginMs, toMs: effectiveMs });

/** True of a gain of an hour or of one local day. */
const isExact = ({ beginMs, effectiveMs }: AnchoredClaim): boolean => effectiveMs - beginMs <= longest_day_ms;

const losersNamed = (gains: readonly AnchoredClaim[]): readonly ActorId[] =>
  union(gains.map(({ claim }) => (claim.takenFrom === undefined ? [] : [claim.takenFrom])));
