import type { ControlClaim } from '../control/claim.js';
import type { ConditionClaim } from '../condition/condition-claim.js';
import type { Figure } from '../tally/figure.js';
import type { Telling, Voices } from '../report/voices.js';

/** One thing that a report says. */
export type Said =
  | { readonly kind: 'control'; readonly claim: ControlClaim }
  | { readonly kind: 'condition'; readonly claim: ConditionClaim }
  | { readonly kind: 'figure'; readonly figure: Figure };

/** Whether something said counts; where it does not, why, in a sentence. */
export type Verdict = { readonly kept: true } | { readonly kept: false; readonly because: string };

export const kept: Verdict = { kept: true };

/**
 * Which of all that was said counts. A policy is pure: its verdict depends on what is said, on who says it and on the
 * registry of actors, never on what else is known. What it does never changes under one version.
 */
export interface Policy {
  readonly name: string;
  readonly version: number;
  /** What it does, for people. */
  readonly does: string;
  judge(said: Said, telling: Telling, voices: Voices): Verdict;
}

/** What a policy makes of all that was said: what counts, and what it sets aside with the reason. */
export interface Judged<One> {
  readonly counted: readonly One[];
  readonly aside: readonly { readonly one: One; readonly because: string }[];
}

/** Asks the policy about each; both lists keep the order. */
export function judgeAll<One extends Telling>(
  all: readonly One[],
  saidOf: (one: One) => Said,
  policy: Policy,
  voices: Voices,
): Judged<One> {
  const judged = all.map((one) => ({ one, verdict: policy.judge(saidOf(one), one, voices) }));
  return {
    counted: judged.filter(({ verdict }) => verdict.kept).map(({ one }) => one),
    aside: judged.flatMap(({ one, verdict }) => (verdict.kept ? [] : [{ one, because: verdict.because }])),
  };
}
