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
import { sameSides, within } from './handover.js';
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
    const { answer, resting } = underContest(settled, gathered.contest(), evidence);
    return { answer, supports: [...restingOn(resting), ...active.map(({ claim }) => claim)] };
  }
  if (settled !== undefined) return { answer: settled.answer, supports: restingOn(settled) };
  const past = endedLast(fights.filter(({ endMs }) => endMs < atMs));
  const supports = past.map(({ claim }) => claim);
  return past[0] === undefined
    ? unknownControl
    : { answer: afterContest(supports, past[0].endMs, evidence.zone).answer, supports };
}

/**
 * What the fighting says of a place that somebody holds. Where it gives no status, or says that the place is contested and names one
 * side, it is one if that is another side than those that hold the place: then they are among those who contest it. Of joint
 * holders it may name some: all hold it.
 */
function readOver(base: ControlAnswer | undefined, contest: Contest, { sidesOn }: ControlEvidence): ReadContest {
  const { status, holders, begunMs } = contest;
  const [named, held] = [sidesOn(holders, begunMs), sidesOn(base?.holders ?? [], begunMs)];
  const isUnsaid = status === undefined || (status === 'contested' && named.length === 1);
  if (base === undefined || !isUnsaid || holders.length === 0) return { contest, rests: false };
  const isOfHolders = within(named, held);
  if (isOfHolders && (status !== undefined || sameSides(named, held))) return { contest, rests: false };
  if (isOfHolders) return { contest: withoutHolders(contest), rests: false };
  const others = base.holders.filter((holder) => !within(sidesOn([holder], begunMs), named));
  const all = union([holders, others]);
  return { contest: { ...contest, status: 'contested', holders: all }, rests: others.length > 0 };
}

interface ReadContest {
  readonly contest: Contest;
  /** True if one of those who contest the place is named by what is settled alone. */
  readonly rests: boolean;
}

const withoutHolders = (contest: Contest): Contest => ({ ...contest, holders: [] });

/**
 * True if the fighting names holders and a status that is not the settled one: no settled claim says then what the answer
 * says, so neither its confidence nor its last evidence comes from them (design §6, rule 7). Where a place is divided,
 * the settled claims say it of the part that those who held all of it hold still.
 */
function saysOtherwise(base: ControlAnswer | undefined, { status, holders }: Contest): boolean {
  if (base === undefined || status === undefined || holders.length === 0 || status === base.status) return false;
  return status !== 'divided' || base.holders.some((holder) => !holders.includes(holder));
}

const isReplaced = (base: ControlAnswer, { contest, rests }: ReadContest): boolean =>
  !rests &&
  saysOtherwise(base, contest) &&
  base.conditions.every((condition) => contest.conditions.includes(condition));

/** An answer under fighting, and what it rests on beside that: nothing if nothing of it comes from what is settled. */
export interface FoughtControl {
  readonly answer: ControlAnswer;
  readonly resting: Resting;
}

const none: Resting = { claims: [], groups: [] };

/** Rule 5: fighting that goes on lies on top of whatever is settled. */
export function underContest(
  settled: SettledControl | undefined,
  fighting: Contest,
  evidence: ControlEvidence,
): FoughtControl {
  const base = settled?.answer;
  const read = readOver(base, fighting, evidence);
  const { status, holders, conditions, begunMs, confidence } = read.contest;
  const readBack = status === undefined && (base?.status === 'inferred' || base?.status === 'transition');
  const isOfFighting = base === undefined || saysOtherwise(base, read.contest);
  const begunDay = Number.isFinite(begunMs) ? localDay(begunMs, evidence.zone) : undefined;
  const lastEvidence = isOfFighting ? begunDay : base.lastEvidence;
  const supporting = isOfFighting || settled === undefined ? [] : [settled.confidence];
  const replaced = base !== undefined && isReplaced(base, read);
  const answer: ControlAnswer = {
    status: status ?? base?.status ?? 'contested',
    holders: holders.length > 0 ? holders : (base?.holders ?? []),
    conditions: union([base?.conditions ?? [], conditions]),
    ...(status === undefined && base?.transition !== undefined ? { transition: base.transition } : {}),
    stale: false,
    confidence: readBack ? (base.confidence ?? 'low') : bestConfidence([...supporting, confidence]),
    ...(lastEvidence === undefined ? {} : { lastEvidence }),
    rule: base === undefined ? 'contested_only' : replaced ? 'contested_over' : base.rule,
  };
  return { answer, resting: settled === undefined || replaced ? none : settled };
}

/** Rule 6: nothing but fighting that has ended; `supports` is all that ended last, at `lastMs`. */
export const afterContest = (supports: readonly AnchoredClaim[], lastMs: number, zone: TimeZone): SettledControl =>
  settledOn(
    {
      status: 'contested',
      holders: union(supports.map(({ claim }) => claim.holders)),
      conditions: [],
      stale: true,
      confidence: bestConfidence(supports.map(({ claim }) => claim.confidence)),
      lastEvidence: localDay(lastMs, zone),
      rule: 'contested_before',
    },
    supports,
  );
