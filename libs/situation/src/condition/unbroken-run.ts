import { isBefore } from '../control/claim-interval.js';
import type { ConditionEvidence, ConditionPoint } from './condition-evidence.js';
import { bestConfidence, type Confidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import type { RestingGroup } from '../history/resting.js';

/** As valid time goes on, the points of evidence after the last that names another state than the latest: what one state rests on. */
export class UnbrokenRun {
  private next = 0;
  private run: GrowingRun | undefined;
  private latest: ConditionPoint | undefined;

  constructor(private readonly evidence: ConditionEvidence) {}

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
  /** Sorted. */
  readonly closedTo: readonly ActorId[];
  readonly closedBy: readonly ActorId[];
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

  constructor(
    private readonly other: ConditionPoint | undefined,
    readonly key: string,
  ) {}

  readonly speaksFromMs = ({ toMs }: ConditionPoint): number => toMs;

  /** One that may have been before the last of another state bears nothing out. */
  add(point: ConditionPoint): void {
    if (this.other !== undefined && !isBefore(this.other, point)) return;
    const { closedTo = [], closedBy = [], confidence } = point.known.claim;
    this.claims.push(point);
    this.closedTo = withAll(this.closedTo, closedTo);
    this.closedBy = withAll(this.closedBy, closedBy);
    this.confidence = bestConfidence([this.confidence, confidence]);
    if (point.seen) this.lastSeen = point;
  }
}

/** The same list where it has them all. */
const withAll = (sorted: readonly ActorId[], more: readonly ActorId[]): readonly ActorId[] =>
  more.every((actor) => sorted.includes(actor)) ? sorted : [...new Set([...sorted, ...more])].sort();
