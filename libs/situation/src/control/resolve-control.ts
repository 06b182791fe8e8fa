import {
  type ControlAnswer,
  type ResolvedControl,
  type Resting,
  restingOn,
  type SettledControl,
  settledOn,
  union,
  unknownControl,
} from './control-answer.js';
import type { AnchoredClaim, ControlEvidence } from './control-evidence.js';
import { type Contest, endedLast, fightsOf, GatheredContest } from './contest.js';
import { bestConfidence } from '../report/grade.js';
import { SettledSweep } from './settle-control.js';
import { localDay, type TimeZone } from '../time/time.js';

/**
 * Who holds the place at `atMs` (milliseconds since 1970 UTC), by the six rules of design §6, from what is known.
 * Pure: it depends on the set of claims alone, not on their order of arrival.
 */
export function resolveControl(evidence: ControlEvidence, atMs: number): ResolvedControl {
  const settled = new SettledSweep(evidence, atMs).settle(atMs);
  const fights = fightsOf(evidence);
  const active = fights.filter(({ claim, endMs }) => claim.windowFromMs <= atMs && atMs <= endMs);
  if (active.length > 0) {
    const gathered = new GatheredContest();
    for (const fight of active) gathered.begin(fight);
    const contest = gathered.contest();
    const answer = underContest(settled, contest, evidence.zone);
    return { answer, supports: [...restingOn(restingUnder(settled, contest)), ...active.map(({ claim }) => claim)] };
  }
  if (settled !== undefined) return { answer: settled.answer, supports: restingOn(settled) };
  const past = endedLast(fights.filter(({ endMs }) => endMs < atMs));
  const supports = past.map(({ claim }) => claim);
  return past[0] === undefined
    ? unknownControl
    : { answer: afterContest(supports, past[0].endMs, evidence.zone).answer, supports };
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

/** Returns what an answer under fighting rests on beside it: nothing if nothing of it comes from what is settled. */
export const restingUnder = (settled: SettledControl | undefined, contest: Contest): Resting =>
  settled === undefined || isReplaced(settled.answer, contest) ? none : settled;

const none: Resting = { claims: [], groups: [] };

const isReplaced = (base: ControlAnswer, contest: Contest): boolean =>
  saysOtherwise(base, contest) && base.conditions.every((condition) => contest.conditions.includes(condition));

/** Rule 5: fighting that goes on lies on top of whatever is settled. */
export function underContest(settled: SettledControl | undefined, contest: Contest, zone: TimeZone): ControlAnswer {
  const base = settled?.answer;
  const { status, holders, conditions, begunMs, confidence } = contest;
  const readBack = status === undefined && (base?.status === 'inferred' || base?.status === 'transition');
  const isOfFighting = base === undefined || saysOtherwise(base, contest);
  const begunDay = Number.isFinite(begunMs) ? localDay(begunMs, zone) : undefined;
  const lastEvidence = isOfFighting ? begunDay : base.lastEvidence;
  const supporting = isOfFighting || settled === undefined ? [] : [settled.confidence];
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
export const afterContest = (supports: readonly AnchoredClaim[], lastMs: number, zone: TimeZone): SettledControl =>
  settledOn(
    {
      status: 'contested',
      holders: union(...supports.map(({ claim }) => claim.holders)),
      conditions: [],
      stale: true,
      confidence: bestConfidence(supports.map(({ claim }) => claim.confidence)),
      lastEvidence: localDay(lastMs, zone),
      rule: 'contested_before',
    },
    supports,
  );
