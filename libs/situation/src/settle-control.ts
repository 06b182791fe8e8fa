import { byLaterGain, changingHands, pendingGains } from './changing-hands.js';
import { type ControlRule, type ControlStatus, type ResolvedControl, union } from './control-answer.js';
import { type AnchoredClaim, byEffect, type ControlEvidence, countUntil } from './control-evidence.js';
import { sameSides, within } from './gain-order.js';
import { GainSweep, type LastTaker, type Ruling, type SidesSettled } from './gain-sweep.js';
import { bestConfidence } from './grade.js';
import type { ActorId } from './ids.js';
import { beginning_of_time_ms, type Day } from './time.js';

/** What is settled of one place, whatever fighting goes on, as valid time goes on from `fromMs`. */
export class SettledSweep {
  private readonly gains: GainSweep;

  constructor(
    private readonly evidence: ControlEvidence,
    fromMs: number,
  ) {
    const settledSides: SidesSettled = (ruling, atMs) => {
      const settled = settledBy(evidence, ruling, atMs);
      return settled && sidesNamed(evidence, settled.supports);
    };
    this.gains = new GainSweep(evidence, settledSides, fromMs);
  }

  /**
   * Rules 1 to 4 at a moment that is not before the one asked last. Inside the interval of a later gain nobody can say
   * whether it had happened; one by the side that holds the place already changes nothing.
   */
  settle(atMs: number): ResolvedControl | undefined {
    const ruling = this.gains.advance(atMs);
    const before = settledBy(this.evidence, ruling, atMs);
    if (before === undefined) return byLaterGain(this.evidence, atMs);
    const held = sidesNamed(this.evidence, before.supports);
    const pending = pendingGains(this.evidence, atMs).filter((gain) => !this.gains.isTold(gain));
    const changing = pending.filter((gain) => !sameSides(this.evidence.sidesOf(gain), held));
    return changing.length === 0 ? before : changingHands(this.evidence, changing, before.answer.holders);
  }
}

const settledBy = (evidence: ControlEvidence, ruling: Ruling | undefined, atMs: number): ResolvedControl | undefined =>
  ruling === undefined ? byObservation(evidence, atMs) : byLatestGain(evidence, ruling, atMs);

/** The sides that any of these claims names as holders, sorted. */
const sidesNamed = ({ sidesOf }: ControlEvidence, claims: readonly AnchoredClaim[]): readonly ActorId[] =>
  union(...claims.map(sidesOf));

/** The observations from `fromMs` to `atMs`, in order, and those that nothing follows for certain. */
function sightings({ observed }: ControlEvidence, fromMs: number, atMs: number) {
  const all = observed.slice(countUntil(observed, fromMs - 1), countUntil(observed, atMs));
  const begunMs = all.reduce((latest, { beginMs }) => Math.max(latest, beginMs), beginning_of_time_ms);
  return { all, latest: all.filter(({ effectiveMs }) => effectiveMs >= begunMs) };
}

/**
 * Rule 1: the latest gain, refined by the latest observation. One whose order to the gain is open came before it if it
 * names whom the gain takes the place from. One of another side disputes the gain. Where several sides may have gained
 * the place last, a later observation of one of them settles which.
 */
function byLatestGain(evidence: ControlEvidence, ruling: Ruling, atMs: number): ResolvedControl {
  const { sidesOf } = evidence;
  const losers = ruling.takers.flatMap((taker) => taker.losers);
  const cameBefore = (seen: AnchoredClaim): boolean =>
    seen.beginMs <= ruling.toMs &&
    within(sidesOf(seen), losers) &&
    !ruling.takers.some(({ sides }) => within(sidesOf(seen), sides));
  const { all, latest } = sightings(evidence, ruling.fromMs, atMs);
  const after = all.filter((seen) => !cameBefore(seen));
  const refining = latest.filter((seen) => !cameBefore(seen));
  const settling = refining.every(({ beginMs }) => beginMs > ruling.toMs) ? refining.map(sidesOf) : [];
  const seenTaker = ruling.takers.find(
    ({ sides }) => settling.length > 0 && settling.every((one) => within(one, sides)),
  );
  const takers = seenTaker === undefined ? ruling.takers : [seenTaker];
  const [taker] = takers as readonly [LastTaker];
  const disputing = refining.filter((seen) => !takers.some(({ sides }) => within(sidesOf(seen), sides)));
  const isDisputed = takers.length > 1 || disputing.length > 0;
  const sides = union(...takers.map((one) => one.sides), ...disputing.map(sidesOf));
  const gains = takers.flatMap((one) => one.gains).sort(byEffect);
  const supports = [...gains, ...after.filter((seen) => within(sidesOf(seen), sides))];
  const lastGains = takers.flatMap((one) => one.gains.slice(-1));
  return resolved({
    status: isDisputed ? 'contested' : ((refining.at(-1) ?? taker.gains.at(-1))?.claim.status ?? 'held'),
    holders: union(...[...lastGains, ...disputing].map(({ claim }) => claim.holders)),
    refining: refining.length === 0 ? lastGains : isDisputed ? refining : refining.slice(-1),
    supports,
    seen: supports,
    rule: 'latest_gain',
  });
}

/** Rule 2: without a gain, the latest observation, or one that says since when it is so. */
function byObservation(evidence: ControlEvidence, atMs: number): ResolvedControl | undefined {
  const { all, latest } = sightings(evidence, beginning_of_time_ms, atMs);
  if (latest.length > 0) return fromObservations(evidence, latest, all, 'latest_observation');
  const reachingBack = evidence.observed.filter(({ sinceMs }) => sinceMs <= atMs);
  const sinceMs = reachingBack.reduce((closest, one) => Math.max(closest, one.sinceMs), beginning_of_time_ms);
  const closest = reachingBack.filter((one) => one.sinceMs === sinceMs);
  const begunMs = closest.reduce((latestMs, { beginMs }) => Math.max(latestMs, beginMs), beginning_of_time_ms);
  const last = closest.filter(({ effectiveMs }) => effectiveMs >= begunMs);
  return last.length === 0 ? undefined : fromObservations(evidence, last, reachingBack, 'observed_since');
}

/** Those whose order is open, in order: one that names every side refines; else they contradict each other. */
function fromObservations(
  { sidesOf }: ControlEvidence,
  open: readonly AnchoredClaim[],
  all: readonly AnchoredClaim[],
  rule: 'latest_observation' | 'observed_since',
): ResolvedControl {
  const sides = union(...open.map(sidesOf));
  const refining = open.findLast((seen) => within(sides, sidesOf(seen)));
  const supports = refining === undefined ? open : all.filter((other) => sameSides(sidesOf(other), sides));
  const named = refining === undefined ? open : [refining];
  return resolved({
    status: refining === undefined ? 'contested' : (refining.claim.status ?? 'held'),
    holders: union(...named.map(({ claim }) => claim.holders)),
    refining: named,
    supports,
    ...(rule === 'latest_observation' ? { seen: named } : {}),
    rule,
  });
}

interface Settling {
  readonly status: ControlStatus;
  readonly holders: readonly ActorId[];
  /** The claims whose conditions hold; the extent too if it is one. */
  readonly refining: readonly AnchoredClaim[];
  readonly supports: readonly AnchoredClaim[];
  /** The claims that saw it so; none where it is read back in time. */
  readonly seen?: readonly AnchoredClaim[];
  readonly rule: ControlRule;
}

function resolved({ refining, supports, seen = [], ...settled }: Settling): ResolvedControl {
  const extent = refining.length === 1 ? refining[0]?.claim.extent : undefined;
  const lastEvidence = seen.reduce<Day | undefined>(
    (last, { effectiveDay: day }) => (last === undefined || (day !== undefined && day > last) ? day : last),
    undefined,
  );
  return {
    answer: {
      ...settled,
      conditions: union(...refining.map(({ claim }) => claim.conditions)),
      ...(extent === undefined ? {} : { extent }),
      stale: false,
      confidence: bestConfidence(supports.map(({ claim }) => claim.confidence)),
      ...(lastEvidence === undefined ? {} : { lastEvidence }),
    },
    supports,
  };
}
