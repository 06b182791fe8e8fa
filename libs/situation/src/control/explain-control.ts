import { fightsOf } from './contest.js';
import type { AnchoredClaim, ControlEvidence, ControlPart } from './control-evidence.js';
import { keyOf } from './control-bearing.js';
import { end_of_time_ms } from '../time/time.js';
import type { ControlAnswer, ControlRule } from './control-answer.js';
import { resolveControl } from './resolve-control.js';
import { addsFightingAlone, ageSinceEvidence, beganMsOf } from './not-deciding.js';

/** Why a claim that was known did not count. */
export type ClaimAsideReason =
  | 'later_gain'
  | 'after_the_moment'
  | 'before_the_gain'
  | 'before_the_turn'
  | 'other_holder'
  | 'fighting_not_begun'
  | 'fighting_over'
  | 'fighting_decides'
  | 'other_evidence_decides';

/** A claim the answer rests on. */
export interface SupportingClaim {
  readonly claim: AnchoredClaim;
  readonly part: ControlPart;
}

/** A claim that was known and set aside. */
export interface ClaimSetAside {
  readonly claim: AnchoredClaim;
  readonly reason: ClaimAsideReason;
}

/** An answer, the rule that chose it, what it rests on, and what was set aside: together all that was known. */
export interface ExplainedControl {
  readonly answer: ControlAnswer;
  readonly supports: readonly SupportingClaim[];
  readonly setAside: readonly ClaimSetAside[];
  /** The claims about days since the last evidence that decide nothing: fighting, and what was set aside. */
  readonly notDeciding: readonly ClaimNotDeciding[];
}

/** A claim about a day after the last evidence that does not decide who holds the place. */
export interface ClaimNotDeciding {
  readonly claim: AnchoredClaim;
  readonly reason: ClaimAsideReason | 'adds_fighting';
  /** Days from when it was so to the day asked. */
  readonly ageDays: number;
}

const parts = { gained: 'gain', observed: 'observation', contested: 'fighting' } as const;

/** What each rule says, for people (design §6). */
export const ruleWords: { readonly [Rule in ControlRule]: string } = {
  latest_gain: 'The latest gain before the moment decides; the latest observation since refines it.',
  latest_observation: 'No gain is known before the moment; the latest observation decides.',
  observed_since: 'A later observation says since when it has been so.',
  inside_gain_window: 'The moment lies inside the window of the earliest gain: the place was changing hands.',
  before_gain: 'The earliest gain says whom the place was taken from, not long after the moment.',
  contested_only: 'Nothing is settled; the fighting at that moment is all that is known.',
  contested_over:
    'The fighting at that moment says who holds the place and how; what was settled before says otherwise.',
  contested_before: 'Nothing is settled; only fighting that had ended is known.',
  no_evidence: 'Nothing that was known then says anything about that moment.',
};

/** Resolves as `resolveControl` does, and accounts for every claim of the evidence. */
export function explainControl(evidence: ControlEvidence, atMs: number): ExplainedControl {
  const { answer, supports: points } = resolveControl(evidence, atMs);
  // A claim may speak twice.
  const supports = [...new Map(points.map((point) => [keyOf(point), point])).values()];
  const counted = new Set(supports.map(keyOf));
  const seen = evidence.observed.filter(({ isBeginning }) => isBeginning !== true);
  const all = [...evidence.gained, ...seen, ...evidence.contested];
  const ruling = supports.findLast(({ claim }) => claim.effect === 'gained');
  const endOf = new Map(fightsOf(evidence).map(({ claim, endMs }) => [claim, endMs]));
  const aside = (claim: AnchoredClaim): ClaimAsideReason =>
    claim.claim.effect === 'contested'
      ? reasonContestAside(claim.windowFromMs, endOf.get(claim) ?? end_of_time_ms, atMs)
      : reasonAside(claim, ruling, answer, atMs, evidence.observed);
  const supporting = supports.map((claim) => ({ claim, part: parts[claim.claim.effect] }));
  const setAside = all.filter((claim) => !counted.has(keyOf(claim))).map((claim) => ({ claim, reason: aside(claim) }));
  return {
    answer,
    supports: supporting,
    setAside,
    notDeciding: [
      ...supporting
        .filter(({ claim, part }) => addsFightingAlone(claim, part))
        .map(({ claim }) => ({ claim, reason: 'adds_fighting' as const })),
      ...setAside,
    ].flatMap(({ claim, reason }) => {
      const ageDays = ageSinceEvidence(beganMsOf(claim), {
        atMs,
        lastEvidence: answer.lastEvidence,
        zone: evidence.zone,
      });
      return ageDays === undefined ? [] : [{ claim, reason, ageDays }];
    }),
  };
}

function reasonContestAside(beginMs: number, endMs: number, atMs: number): ClaimAsideReason {
  if (beginMs > atMs) return 'fighting_not_begun';
  return endMs < atMs ? 'fighting_over' : 'other_evidence_decides';
}

function reasonAside(
  { claim, effectiveMs }: AnchoredClaim,
  ruling: AnchoredClaim | undefined,
  answer: ControlAnswer,
  atMs: number,
  observed: readonly AnchoredClaim[],
): ClaimAsideReason {
  if (effectiveMs > atMs) return 'after_the_moment';
  if (answer.rule === 'contested_over') return 'fighting_decides';
  if (ruling !== undefined && effectiveMs < ruling.effectiveMs)
    return claim.effect === 'gained' ? 'later_gain' : 'before_the_gain';
  const another = claim.holders.some((holder) => !answer.holders.includes(holder));
  if (another) return 'other_holder';
  const isSeenOtherwise = observed.some(
    (other) =>
      effectiveMs < other.effectiveMs &&
      other.effectiveMs <= atMs &&
      other.claim.holders.join() !== claim.holders.join(),
  );
  return claim.effect === 'observed' && isSeenOtherwise ? 'before_the_turn' : 'other_evidence_decides';
}
