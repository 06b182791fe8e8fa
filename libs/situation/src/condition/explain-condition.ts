import type { ConditionEvidence, ConditionPoint, KnownCondition } from './condition-evidence.js';
import { groupBy } from '../group-by.js';
import { type ConditionAnswer, type ConditionRule, settleCondition } from './resolve-condition.js';

/** What a claim did for an answer: it gives the state, one side of a dispute, or one end of a change. */
export const conditionParts = ['state', 'side', 'before_the_change', 'after_the_change'] as const;
export type ConditionPart = (typeof conditionParts)[number];

/** Why a claim about condition that was known did not count. */
export type ConditionAsideReason = 'after_the_moment' | 'later_claim' | 'otherwise_since';

/** An answer, what it rests on, and what was set aside: together all that was known of the axis, each claim once. */
export interface ExplainedCondition {
  readonly answer: ConditionAnswer;
  readonly supports: readonly { readonly claim: KnownCondition; readonly part: ConditionPart }[];
  readonly setAside: readonly { readonly claim: KnownCondition; readonly reason: ConditionAsideReason }[];
}

/** What each rule says, for people (design §6). */
export const conditionRuleWords: { readonly [Rule in ConditionRule]: string } = {
  latest_claim: 'The latest claim before the moment decides, with those before it that say the same without a break.',
  claimed_since: 'A later claim says since when it has been so.',
  contradicted: 'The latest claims before the moment contradict each other, and which of them came last is open.',
  inside_window: 'The moment lies inside the window of a claim that says otherwise: it was changing.',
  inferred_open: 'Inferred: a dated cut implies that the way was open before it, at most 30 days back.',
  no_evidence: 'Nothing that was known then says anything about that moment.',
};

/** Resolves as `resolveCondition` does, and accounts for every claim of the axis. */
export function explainCondition(evidence: ConditionEvidence, atMs: number): ExplainedCondition {
  const { answer, supports } = settleCondition(evidence, atMs);
  const counted = new Set(supports);
  // A claim that says since when it is so speaks from two moments, and is one claim all the same.
  const spoken = [...groupBy(evidence.points, ({ known }) => `${known.eventId} ${known.ordinal}`).values()];
  const resting = spoken.map((points) => ({ points, counts: points.filter((point) => counted.has(point)) }));
  return {
    answer,
    supports: resting.flatMap(({ counts: [point] }) =>
      point === undefined ? [] : [{ claim: point.known, part: partOf(point, answer, atMs) }],
    ),
    setAside: resting.flatMap(({ points: [point], counts }) =>
      point === undefined || counts.length > 0
        ? []
        : [{ claim: point.known, reason: reasonAside(point, answer, atMs) }],
    ),
  };
}

function partOf({ toMs: speaksMs }: ConditionPoint, { rule }: ConditionAnswer, atMs: number): ConditionPart {
  if (rule === 'contradicted') return 'side';
  if (rule === 'inferred_open') return 'after_the_change';
  if (rule !== 'inside_window') return 'state';
  return speaksMs <= atMs ? 'before_the_change' : 'after_the_change';
}

/** Of a claim that speaks from two moments, `point` is the first. */
function reasonAside(point: ConditionPoint, answer: ConditionAnswer, atMs: number): ConditionAsideReason {
  if (point.toMs > atMs) return 'after_the_moment';
  return point.known.claim.state === answer.state ? 'otherwise_since' : 'later_claim';
}
