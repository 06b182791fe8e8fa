import { greatestOf } from '../extremes.js';
import type { Confidence } from '../report/grade.js';
import { type ComparedMoment, type Differences, reportsOfChange, type TwoStates } from '../history/two-states.js';
import { lastDifference } from '../history/last-difference.js';
import type { ActorId, ReportId } from '../ids.js';
import type { Sides } from '../sides/sides.js';
import { type Day, endOfDayMs, isDay, localDay, type TimeZone, toInstant } from '../time/time.js';
import type { ControlAnswer, ResolvedControl } from './control-answer.js';
import { comparedIdentity, controlChange, type ControlChangeKind, type SidesOf } from './control-changes.js';
import {
  type AnchoredClaim,
  anchorClaim,
  type ControlEvidence,
  gatherEvidence,
  type KnownClaim,
} from './control-evidence.js';
import { controlTimeline } from './control-timeline.js';
import { heldStretches, holdersBefore } from './held-since.js';
import { evidenceAge, type EvidenceAge } from './evidence-age.js';
import { resolveControl } from './resolve-control.js';

/** An answer about control as readers get it: null for what does not apply. */
export interface ControlOutcome
  extends EvidenceAge, Pick<ControlAnswer, 'status' | 'holders' | 'conditions' | 'stale'> {
  readonly extent: NonNullable<ControlAnswer['extent']> | null;
  readonly transition: NonNullable<ControlAnswer['transition']> | null;
  readonly confidence: Confidence | null;
  readonly lastEvidence: Day | null;
}

/** The answer on a local day, from which its age is counted. */
export const controlOutcome = (answer: ControlAnswer, day: Day, agedAfterDays?: number): ControlOutcome => ({
  status: answer.status,
  holders: answer.holders,
  conditions: answer.conditions,
  extent: answer.extent ?? null,
  transition: answer.transition ?? null,
  stale: answer.stale,
  confidence: answer.confidence ?? null,
  lastEvidence: answer.lastEvidence ?? null,
  ...evidenceAge(answer.lastEvidence ?? null, day, agedAfterDays),
});

/** How two states differ about who holds a place at one moment of the world. */
export interface ControlDifference {
  readonly kind: ControlChangeKind;
  readonly before: ControlOutcome & { readonly reports: readonly ReportId[] };
  readonly after: ControlOutcome & { readonly reports: readonly ReportId[] };
  /** Of a place that changed hands and was unknown before: who held it until the gain, as the later state has it. */
  readonly heldUntilGain?: () => ControlOutcome & { readonly reports: readonly ReportId[] };
  /** The reports that made the difference. */
  readonly reports: readonly ReportId[];
}

/** How claims about a place are read. */
export interface ControlComparing {
  readonly zone: TimeZone;
  readonly sides: Sides;
  readonly agedAfterDays?: number | undefined;
}

/** Compares two states of what is known about one place; sides are those of the local day that is compared. */
export function controlDifferences(
  { before, after, added }: TwoStates<KnownClaim>,
  { zone, sides, agedAfterDays }: ControlComparing,
): Differences<ControlDifference> {
  const reading = { zone, sideOf: (actor: string, day: Day) => sides.of(actor, day) };
  const [earlier, later] = [gatherEvidence(before, reading), gatherEvidence(after, reading)];
  const between = added.map((claim) => anchorClaim(claim, zone));
  const outcomeAt = (evidence: ControlEvidence, ms: number, day: Day) =>
    withReports(resolveControl(evidence, ms), day, agedAfterDays);
  return {
    at: (ms) => {
      const day = localDay(ms, zone);
      const [was, is] = [outcomeAt(earlier, ms, day), outcomeAt(later, ms, day)];
      const sidesOf = (actors: readonly ActorId[]) => sides.ofAll(actors, day);
      const kind = controlChange(was, is, between, sidesOf, () => holdersUntil(earlier, ms, sidesOf));
      if (kind === undefined) return undefined;
      const gainMs = kind === 'changedHands' && was.status === 'unknown' ? lastGainMs(between, ms) : undefined;
      const until = gainMs === undefined ? {} : { heldUntilGain: () => outcomeAt(later, gainMs - 1, day) };
      return { kind, before: was, after: is, ...until, reports: reportsOfChange(was.reports, is.reports, added) };
    },
    lastMs: (untilMs) =>
      lastDifference(controlTimeline(earlier).answers, controlTimeline(later).answers, identityOf, untilMs) ?? untilMs,
  };
}

const holdersUntil = (evidence: ControlEvidence, ms: number, sidesOf: SidesOf): readonly ActorId[] | undefined =>
  holdersBefore(heldStretches(controlTimeline(evidence), ms), sidesOf);

const withReports = ({ answer, supports }: ResolvedControl, day: Day, agedAfterDays: number | undefined) => ({
  ...controlOutcome(answer, day, agedAfterDays),
  reports: [...new Set(supports.map(({ reportId }) => reportId))],
});

/** From when on the last of the gains that a moment knows of can be so; undefined without one. */
function lastGainMs(claims: readonly AnchoredClaim[], ms: number): number | undefined {
  const begins = claims
    .filter(({ claim }) => claim.effect === 'gained')
    .map(({ beginMs }) => beginMs)
    .filter((beginMs) => Number.isFinite(beginMs) && beginMs <= ms);
  return begins.length === 0 ? undefined : greatestOf(begins);
}

/** What of an answer makes a difference, whatever its age. */
const identityOf = (answer: ControlAnswer): string => {
  const { extent = null, transition = null, confidence = null } = answer;
  return comparedIdentity({ ...answer, extent, transition, confidence, aged: false });
};

/** Returns the moment that a claim speaks of: a day to its end; fighting on the day it begins. */
export function momentOfControl(known: KnownClaim, zone: TimeZone): ComparedMoment {
  const { claim, effectiveMs, windowFromMs, windowToMs, reportedAtMs } = anchorClaim(known, zone);
  const isFight = claim.effect === 'contested';
  const given = isFight ? claim.windowFrom : claim.effective;
  const ms = [isFight ? windowFromMs : effectiveMs, windowToMs, reportedAtMs].find(Number.isFinite) ?? reportedAtMs;
  if (given !== undefined && given !== 'open' && !isDay(given)) return { at: toInstant(ms), ms };
  const day = localDay(ms, zone);
  return { at: day, ms: endOfDayMs(day, zone) };
}
