import {
  type AnchoredClaim,
  type ControlEvidence,
  countUntil,
  gainFromMs,
  type GatheredEvidence,
  type KnownClaim,
} from './control-evidence.js';
import { closedFromMs } from './gain-sweep.js';
import { countWhile } from '../count-while.js';
import { groupBy } from '../group-by.js';
import type { KnownChange } from '../history/open-rectangles.js';
import type { Bearing, Settled } from '../history/until-quiet.js';
import type { ReportId } from '../ids.js';
import { confidences } from '../report/grade.js';
import { isTurn } from './sightings.js';
import { beginning_of_time_ms, end_of_time_ms } from '../time/time.js';

/** Names a claim among all of its place. */
export const keyOf = ({ eventId, ordinal }: KnownClaim): string => `${eventId} ${ordinal}`;

/**
 * How far claims about a place bear, of which those of `changed` are not what they were when its history was stored. `all` are
 * all claims that reach the known time from which on it is resolved, `stood` those that stood before.
 */
export class ControlBearing implements Bearing<AnchoredClaim> {
  private readonly keys: ReadonlySet<string>;
  /** A gain that stands for good: none after it is the first, which is read back in time. */
  private readonly firstGainMs: number;
  /** When the last gain of any known time counts from; the beginning of time without any. */
  private readonly lastGainMs: number;
  /** The reports of changed claims that tell of fighting alone. */
  private readonly fighting: ReadonlySet<ReportId>;
  /** The reports that claim one thing about the place and have one version. */
  private readonly ofOneClaim: ReadonlySet<ReportId>;

  constructor(
    private readonly evidence: GatheredEvidence,
    readonly changed: readonly AnchoredClaim[],
    all: readonly AnchoredClaim[],
  ) {
    this.keys = new Set(changed.map(keyOf));
    const gains = evidence.gained.filter((gain) => gain.knownToMs === end_of_time_ms && !this.isChanged(gain));
    this.firstGainMs = gains[0]?.effectiveMs ?? end_of_time_ms;
    this.lastGainMs = [...all, ...changed]
      .filter(({ claim }) => claim.effect === 'gained')
      .reduce((last, { effectiveMs }) => Math.max(last, effectiveMs), beginning_of_time_ms);
    const settling = new Set(
      [...all, ...changed].filter(({ claim }) => claim.effect !== 'contested').map(({ reportId }) => reportId),
    );
    this.fighting = new Set(changed.map(({ reportId }) => reportId).filter((reportId) => !settling.has(reportId)));
    const every = new Map([...all, ...changed].map((claim) => [keyOf(claim), claim]));
    const perReport = groupBy([...every.values()], ({ reportId }) => reportId);
    this.ofOneClaim = new Set([...perReport].flatMap(([reportId, claims]) => (claims.length === 1 ? [reportId] : [])));
  }

  readonly fromMs = (known: AnchoredClaim): number => {
    const { claim, windowFromMs, sinceMs, effectiveMs } = known;
    if (claim.effect === 'contested') return windowFromMs;
    // Nothing is read back over what was seen before the first gain.
    if (claim.effect === 'observed') {
      const saidMs = Math.min(sinceMs, effectiveMs);
      return saidMs < Math.min(this.firstGainMs, this.lastGainMs) ? beginning_of_time_ms : saidMs;
    }
    const dayMs = gainFromMs(known, this.evidence.zone);
    return this.firstGainMs < dayMs ? dayMs : beginning_of_time_ms;
  };

  readonly isBehind = (fromMs: number, boundMs: number): boolean => fromMs > boundMs;

  readonly settled = (rest: readonly KnownChange<AnchoredClaim>[]): Settled | undefined => {
    const without = this.withoutChanged();
    const own = new Set<ReportId>();
    const areFights = rest.every(({ added, removed }) => [...added, ...removed].every(isFight));
    let fromMs = beginning_of_time_ms;
    for (const claim of this.changed) {
      const overMs = isFight(claim) ? overFrom(without, claim) : closedBehind(without, this.changed, claim);
      const shadowMs = isFight(claim)
        ? areFights && this.fighting.has(claim.reportId)
          ? shadowedFrom(without, claim)
          : end_of_time_ms
        : this.seenAgainFrom(without, claim, rest);
      if (shadowMs < overMs) own.add(claim.reportId);
      fromMs = Math.max(fromMs, Math.min(overMs, shadowMs));
    }
    return fromMs === end_of_time_ms ? undefined : { fromMs, own };
  };

  /**
   * From where on a sighting refines nothing, as long as everybody goes on seeing the place in the same hands: where it is
   * seen so again, for good and with as much confidence. Answers go on resting on the report.
   */
  private seenAgainFrom(
    { gained, observed, sidesOf }: ControlEvidence,
    seen: AnchoredClaim,
    rest: readonly KnownChange<AnchoredClaim>[],
  ): number {
    const { effectiveMs, claim, reportId } = seen;
    if (gained.length > 0 || !this.ofOneClaim.has(reportId) || !this.changed.every(isSighting)) return end_of_time_ms;
    const sides = sidesOf(seen).join();
    const isAlike = (other: AnchoredClaim): boolean => isSighting(other) && sidesOf(other).join() === sides;
    if (!rest.every(({ added, removed }) => [...added, ...removed].every(isAlike))) return end_of_time_ms;
    if (!observed.every((other) => other.effectiveMs < seen.beginMs || isAlike(other))) return end_of_time_ms;
    const again = observed.find(
      (other) =>
        other.beginMs > effectiveMs &&
        other.isBeginning !== true &&
        other.knownToMs === end_of_time_ms &&
        isAsHeld(other) &&
        confidences.indexOf(other.claim.confidence) >= confidences.indexOf(claim.confidence),
    );
    return again?.effectiveMs ?? end_of_time_ms;
  }

  private withoutChanged(): ControlEvidence {
    const { zone, sidesOf, sidesOn, handoverOf, gained, observed, contested, longestFightMs, longestGainMs } =
      this.evidence;
    const unchanged = (claims: readonly AnchoredClaim[]) => claims.filter((claim) => !this.isChanged(claim));
    return {
      zone,
      sidesOf,
      sidesOn,
      handoverOf,
      longestFightMs,
      longestGainMs,
      gained: unchanged(gained),
      observed: unchanged(observed),
      contested: unchanged(contested),
    };
  }

  private isChanged(claim: AnchoredClaim): boolean {
    return this.keys.has(keyOf(claim));
  }
}

const isFight = ({ claim }: AnchoredClaim): boolean => claim.effect === 'contested';
const isSighting = ({ claim }: AnchoredClaim): boolean => claim.effect === 'observed';
const isAsHeld = ({ claim }: AnchoredClaim): boolean => (claim.status ?? 'held') === 'held';

/** From where on fighting is over and nothing rests on its having been: then something is settled. */
function overFrom({ gained, observed }: ControlEvidence, { windowToMs, endableFromMs }: AnchoredClaim): number {
  const firstAfter = (claims: readonly AnchoredClaim[], ms: number): number =>
    claims.find(({ effectiveMs }) => effectiveMs >= ms)?.effectiveMs ?? end_of_time_ms;
  if (windowToMs === end_of_time_ms)
    return Math.min(firstAfter(gained, endableFromMs), firstAfter(observed.filter(isAsHeld), endableFromMs));
  const settledMs = Math.min(gained[0]?.effectiveMs ?? end_of_time_ms, observed[0]?.effectiveMs ?? end_of_time_ms);
  return Math.max(windowToMs + 1, settledMs);
}

/** From where on fighting goes on, as long as this goes on, that says all that this says and began later. */
function shadowedFrom({ contested }: ControlEvidence, fight: AnchoredClaim): number {
  const { claim, windowFromMs, windowToMs } = fight;
  const weightOf = (one: AnchoredClaim): number => confidences.indexOf(one.claim.confidence);
  const shadow = contested.find(
    (other) =>
      other.windowFromMs > windowFromMs &&
      (windowToMs === end_of_time_ms ? other.windowToMs === end_of_time_ms : isLonger(other, fight)) &&
      (claim.status === undefined || other.claim.status !== undefined) &&
      claim.holders.every((holder) => other.claim.holders.includes(holder)) &&
      claim.conditions.every((condition) => other.claim.conditions.includes(condition)) &&
      weightOf(other) >= weightOf(fight),
  );
  return shadow?.windowFromMs ?? end_of_time_ms;
}

const isLonger = (a: AnchoredClaim, b: AnchoredClaim): boolean =>
  a.windowToMs > b.windowToMs && a.windowToMs !== end_of_time_ms;

/**
 * From where on it does not matter who held the place by this gain or observation: gains of a later day, or where nobody has
 * gained it yet a turn, settle that whatever came before.
 */
function closedBehind(
  without: ControlEvidence,
  changed: readonly AnchoredClaim[],
  { effectiveDay, effectiveMs }: AnchoredClaim,
): number {
  if (effectiveDay === undefined) return end_of_time_ms;
  const closedMs = closedFromMs(without, effectiveDay);
  const { observed, sidesOf, gained } = without;
  const firstGainMs = [...gained, ...changed]
    .filter(({ claim }) => claim.effect === 'gained')
    .reduce((least, { beginMs }) => Math.min(least, beginMs), end_of_time_ms);
  for (const [index, last] of observed.entries()) {
    const before = observed[index - 1];
    if (last.effectiveMs >= Math.min(firstGainMs, closedMs)) break;
    if (before === undefined || before.effectiveMs <= effectiveMs) continue;
    const first = countWhile(observed, (one) => one.effectiveMs < last.effectiveMs);
    const together = observed.slice(first, countUntil(observed, last.effectiveMs));
    if (isTurn(before, last, together, sidesOf)) return last.effectiveMs;
  }
  return closedMs;
}
