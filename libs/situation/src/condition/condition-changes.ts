import { type KnownCondition, pointsOf } from './condition-evidence.js';
import type { Between } from '../control/control-changes.js';
import type { TimeZone } from '../time/time.js';

/** What became of one axis of a thing from one moment of valid time to a later one, as known at one known time. */
export const conditionChangeKinds = ['changed', 'firstReported', 'lapsed', 'refined'] as const;
export type ConditionChangeKind = (typeof conditionChangeKinds)[number];

/** An answer about one axis of a condition, as far as a change is seen by it. */
export interface ComparedCondition {
  readonly state: string;
  readonly states: readonly string[];
  readonly closedTo: readonly string[];
  readonly closedBy: readonly string[];
  readonly confidence: string | null;
}

/** Returns the claims about a condition that took effect in between, days read in the zone of the place. */
export const conditionsBetween = <Claim extends KnownCondition>(
  claims: readonly Claim[],
  zone: TimeZone,
  { fromMs, toMs }: Between,
): readonly Claim[] =>
  claims.filter((claim) => pointsOf(claim, zone).some((point) => fromMs < point.toMs && point.toMs <= toMs));

/**
 * Returns how one axis of a thing changed; undefined when both moments are answered alike. As `controlChange`, with
 * `changed` where control has `changedHands`: another state, and a claim took effect in between. A state that is disputed,
 * or in transition, from the earlier one has not changed yet.
 */
export function conditionChange(
  before: ComparedCondition,
  after: ComparedCondition,
  between: readonly KnownCondition[],
): ConditionChangeKind | undefined {
  if (comparedCondition(before) === comparedCondition(after)) return undefined;
  if (isUnknownBefore(before, after)) return 'firstReported';
  if (between.length === 0) return before.state !== after.state && after.state !== 'transition' ? 'lapsed' : 'refined';
  return before.state !== after.state && !isStillOpen(before, after) ? 'changed' : 'refined';
}

/** Where a state may have come about by then, and nobody knows another, nothing was known before. */
const isUnknownBefore = (before: ComparedCondition, after: ComparedCondition): boolean =>
  before.state === 'unknown' ||
  (before.state === 'transition' && before.states.every((state) => after.states.includes(state)));

const isStillOpen = (before: ComparedCondition, after: ComparedCondition): boolean =>
  after.state === 'unknown' ||
  (after.states.length > 1 && before.states.every((state) => after.states.includes(state)));

/** Equal for answers between which there is no change. */
export const comparedCondition = ({ state, states, closedTo, closedBy, confidence }: ComparedCondition): string =>
  JSON.stringify([state, ...[states, closedTo, closedBy].map((list) => [...list].sort()), confidence]);
