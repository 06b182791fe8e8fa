import { areSame } from '../are-same.js';
import { byLaterGain, changingHands, most_weighed, PendingGains } from './changing-hands.js';
import { type Extent, extents } from './claim.js';
import { type ControlRule, type ControlStatus, type Resting, type SettledControl, union } from './control-answer.js';
import { type AnchoredClaim, byEffect, type ControlEvidence, countUntil } from './control-evidence.js';
import { sameSides, within } from './handover.js';
import { GainSweep, type SidesSettled } from './gain-sweep.js';
import type { LastTaker, Ruling } from './handover-runs.js';
import { bestConfidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import { seenDay, Sightings } from './sightings.js';
import type { Day } from '../time/time.js';

/** What is settled of one place, whatever fighting goes on, as valid time goes on from `fromMs`. */
export class SettledSweep {
  private readonly gains: GainSweep;
  private readonly observations: Observations;
  private readonly pending: PendingGains;
  private ruled: Ruled | undefined;
  private changed: Changed | undefined;

  constructor(
    private readonly evidence: ControlEvidence,
    fromMs: number,
  ) {
    this.gains = new GainSweep(evidence, new SidesBefore(evidence).settled, fromMs);
    this.observations = new Observations(evidence);
    this.pending = new PendingGains(evidence);
  }

  /**
   * Rules 1 to 4 at a moment that is not before the one asked last. Inside the interval of a later gain nobody can say
   * whether it had happened; one by the side that holds the place already changes nothing.
   */
  settle(atMs: number): SettledControl | undefined {
    const before = this.settledBy(this.gains.advance(atMs), atMs);
    if (before === undefined) return byLaterGain(this.evidence, atMs);
    const pending = this.pending.at(atMs, (gain) => this.gains.isOpen(gain));
    return pending.length === 0 ? before : (this.changing(pending, before.answer.holders) ?? before);
  }

  /** What the place comes to while these gains may be happening; undefined where they change nothing. */
  private changing(pending: readonly AnchoredClaim[], holders: readonly ActorId[]): SettledControl | undefined {
    const { gains, changed: last } = this;
    if (last?.gains === gains.count && areSame(last.pending, pending) && areSame(last.holders, holders))
      return last.settled;
    const { sidesOf, sidesOn } = this.evidence;
    const isOfHolders = (gain: AnchoredClaim): boolean => sameSides(sidesOf(gain), sidesOn(holders, gain.effectiveMs));
    const isWeighed = pending.length <= most_weighed;
    const changing = pending.filter(
      (gain) => !gains.isComplete(gain) && !isOfHolders(gain) && !(isWeighed && gains.cameBefore(gain)),
    );
    const settled = changing.length === 0 ? undefined : changingHands(this.evidence, changing, holders);
    this.changed = { gains: gains.count, pending, holders, settled };
    return settled;
  }

  private settledBy(ruling: Ruling | undefined, atMs: number): SettledControl | undefined {
    if (ruling === undefined) return this.observations.settle(atMs);
    if (this.ruled?.ruling !== ruling) this.ruled = { ruling, seen: sightingsSince(this.evidence, ruling) };
    const { seen, last } = this.ruled;
    const { count } = seen.advance(atMs);
    if (last?.count === count) return last.settled;
    const settled = byLatestGain(this.evidence, ruling, seen);
    this.ruled.last = { count, settled };
    return settled;
  }
}

/** What gains that may be happening came to when it was asked last. */
interface Changed {
  readonly gains: number;
  readonly pending: readonly AnchoredClaim[];
  readonly holders: readonly ActorId[];
  readonly settled: SettledControl | undefined;
}

/** What the gains come to, the observations since, and what both came to when it was asked last. */
interface Ruled {
  readonly ruling: Ruling;
  readonly seen: Sightings;
  last?: { readonly count: number; readonly settled: SettledControl };
}

/** The sides that hold the place by gains and what was seen since: of the same gains and moment it is asked again and again. */
class SidesBefore {
  private readonly known = new Map<Ruling | undefined, Map<number, readonly ActorId[] | undefined>>();

  constructor(private readonly evidence: ControlEvidence) {}

  readonly settled: SidesSettled = (ruling, atMs) => {
    const byMoment = this.known.get(ruling) ?? new Map<number, readonly ActorId[] | undefined>();
    if (!byMoment.has(atMs)) byMoment.set(atMs, this.found(ruling, atMs));
    this.known.set(ruling, byMoment);
    return byMoment.get(atMs);
  };

  private found(ruling: Ruling | undefined, atMs: number): readonly ActorId[] | undefined {
    const { evidence } = this;
    const settled =
      ruling === undefined
        ? new Observations(evidence).settle(atMs)
        : byLatestGain(evidence, ruling, sightingsSince(evidence, ruling).advance(atMs));
    return settled && sidesNamed(evidence, settled);
  }
}

/** The sides that any of these claims names as holders, sorted. */
const sidesNamed = ({ sidesOf }: ControlEvidence, { claims, groups }: SettledControl): readonly ActorId[] =>
  union([...claims.map(sidesOf), ...groups.map(({ sides }) => sides)]);

const nothingOutside = (): boolean => false;

/** The observations since the last handovers; one from before them belongs to no group. */
function sightingsSince(evidence: ControlEvidence, ruling: Ruling): Sightings {
  const { observed, sidesOf } = evidence;
  const { takers, fromMs, toMs } = ruling;
  const losers = takers.flatMap((taker) => taker.losers);
  const isOutside = (seen: AnchoredClaim): boolean =>
    seen.beginMs <= toMs && within(sidesOf(seen), losers) && !takers.some(({ sides }) => within(sidesOf(seen), sides));
  const key = JSON.stringify([fromMs, toMs, losers, takers.map(({ sides }) => sides)]);
  return new Sightings(sidesOf, {
    isOutside,
    key,
    observed: observed.slice(countUntil(observed, fromMs - 1)),
    sidesBy: (last) => sidesAfterGain(evidence, ruling, last).sides,
  });
}

const sidesOfAll =
  ({ sidesOf }: ControlEvidence) =>
  (claims: readonly AnchoredClaim[]): readonly ActorId[] =>
    union(claims.map(sidesOf));

/** Rule 2: without a gain, the latest observation, or the latest beginning that one tells of. */
class Observations {
  private readonly seen: Sightings;

  constructor(private readonly evidence: ControlEvidence) {
    const { observed, sidesOf } = evidence;
    this.seen = new Sightings(sidesOf, {
      observed,
      isOutside: nothingOutside,
      sidesBy: sidesOfAll(evidence),
      key: 'seen',
    });
  }

  /** At a moment that is not before the one asked last. */
  settle(atMs: number): SettledControl | undefined {
    return bySightings(this.evidence, this.seen.advance(atMs));
  }
}

/** Who holds a place after a gain, as the last observations have it. */
interface HeldAfterGain {
  /** The last takers, or the one of several that the last observations settle. */
  readonly takers: readonly LastTaker[];
  /** The last observations of other sides. */
  readonly disputing: readonly AnchoredClaim[];
  /** All of these sides. */
  readonly sides: readonly ActorId[];
}

/**
 * Where several sides may have gained the place last, a later observation of one of them settles which. Who gained it is of the
 * sides of the day on which it was observed: what a militia took for a state that it has left since is not the state's.
 */
function sidesAfterGain(
  { sidesOf, sidesOn }: ControlEvidence,
  ruling: Ruling,
  refining: readonly AnchoredClaim[],
): HeldAfterGain {
  const sidesSince = ({ holders, sides }: LastTaker, atMs: number): readonly ActorId[] =>
    atMs > ruling.toMs ? sidesOn(holders, atMs) : sides;
  const isOf = (taker: LastTaker, seen: AnchoredClaim): boolean =>
    within(sidesOf(seen), sidesSince(taker, seen.effectiveMs));
  const isSettling = refining.length > 0 && refining.every(({ beginMs }) => beginMs > ruling.toMs);
  const seenTaker = ruling.takers.find((taker) => isSettling && refining.every((seen) => isOf(taker, seen)));
  const takers = seenTaker === undefined ? ruling.takers : [seenTaker];
  const disputing = refining.filter((seen) => !takers.some((taker) => isOf(taker, seen)));
  const lastMs = refining.at(-1)?.effectiveMs ?? ruling.toMs;
  const sides = union([...takers.map((taker) => sidesSince(taker, lastMs)), ...disputing.map(sidesOf)]);
  return { takers, disputing, sides };
}

/**
 * Rule 1: the latest gain, refined by the latest observation. One whose order to the gain is open came before it if it
 * names whom the gain takes the place from. One of another side disputes the gain.
 */
function byLatestGain(evidence: ControlEvidence, ruling: Ruling, seen: Sightings): SettledControl {
  const refining = seen.last();
  const { takers, disputing, sides } = sidesAfterGain(evidence, ruling, refining);
  const [taker] = takers as readonly [LastTaker];
  const isDisputed = takers.length > 1 || disputing.length > 0;
  const claims = takers.length === 1 ? taker.gains : takers.flatMap((one) => one.gains).sort(byEffect);
  const groups = seen.groupsOf((some) => within(some, sides));
  const lastGains = takers.flatMap((one) => one.gains.slice(-1));
  return resolved({
    status: isDisputed ? 'contested' : statusOf(refining.length > 0 ? refining : taker.gains.slice(-1)),
    holders: union([...lastGains, ...disputing].map(({ claim }) => claim.holders)),
    refining: refining.length === 0 ? lastGains : refining,
    isDisputed,
    claims,
    groups,
    seenDays: [...claims.map(({ effectiveDay }) => effectiveDay), ...groups.map(({ lastDay }) => lastDay)],
    rule: 'latest_gain',
  });
}

/** Of the last ones, whose order is open, one that names every side refines; else they contradict each other. */
function bySightings({ sidesOf }: ControlEvidence, seen: Sightings): SettledControl | undefined {
  const open = seen.last();
  if (open.length === 0) return undefined;
  const sides = union(open.map(sidesOf));
  const refining = open.findLast((one) => within(sides, sidesOf(one)));
  const named = refining === undefined ? open : [refining];
  const alike = refining === undefined ? open : open.filter((one) => sameSides(sidesOf(one), sides));
  const isBeginning = named.every((one) => one.isBeginning === true);
  const groups = refining === undefined ? [] : seen.groupsOf((some) => sameSides(some, sides));
  return resolved({
    status: refining === undefined ? 'contested' : statusOf(alike),
    holders: union(named.map(({ claim }) => claim.holders)),
    refining: alike,
    isDisputed: refining === undefined,
    claims: refining === undefined ? open : [],
    groups,
    seenDays: isBeginning ? groups.map(({ lastDay }) => lastDay) : named.map(seenDay),
    rule: isBeginning ? 'observed_since' : 'latest_observation',
  });
}

/** Of claims of which none is the later for certain: a place is not held whole, and alone, where one of them says so. */
const statusOf = (claims: readonly AnchoredClaim[]): ControlStatus =>
  (['contested', 'divided'] as const).find((status) => claims.some(({ claim }) => claim.status === status)) ?? 'held';

const leastExtent = (claims: readonly AnchoredClaim[]): Extent | undefined =>
  extents.find((extent) => claims.some(({ claim }) => claim.extent === extent));

interface Settling extends Resting {
  readonly status: ControlStatus;
  readonly holders: readonly ActorId[];
  /** The claims whose conditions hold, of which none is the later for certain; the least extent too if they agree on the holders. */
  readonly refining: readonly AnchoredClaim[];
  readonly isDisputed: boolean;
  /** When it was seen so; never where it is read back in time. */
  readonly seenDays: readonly (Day | undefined)[];
  readonly rule: ControlRule;
}

function resolved({ refining, isDisputed, claims, groups, seenDays, ...settled }: Settling): SettledControl {
  const extent = isDisputed && refining.length > 1 ? undefined : leastExtent(refining);
  const lastEvidence = seenDays.reduce<Day | undefined>(
    (last, day) => (last === undefined || (day !== undefined && day > last) ? day : last),
    undefined,
  );
  const confidence = bestConfidence([
    ...claims.map(({ claim }) => claim.confidence),
    ...groups.map((group) => group.confidence),
  ]);
  const answer = {
    ...settled,
    conditions: union(refining.map(({ claim }) => claim.conditions)),
    ...(extent === undefined ? {} : { extent }),
    stale: false,
    confidence,
    ...(lastEvidence === undefined ? {} : { lastEvidence }),
  };
  return { answer, claims, groups, confidence };
}
