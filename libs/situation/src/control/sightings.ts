import type { AnchoredClaim, ControlEvidence } from './control-evidence.js';
import { bestConfidence, type Confidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import { beginning_of_time_ms, type Day } from '../time/time.js';

/** Observations that name the same sides as holders, since the place was last seen in other hands. */
export interface SightingGroup {
  /** Equal at two known times for groups of the same observations, as far as both know the same. */
  readonly key: string;
  readonly sides: readonly ActorId[];
  /** In the order in which they speak. */
  readonly claims: readonly AnchoredClaim[];
  readonly confidence: Confidence;
  /** The latest local day on which one of them was seen. */
  readonly lastDay?: Day;
  /** The moment from which on one of them speaks. */
  readonly speaksFromMs: (seen: AnchoredClaim) => number;
}

type GrowingGroup = { -readonly [Part in keyof SightingGroup]: SightingGroup[Part] } & { claims: AnchoredClaim[] };

/** Which observations are gathered, and how. */
interface Gathering {
  /** In the order in which they speak. */
  readonly observed: readonly AnchoredClaim[];
  /** True of those that belong to no group. */
  readonly isOutside: (seen: AnchoredClaim) => boolean;
  /** Names everything that decides which observations are gathered. */
  readonly key: string;
  /** The sides that an answer names where these are the last observations. Where they change, the place is seen in other hands. */
  readonly sidesBy: (last: readonly AnchoredClaim[]) => readonly ActorId[];
}

/**
 * Observations of a place as valid time goes on, by the sides that they name. Those from before the last turn, the moment at
 * which the answer came to name other sides, count no longer, but for those that nothing follows for certain.
 */
export class Sightings {
  private groups = new Map<readonly ActorId[], GrowingGroup>();
  private turn: { readonly atMs: number; readonly sides: string } = { atMs: beginning_of_time_ms, sides: '' };
  private latest: AnchoredClaim[] = [];
  private begunMs = beginning_of_time_ms;
  private next = 0;

  constructor(
    private readonly sidesOf: ControlEvidence['sidesOf'],
    private readonly gathering: Gathering,
  ) {}

  /** How many have been gathered. */
  get count(): number {
    return this.next;
  }

  /** Goes on to a moment that is not before the last one. */
  advance(atMs: number): this {
    const { observed } = this.gathering;
    for (let seen; (seen = observed[this.next]) && speaksFromMs(seen) <= atMs;) {
      const nowMs = speaksFromMs(seen);
      const together: AnchoredClaim[] = [];
      for (; seen !== undefined && speaksFromMs(seen) === nowMs; seen = observed[this.next]) {
        this.add(seen);
        together.push(seen);
        this.next += 1;
      }
      this.gather(together, nowMs);
    }
    return this;
  }

  /** The observations that nothing follows for certain, without those that belong to no group. */
  last(): readonly AnchoredClaim[] {
    return this.latest.filter((seen) => !this.gathering.isOutside(seen));
  }

  /** The groups whose sides pass. */
  groupsOf(passes: (sides: readonly ActorId[]) => boolean): readonly SightingGroup[] {
    return [...this.groups.values()].filter(({ sides }) => passes(sides));
  }

  private add(seen: AnchoredClaim): void {
    if (seen.beginMs > this.begunMs) {
      this.begunMs = seen.beginMs;
      this.latest = this.latest.filter(({ effectiveMs }) => effectiveMs >= this.begunMs);
    }
    if (seen.effectiveMs >= this.begunMs) this.latest.push(seen);
  }

  private gather(together: readonly AnchoredClaim[], nowMs: number): void {
    const last = this.last();
    const sides = this.gathering.sidesBy(last).join();
    const isTurn = sides !== this.turn.sides;
    if (isTurn) [this.turn, this.groups] = [{ atMs: nowMs, sides }, new Map()];
    for (const seen of isTurn ? last : together) if (!this.gathering.isOutside(seen)) this.group(seen);
  }

  private group(seen: AnchoredClaim): void {
    const sides = this.sidesOf(seen);
    const { key } = this.gathering;
    const { confidence } = seen.claim;
    const group = this.groups.get(sides);
    if (group === undefined) {
      const made: GrowingGroup = {
        key: `${key} ${this.turn.atMs} ${sides.join()}`,
        sides,
        claims: [seen],
        confidence,
        speaksFromMs,
      };
      const day = seenDay(seen);
      if (day !== undefined) made.lastDay = day;
      this.groups.set(sides, made);
      return;
    }
    group.claims.push(seen);
    if (group.confidence !== confidence) group.confidence = bestConfidence([group.confidence, confidence]);
    const day = seenDay(seen);
    if (day !== undefined && (group.lastDay === undefined || day > group.lastDay)) group.lastDay = day;
  }
}

const speaksFromMs = ({ effectiveMs }: AnchoredClaim): number => effectiveMs;

/** The local day on which it was seen so; undefined of what is only told. */
export const seenDay = ({ effectiveDay, isBeginning }: AnchoredClaim): Day | undefined =>
  isBeginning === true ? undefined : effectiveDay;

/**
 * True if who holds a place, and on what that rests, is settled from `last` on whatever was seen before `before`: it certainly came
 * after that, saw the place as held, and nobody of `together`, who saw it at the same moment, names a side that `before` names.
 */
export function isTurn(
  before: AnchoredClaim,
  last: AnchoredClaim,
  together: readonly AnchoredClaim[],
  sidesOf: ControlEvidence['sidesOf'],
): boolean {
  if ((last.claim.status ?? 'held') !== 'held' || before.effectiveMs >= last.beginMs) return false;
  const named = new Set(together.flatMap(sidesOf));
  return sidesOf(before).some((side) => !named.has(side));
}
