import { type ControlAnswer, type ResolvedControl, union, unknownControl } from './control-answer.js';
import type { AnchoredClaim, ControlEvidence } from './control-evidence.js';
import { type Contest, contestEnds, contestOf } from './contest.js';
import { bestConfidence } from './grade.js';
import { SettledSweep } from './settle-control.js';
import { beginning_of_time_ms, localDay, type TimeZone } from './time.js';

/**
 * Who holds the place at `atMs` (milliseconds since 1970 UTC), by the six rules of design §6, from what is known.
 * Pure: it depends on the set of claims alone, not on their order of arrival.
 */
export function resolveControl(evidence: ControlEvidence, atMs: number): ResolvedControl {
  const settled = new SettledSweep(evidence, atMs).settle(atMs);
  const endOf = contestEnds(evidence);
  const active = evidence.contested.filter((claim) => claim.windowFromMs <= atMs && atMs <= endOf(claim));
  if (active.length > 0) {
    const contest = contestOf(active);
    const answer = underContest(settled, contest, evidence.zone);
    return { answer, supports: [...supportsUnder(settled, contest), ...active] };
  }
  if (settled !== undefined) return settled;
  const past = evidence.contested.filter((claim) => endOf(claim) < atMs);
  const lastMs = past.reduce((last, claim) => Math.max(last, endOf(claim)), beginning_of_time_ms);
  const supports = past.filter((claim) => endOf(claim) === lastMs);
  return supports.length === 0 ? unknownControl : afterContest(supports, lastMs, evidence.zone);
}

/**
 * True if the fighting names holders and a status that is not the settled one: no settled claim says then what the answer
 * says, so neither its confidence nor its last evidence comes from them (design §6, rule 7). Where a place is divided,
 * the settled claims say it of the part that those who held all of it hold still.
 */
function saysOtherwise(base: ControlAnswer | undefined, { status, holders }: Contest): boolean {
  if (base === undefined || status === undefined || holders.length === 0 || status === base.status) return false;
  return status !== 'divided' || base.holders.some((holder) => !holders.includes(holder));
}

/** Returns the settled claims that an answer under fighting rests on: none if nothing of it comes from them. */
export const supportsUnder = (settled: ResolvedControl | undefined, contest: Contest): readonly AnchoredClaim[] =>
  settled === undefined || isReplaced(settled.answer, contest) ? none : settled.supports;

const none: readonly AnchoredClaim[] = [];

const isReplaced = (base: ControlAnswer, contest: Contest): boolean =>
  saysOtherwise(base, contest) && base.conditions.every((condition) => contest.conditions.includes(condition));

/** Rule 5: fighting that goes on lies on top of whatever is settled. */
export function underContest(settled: ResolvedControl | undefined, contest: Contest, zone: TimeZone): ControlAnswer {
  const base = settled?.answer;
  const { status, holders, conditions, begunMs, confidence } = contest;
  const readBack = status === undefined && (base?.status === 'inferred' || base?.status === 'transition');
  const isOfFighting = base === undefined || saysOtherwise(base, contest);
  const begunDay = Number.isFinite(begunMs) ? localDay(begunMs, zone) : undefined;
  const lastEvidence = isOfFighting ? begunDay : base.lastEvidence;
  const supporting = isOfFighting ? [] : (settled?.supports ?? []).map(({ claim }) => claim.confidence);
  return {
    status: status ?? base?.status ?? 'contested',
    holders: holders.length > 0 ? holders : (base?.holders ?? []),
    conditions: union(base?.conditions ?? [], conditions),
    ...(status === undefined && base?.transition !== undefined ? { transition: base.transition } : {}),
    stale: false,
    confidence: readBack ? (base.confidence ?? 'low') : bestConfidence([...supporting, confidence]),
    ...(lastEvidence === undefined ? {} : { lastEvidence }),
    rule: base === undefined ? 'contested_only' : isReplaced(base, contest) ? 'contested_over' : base.rule,
  };
}

/** Rule 6: nothing but fighting that has ended; `supports` is all that ended last, at `lastMs`. */
export function afterContest(supports: readonly AnchoredClaim[], lastMs: number, zone: TimeZone): ResolvedControl {
  return {
    answer: {
      status: 'contested',
      holders: union(...supports.map(({ claim }) => claim.holders)),
      conditions: [],
      stale: true,
      confidence: bestConfidence(supports.map(({ claim }) => claim.confidence)),
      lastEvidence: localDay(lastMs, zone),
      rule: 'contested_before',
    },
    supports,
  };
}
