import { isBefore } from '../control/claim-interval.js';
import { type ConditionEvidence, type ConditionPoint, pointsUntil } from './condition-evidence.js';
import { bestConfidence, type Confidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import type { RestingGroup } from '../history/resting.js';

/** As valid time goes on, the points of evidence after the last that names another state than the latest: what one state rests on. */
export class UnbrokenRun {
  private next: number;
  private run: GrowingRun | undefined;
  private latest: ConditionPoint | undefined;

  /** Of moments from `fromMs` on. Points before the last turn by then are not looked at. */
  constructor(
    private readonly evidence: ConditionEvidence,
    fromMs: number,
  ) {
    const { points } = evidence;
    this.next = Math.max(pointsUntil(evidence, fromMs) - 1, 0);
    const state = points[this.next]?.known.claim.state;
    while (this.next > 0 && points[this.next - 1]?.known.claim.state === state) this.next -= 1;
    this.latest = points[this.next - 1];
  }

  /** Goes on to a moment that is not before the last one. */
  advance(atMs: number): this {
    const { points } = this.evidence;
    for (let point; (point = points[this.next]) && point.toMs <= atMs; this.next += 1) {
      if (this.run === undefined || this.latest?.known.claim.state !== point.known.claim.state)
        this.run = new GrowingRun(this.latest, `${point.known.claim.state} ${point.toMs}`);
      this.run.add(point);
      this.latest = point;
    }
    return this;
  }

  /** Undefined before the first point. */
  get standing(): StandingRun | undefined {
    return this.run;
  }
}

/** Points of one state without a break, and what they come to. */
export interface StandingRun extends RestingGroup<ConditionPoint> {
  /** To whom a way is closed by the end of the run, sorted; and by whom. */
  readonly closedTo: readonly ActorId[];
  readonly closedBy: readonly ActorId[];
  /** The points that say so. */
  readonly naming: readonly ConditionPoint[];
  readonly confidence: Confidence;
  /** The last at which it was seen to be so. */
  readonly lastSeen: ConditionPoint | undefined;
}

class GrowingRun implements StandingRun {
  readonly claims: ConditionPoint[] = [];
  closedTo: readonly ActorId[] = [];
  closedBy: readonly ActorId[] = [];
  confidence: Confidence = 'low';
  lastSeen: ConditionPoint | undefined;
  /** The points that say to whom the way is closed now, and by whom: the last, and those of open order to it. */
  private namingTo: readonly ConditionPoint[] = [];
  private namingBy: readonly ConditionPoint[] = [];

  constructor(
    private readonly other: ConditionPoint | undefined,
    readonly key: string,
  ) {}

  get naming(): readonly ConditionPoint[] {
    return [...this.namingTo, ...this.namingBy];
  }

  readonly speaksFromMs = ({ toMs }: ConditionPoint): number => toMs;

  /** One that may have been before the last of another state bears nothing out. */
  add(point: ConditionPoint): void {
    if (this.other !== undefined && !isBefore(this.other, point)) return;
    this.claims.push(point);
    this.confidence = bestConfidence([this.confidence, point.known.claim.confidence]);
    if (point.seen) this.lastSeen = point;
    if (closedToBy(point).length + closersOf(point).length > 0) this.nameParties(point);
  }

  /**
   * The last claim that says to whom the way is closed decides that, and the last that says by whom decides this. An older
   * one goes too where the two cannot go together: other closers closed it to others, and who is closed out closes nothing.
   */
  private nameParties(point: ConditionPoint): void {
    const [to, by] = [closedToBy(point), closersOf(point)];
    const isNewer = (other: ConditionPoint): boolean => !isBefore(other, point);
    const olderClosers = this.namingBy.filter((other) => !isNewer(other)).flatMap(closersOf);
    const areOthers = by.length > 0 && olderClosers.length > 0 && !meet(olderClosers, by);
    if (to.length > 0 || areOthers) this.namingTo = this.namingTo.filter(isNewer);
    if (by.length > 0) this.namingBy = this.namingBy.filter(isNewer);
    this.namingTo = this.namingTo.filter((other) => isNewer(other) || !meet(closedToBy(other), by));
    this.namingBy = this.namingBy.filter((other) => isNewer(other) || !meet(closersOf(other), to));
    if (to.length > 0) this.namingTo = [...this.namingTo, point];
    if (by.length > 0) this.namingBy = [...this.namingBy, point];
    this.closedTo = sameOr(this.closedTo, this.namingTo.flatMap(closedToBy));
    this.closedBy = sameOr(this.closedBy, this.namingBy.flatMap(closersOf));
  }
}

const closedToBy = ({ known }: ConditionPoint): readonly ActorId[] => known.claim.closedTo ?? [];
const closersOf = ({ known }: ConditionPoint): readonly ActorId[] => known.claim.closedBy ?? [];

const meet = (some: readonly ActorId[], others: readonly ActorId[]): boolean =>
  some.some((actor) => others.includes(actor));

/** The actors, sorted, each once: the list that there is where it has the same. */
function sameOr(list: readonly ActorId[], actors: readonly ActorId[]): readonly ActorId[] {
  const sorted = [...new Set(actors)].sort();
  return sorted.join() === list.join() ? list : sorted;
}
