import type { ClaimStatus, ControlCondition, Extent } from './claim.js';
import { type AnchoredClaim, type ControlEvidence, countUntil, inferredFromMs } from './control-evidence.js';
import { type Contest, contestEnds, contestOf } from './contest.js';
import { bestConfidence, type Confidence } from './grade.js';
import type { ActorId } from './ids.js';
import { beginning_of_time_ms, type Day, end_of_time_ms, firstMsOf, localDay, type TimeZone } from './time.js';

export type ControlStatus = ClaimStatus | 'inferred' | 'transition' | 'unknown';

/** Which of the rules of design §6 settled who holds the place. */
export type ControlRule =
  | 'latest_gain'
  | 'latest_observation'
  | 'observed_since'
  | 'inside_gain_window'
  | 'before_gain'
  | 'contested_only'
  | 'contested_before'
  | 'no_evidence';

/** Who holds a place at one moment of valid time, as known at one known time. */
export interface ControlAnswer {
  readonly status: ControlStatus;
  /** Sorted; empty when nobody is known to hold it. */
  readonly holders: readonly ActorId[];
  readonly conditions: readonly ControlCondition[];
  readonly extent?: Extent;
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

/** No evidence: an answer, never a blank and never "government" (law 6). */
export const unknownControl: ResolvedControl = {
  answer: { status: 'unknown', holders: [], conditions: [], stale: false, rule: 'no_evidence' },
  supports: [],
};

/**
 * Who holds the place at `atMs` (milliseconds since 1970 UTC), by the six rules of design §6, from what is known.
 * Pure: it depends on the set of claims alone, not on their order of arrival.
 */
export function resolveControl(evidence: ControlEvidence, atMs: number): ResolvedControl {
  const settled = settleControl(evidence, atMs);
  const endOf = contestEnds(evidence);
  const active = evidence.contested.filter((claim) => claim.windowFromMs <= atMs && atMs <= endOf(claim));
  if (active.length > 0) {
    const answer = underContest(settled, contestOf(active), evidence.zone);
    return { answer, supports: [...(settled?.supports ?? []), ...active] };
  }
  if (settled !== undefined) return settled;
  const past = evidence.contested.filter((claim) => endOf(claim) < atMs);
  const lastMs = past.reduce((last, claim) => Math.max(last, endOf(claim)), beginning_of_time_ms);
  const supports = past.filter((claim) => endOf(claim) === lastMs);
  return supports.length === 0 ? unknownControl : afterContest(supports, lastMs, evidence.zone);
}

/** Rules 1 to 4: who holds the place whatever fighting goes on; it changes at moments of gains and observations alone. */
export function settleControl(evidence: ControlEvidence, atMs: number): ResolvedControl | undefined {
  const before = byLatestGain(evidence, atMs) ?? byObservation(evidence, atMs);
  return onDayOfGain(evidence, atMs, before) ?? before ?? byLaterGain(evidence, atMs);
}

/** Rule 1: the latest gain, refined by the latest observation after it. */
function byLatestGain({ gained, observed }: ControlEvidence, atMs: number): ResolvedControl | undefined {
  const count = countUntil(gained, atMs);
  const ruling = gained[count - 1];
  if (ruling === undefined) return undefined;
  const before = gained.findLastIndex((gain, index) => index < count && gain.effectiveDay !== ruling.effectiveDay);
  const sameDay = gained.slice(before + 1, count).filter((gain) => sameHolders(gain, ruling));
  const after = observed.slice(countUntil(observed, ruling.effectiveMs - 1), countUntil(observed, atMs));
  const latest = after.at(-1);
  const holders = union(ruling.claim.holders, latest?.claim.holders ?? []);
  const disputed = holders.length > new Set(ruling.claim.holders).size;
  const supports = [
    ...sameDay,
    ...after.filter((seen) => (disputed ? seen.claim.holders.every((h) => holders.includes(h)) : within(seen, ruling))),
  ];
  const refining = latest ?? ruling;
  return resolved({
    status: disputed ? 'contested' : (refining.claim.status ?? 'held'),
    holders,
    refining,
    supports,
    seen: supports.at(-1) ?? ruling,
    rule: 'latest_gain',
  });
}

/** Rule 2: without a gain, the latest observation, or one that says since when it is so. */
function byObservation({ observed }: ControlEvidence, atMs: number): ResolvedControl | undefined {
  const seen = observed.slice(0, countUntil(observed, atMs));
  const latest = seen.at(-1);
  if (latest !== undefined) {
    const supports = seen.filter((other) => sameHolders(other, latest));
    return fromObservation(latest, supports, 'latest_observation');
  }
  const reachingBack = observed.filter(({ sinceMs }) => sinceMs <= atMs);
  const closest = reachingBack.reduce<AnchoredClaim | undefined>(
    (best, other) => (best === undefined || other.sinceMs >= best.sinceMs ? other : best),
    undefined,
  );
  if (closest === undefined) return undefined;
  const supports = reachingBack.filter((other) => sameHolders(other, closest));
  return fromObservation(closest, supports, 'observed_since');
}

function fromObservation(
  refining: AnchoredClaim,
  supports: readonly AnchoredClaim[],
  rule: 'latest_observation' | 'observed_since',
): ResolvedControl {
  return resolved({
    status: refining.claim.status ?? 'held',
    holders: sorted(refining.claim.holders),
    refining,
    supports,
    ...(rule === 'latest_observation' ? { seen: refining } : {}),
    rule,
  });
}

/**
 * Inside the day of a gain of which no hour is known nobody can say whether it had happened, whoever held the place
 * before. A gain by those who hold it already changes nothing.
 */
function onDayOfGain(
  { gained, zone }: ControlEvidence,
  atMs: number,
  before: ResolvedControl | undefined,
): ResolvedControl | undefined {
  const next = gained[countUntil(gained, atMs)];
  if (before === undefined || next === undefined) return undefined;
  const end = countUntil(gained, next.effectiveMs);
  const ruling = gained[end - 1] ?? next;
  const { effective, holders } = ruling.claim;
  const dayMs = effective === undefined ? end_of_time_ms : firstMsOf(effective, zone);
  if (atMs < dayMs || sorted(holders).join() === before.answer.holders.join()) return undefined;
  const sameDay = gained.slice(countUntil(gained, dayMs - 1), end);
  return changingHands(
    ruling,
    sameDay.filter((gain) => sameHolders(gain, ruling)),
  );
}

/** Rule 3: read back from the earliest later gain, for a bounded time. */
function byLaterGain({ gained, zone }: ControlEvidence, atMs: number): ResolvedControl | undefined {
  const first = gained[0];
  if (first === undefined || first.effectiveMs === end_of_time_ms) return undefined;
  const ruling = gained[countUntil(gained, first.effectiveMs) - 1] ?? first;
  const otherDay = gained.findIndex((gain) => gain.effectiveDay !== first.effectiveDay);
  const sameDay = otherDay === -1 ? gained : gained.slice(0, otherDay);
  const supports = sameDay.filter((gain) => sameHolders(gain, ruling));
  if (ruling.windowFromMs <= atMs) return changingHands(ruling, supports);
  const { takenFrom, windowFrom } = ruling.claim;
  if (takenFrom === undefined || windowFrom === 'open' || atMs < inferredFromMs(ruling, zone)) return undefined;
  const confidence = bestConfidence(supports.map(({ claim }) => claim.confidence)) === 'high' ? 'medium' : 'low';
  const answer = { status: 'inferred', holders: [takenFrom], confidence, rule: 'before_gain' } as const;
  return { answer: { ...answer, conditions: [], stale: false }, supports };
}

/** Some time in its window the gain happened: those who lost the place and those who took it stand side by side. */
function changingHands({ claim }: AnchoredClaim, supports: readonly AnchoredClaim[]): ResolvedControl {
  const holders = union(claim.takenFrom === undefined ? [] : [claim.takenFrom], claim.holders);
  const answer = { status: 'transition', holders, confidence: 'low', rule: 'inside_gain_window' } as const;
  return { answer: { ...answer, conditions: [], stale: false }, supports };
}

/** Rule 5: fighting that goes on lies on top of whatever is settled. */
export function underContest(settled: ResolvedControl | undefined, contest: Contest, zone: TimeZone): ControlAnswer {
  const base = settled?.answer;
  const { status, holders, conditions, begunMs, confidence } = contest;
  const readBack = status === undefined && (base?.status === 'inferred' || base?.status === 'transition');
  const lastEvidence = base === undefined && Number.isFinite(begunMs) ? localDay(begunMs, zone) : base?.lastEvidence;
  const supporting = (settled?.supports ?? []).map(({ claim }) => claim.confidence);
  return {
    status: status ?? base?.status ?? 'contested',
    holders: holders.length > 0 ? holders : (base?.holders ?? []),
    conditions: union(base?.conditions ?? [], conditions),
    stale: false,
    confidence: readBack ? (base.confidence ?? 'low') : bestConfidence([...supporting, confidence]),
    ...(lastEvidence === undefined ? {} : { lastEvidence }),
    rule: base?.rule ?? 'contested_only',
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

interface Settling {
  readonly status: ControlStatus;
  readonly holders: readonly ActorId[];
  /** The claim whose conditions and extent hold. */
  readonly refining: AnchoredClaim;
  readonly supports: readonly AnchoredClaim[];
  /** The last claim that saw it so. */
  readonly seen?: AnchoredClaim;
  readonly rule: ControlRule;
}

function resolved({ refining, supports, seen, ...settled }: Settling): ResolvedControl {
  return {
    answer: {
      ...settled,
      conditions: sorted(refining.claim.conditions),
      ...(refining.claim.extent === undefined ? {} : { extent: refining.claim.extent }),
      stale: false,
      confidence: bestConfidence(supports.map(({ claim }) => claim.confidence)),
      ...(seen?.effectiveDay === undefined ? {} : { lastEvidence: seen.effectiveDay }),
    },
    supports,
  };
}

const sorted = <Value extends string>(values: readonly Value[]): readonly Value[] => [...new Set(values)].sort();
const union = <Value extends string>(...lists: readonly (readonly Value[])[]): readonly Value[] => sorted(lists.flat());

const within = (seen: AnchoredClaim, ruling: AnchoredClaim): boolean =>
  seen.claim.holders.every((holder) => ruling.claim.holders.includes(holder));

const sameHolders = (a: AnchoredClaim, b: AnchoredClaim): boolean =>
  sorted(a.claim.holders).join() === sorted(b.claim.holders).join();
