import type { Confidence } from '../report/grade.js';
import { lastDifference } from '../history/last-difference.js';
import { type ComparedMoment, type Differences, reportsOfChange, type TwoStates } from '../history/two-states.js';
import type { ReportId } from '../ids.js';
import { type Day, endOfDayMs, isDay, localDay, type TimeZone, toInstant } from '../time/time.js';
import { comparedCondition, conditionChange, type ConditionChangeKind } from './condition-changes.js';
import { axisOf, type ConditionAxis } from './condition-claim.js';
import { type ConditionEvidence, gatherCondition, type KnownCondition, pointsOf } from './condition-evidence.js';
import { conditionTimeline } from './condition-history.js';
import { type ConditionAnswer, settleCondition } from './resolve-condition.js';

/** An answer about one axis of a thing as readers get it: null for what does not apply. */
export interface ConditionOutcome extends Pick<ConditionAnswer, 'state' | 'states' | 'closedTo' | 'closedBy'> {
  /** True where nobody claims that moment: a dated cut implies that the way was open before it. */
  readonly inferred: boolean;
  readonly confidence: Confidence | null;
  readonly lastEvidence: Day | null;
}

export const conditionOutcome = (answer: ConditionAnswer): ConditionOutcome => ({
  state: answer.state,
  states: answer.states,
  inferred: answer.rule === 'inferred_open',
  closedTo: answer.closedTo,
  closedBy: answer.closedBy,
  confidence: answer.confidence ?? null,
  lastEvidence: answer.lastEvidence ?? null,
});

/** How two states differ about one axis of a thing at one moment of the world. */
export interface ConditionDifference {
  readonly kind: ConditionChangeKind;
  readonly before: ConditionOutcome & { readonly reports: readonly ReportId[] };
  readonly after: ConditionOutcome & { readonly reports: readonly ReportId[] };
  /** The reports that made the difference. */
  readonly reports: readonly ReportId[];
}

/** Compares two states of what is known about one axis of a thing; claims about its other axis do not count. */
export function conditionDifferences(
  { before, after, added }: TwoStates<KnownCondition>,
  axis: ConditionAxis,
  zone: TimeZone,
): Differences<ConditionDifference> {
  const [earlier, later] = [gatherCondition(before, axis, zone), gatherCondition(after, axis, zone)];
  const between = added.filter(({ claim }) => axisOf(claim.state) === axis);
  return {
    at: (ms) => {
      const [was, is] = [outcomeAt(earlier, ms), outcomeAt(later, ms)];
      const kind = conditionChange(was, is, between);
      if (kind === undefined) return undefined;
      return { kind, before: was, after: is, reports: reportsOfChange(was.reports, is.reports, between) };
    },
    lastMs: (untilMs) =>
      lastDifference(conditionTimeline(earlier).answers, conditionTimeline(later).answers, identityOf, untilMs) ??
      untilMs,
  };
}

function outcomeAt(evidence: ConditionEvidence, ms: number): ConditionDifference['before'] {
  const { answer, supports } = settleCondition(evidence, ms);
  return { ...conditionOutcome(answer), reports: [...new Set(supports.map(({ known }) => known.reportId))] };
}

const identityOf = (answer: ConditionAnswer): string =>
  comparedCondition({ ...answer, confidence: answer.confidence ?? null });

/** Returns the moments that a claim speaks of, each a day to its end where it gives a day. */
export const momentsOfCondition = (known: KnownCondition, zone: TimeZone): readonly ComparedMoment[] =>
  pointsOf(known, zone)
    .filter(({ seen, toMs }) => seen && Number.isFinite(toMs))
    .map(({ toMs }) => {
      if (!isDay(known.claim.effective)) return { at: toInstant(toMs), ms: toMs };
      const day = localDay(toMs, zone);
      return { at: day, ms: endOfDayMs(day, zone) };
    });
