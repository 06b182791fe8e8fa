import type { ClaimStatus, ControlCondition, Extent } from './claim.js';
import { type AnchoredClaim, byEffect } from './control-evidence.js';
import { bestConfidence, type Confidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import type { SightingGroup } from './sightings.js';
import type { Day } from '../time/time.js';

export type ControlStatus = ClaimStatus | 'inferred' | 'transition' | 'unknown';

/** Which of the rules of design §6 settled who holds the place. */
export type ControlRule =
  | 'latest_gain'
  | 'latest_observation'
  | 'observed_since'
  | 'inside_gain_window'
  | 'before_gain'
  | 'contested_only'
  | 'contested_over'
  | 'contested_before'
  | 'no_evidence';

/** Who may have lost a place, and who may have taken it by then; sorted. */
export interface Transition {
  readonly from: readonly ActorId[];
  readonly to: readonly ActorId[];
}

/** Who holds a place at one moment of valid time, as known at one known time. */
export interface ControlAnswer {
  readonly status: ControlStatus;
  /** Sorted; empty when nobody is known to hold it. */
  readonly holders: readonly ActorId[];
  readonly conditions: readonly ControlCondition[];
  readonly extent?: Extent;
  /** Between whom the place was changing hands; of a `transition` alone. */
  readonly transition?: Transition;
  /** True when the only evidence is of fighting that has ended. */
  readonly stale: boolean;
  readonly confidence?: Confidence;
  /** The last local day that the settled answer was seen to be so; absent when it is read back in time. */
  readonly lastEvidence?: Day;
  readonly rule: ControlRule;
}

/** An answer and the claims it rests on. */
export interface ResolvedControl {
  readonly answer: ControlAnswer;
  readonly supports: readonly AnchoredClaim[];
}

/** Claims that an answer rests on: single ones, and observations by the sides that they name. */
export interface Resting {
  readonly claims: readonly AnchoredClaim[];
  readonly groups: readonly SightingGroup[];
}

/** What is settled at a moment, whatever fighting goes on. The groups grow when valid time goes on. */
export interface SettledControl extends Resting {
  readonly answer: ControlAnswer;
  /** The best of all claims that it rests on. */
  readonly confidence: Confidence;
}

/** An answer that rests on single claims alone. */
export const settledOn = (answer: ControlAnswer, claims: readonly AnchoredClaim[]): SettledControl => ({
  answer,
  claims,
  groups: [],
  confidence: bestConfidence(claims.map(({ claim }) => claim.confidence)),
});

/** Everything that is rested on: single claims, then observations in the order in which they speak. */
export const restingOn = ({ claims, groups }: Resting): readonly AnchoredClaim[] => [
  ...claims,
  ...groups.flatMap((group) => group.claims).sort(byEffect),
];

/** No evidence: an answer, never a blank and never "government" (law 6). */
export const unknownControl: ResolvedControl = {
  answer: { status: 'unknown', holders: [], conditions: [], stale: false, rule: 'no_evidence' },
  supports: [],
};

/** All values of these lists, each once, sorted. */
export function union<Value extends string>(lists: readonly (readonly Value[])[]): readonly Value[] {
  const all = lists.flat();
  return all.every((value) => value === all[0]) ? all.slice(0, 1) : [...new Set(all)].sort();
}
