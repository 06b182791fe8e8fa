import type { ConditionState } from './condition-claim.js';
import {
  type ConditionEvidence,
  type ConditionPoint,
  firstPoints,
  inferenceStartMs,
  lastPoints,
  pointsUntil,
} from './condition-evidence.js';
import { byWeight } from '../control/control-evidence.js';
import { bestConfidence, type Confidence } from '../report/grade.js';
import type { ActorId, ReportId } from '../ids.js';
import type { Resting } from '../history/resting.js';
import { type Day, localDay } from '../time/time.js';
import { type StandingRun, UnbrokenRun } from './unbroken-run.js';

/** `disputed`: claims whose order is open contradict each other. `transition`: it came about some time around here. */
export const conditionStatuses = ['disputed', 'transition', 'unknown'] as const;
export type ConditionStatus = ConditionState | (typeof conditionStatuses)[number];

/** Which rule settled the condition. */
export type ConditionRule =
  'latest_claim' | 'claimed_since' | 'contradicted' | 'inside_window' | 'inferred_open' | 'no_evidence';

/** One axis of a thing's condition at one moment of valid time, as known at one known time. */
export interface ConditionAnswer {
  readonly state: ConditionStatus;
  /** The states that come into question: one, or both sides of a dispute or of a transition; none when unknown. */
  readonly states: readonly ConditionState[];
  /** Of a way that is or may be cut: to whom, as far as the claims say. Sorted. */
  readonly closedTo: readonly ActorId[];
  /** And by whom. Sorted. */
  readonly closedBy: readonly ActorId[];
  readonly confidence?: Confidence;
  /** The last local day on which it was seen to be so; absent when it is only told of, or has not happened for certain. */
  readonly lastEvidence?: Day;
  readonly rule: ConditionRule;
}

/** An answer and the reports that it rests on, sorted. */
export interface ResolvedCondition {
  readonly answer: ConditionAnswer;
  readonly reports: readonly ReportId[];
}

/** An answer and the points of evidence that it rests on. */
export interface SettledCondition {
  readonly answer: ConditionAnswer;
  readonly supports: readonly ConditionPoint[];
}

/** An answer and what it rests on: single points, or those of one state without a break. */
export interface RestedCondition extends Resting<ConditionPoint> {
  readonly answer: ConditionAnswer;
}

/** No evidence is an answer: never "intact", never "open" (law 6). */
export const unknownCondition: ResolvedCondition = {
  answer: { state: 'unknown', states: [], closedTo: [], closedBy: [], rule: 'no_evidence' },
  reports: [],
};

/**
 * The condition at `atMs` (milliseconds since 1970 UTC), from what is known of one axis (design §6, Condition):
 *
 * 1. The latest claim whose interval has ended by that moment, from `since` on where it says so. A later moment undoes
 *    an earlier one whatever either says, and never the other way round: an old report of an intact bridge that comes in
 *    late does not put a destroyed one up again.
 * 2. Where several may be the latest, because their order is open (`claimInterval`), and they name different states:
 *    `disputed`, the better graded side first. A grade never makes one of them the later.
 * 3. Inside the window of the next claim, when that says otherwise, nobody can tell: `transition`.
 * 4. Before the first claim, if that is a dated `cut`: `open`, inferred, confidence low, at most 30 days back. So it is if somebody
 *    saw it open, too, and nobody knows which came first.
 * 5. Otherwise `unknown`.
 *
 * Pure: it depends on the set of claims alone, not on their order of arrival.
 */
export function resolveCondition(evidence: ConditionEvidence, atMs: number): ResolvedCondition {
  const { answer, supports } = settleCondition(evidence, atMs);
  return { answer, reports: sorted(supports.map(({ known }) => known.reportId)) };
}

/** As `resolveCondition`, with the evidence itself. */
export function settleCondition(evidence: ConditionEvidence, atMs: number): SettledCondition {
  const { answer, claims, groups } = settledBy(evidence, atMs, new UnbrokenRun(evidence, atMs).advance(atMs).standing);
  return { answer, supports: [...claims, ...groups.flatMap((group) => group.claims)] };
}

/** The condition at a moment, given the points that bear out the latest state by then. */
export function settledBy(evidence: ConditionEvidence, atMs: number, run: StandingRun | undefined): RestedCondition {
  const end = pointsUntil(evidence, atMs);
  const latest = lastPoints(evidence, end);
  const opening = firstPoints(evidence, end).filter(({ windowFromMs }) => windowFromMs <= atMs);
  const before = statesOf(latest);
  const after = statesOf(opening);
  if (after.some((state) => !before.includes(state))) {
    const states = [...new Set([...before, ...after])];
    const answer = { state: 'transition', states, rule: 'inside_window', confidence: 'low' } as const;
    // What may still be cut is so to whom it was cut.
    const standing = before.length === 1 && before[0] === 'cut' ? run : undefined;
    return restingOn([...latest, ...opening], answer, standing);
  }
  const [state] = before;
  if (state === undefined || run === undefined) return beforeFirst(evidence, atMs);
  if (before.length > 1) {
    const seen = latest.findLast((point) => point.seen);
    return restingOn(latest, { state: 'disputed', states: before, rule: 'contradicted', ...lastEvidence(seen) });
  }
  const { closedTo, closedBy, confidence, lastSeen } = run;
  const rule = lastSeen === undefined ? 'claimed_since' : 'latest_claim';
  const answer = { state, states: before, closedTo, closedBy, confidence, ...lastEvidence(lastSeen), rule } as const;
  return { answer, claims: [], groups: [run] };

  function lastEvidence(seen: ConditionPoint | undefined): Pick<ConditionAnswer, 'lastEvidence'> {
    return seen === undefined ? {} : { lastEvidence: localDay(seen.toMs, evidence.zone) };
  }
}

/** A dated `cut` implies that the way was open before it, within the reach of inference. */
function beforeFirst(evidence: ConditionEvidence, atMs: number): RestedCondition {
  // Who saw it open about then does not contradict that.
  const first = firstPoints(evidence, 0).filter(({ known }) => known.claim.state !== 'open');
  const starts = first.map((point) => inferenceStartMs(point, evidence.zone));
  if (!starts.every((ms) => ms !== undefined && ms <= atMs) || first.length === 0)
    return { answer: unknownCondition.answer, claims: [], groups: [] };
  const open = { state: 'open', states: ['open'], closedTo: [], closedBy: [] } as const;
  return { answer: { ...open, confidence: 'low', rule: 'inferred_open' }, claims: first, groups: [] };
}

/** The states of these points, each once, that of the greatest weight first. */
const statesOf = (points: readonly ConditionPoint[]): readonly ConditionState[] => [
  ...new Set([...points].sort((a, b) => byWeight(b.known, a.known)).map(({ known }) => known.claim.state)),
];

/** An answer that rests on these points, and says of whom the way is closed what they say, and the run that they may go on. */
function restingOn(
  points: readonly ConditionPoint[],
  answer: Omit<ConditionAnswer, 'closedTo' | 'closedBy'>,
  run?: StandingRun,
): RestedCondition {
  const inRun = new Set(run?.claims);
  const naming = points.filter((point) => !inRun.has(point)).map(({ known }) => known.claim);
  const closedTo = sorted([...(run?.closedTo ?? []), ...naming.flatMap((claim) => claim.closedTo ?? [])]);
  const closedBy = sorted([...(run?.closedBy ?? []), ...naming.flatMap((claim) => claim.closedBy ?? [])]);
  const confidence = answer.confidence ?? bestConfidence(points.map(({ known }) => known.claim.confidence));
  const claims = [...new Set([...(run?.naming ?? []), ...points])];
  return { answer: { ...answer, closedTo, closedBy, confidence }, claims, groups: [] };
}

const sorted = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
