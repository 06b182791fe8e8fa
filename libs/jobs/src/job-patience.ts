import type { Obstacle } from './job-work.js';

/** Tries in a row without any progress between, when something is wrong with the work. */
const most_failures = 3;
/** How long a job waits for what waiting mends: an outage, another worker on the same thing. */
const longest_wait_ms = 15 * 60_000;
const first_delay_ms = 500;
const longest_delay_ms = 10_000;

/**
 * Decides whether a job that failed is tried again, and when. Progress between two failures makes the second a first
 * one; what waiting mends is waited for, within a bound.
 */
export class JobPatience {
  private failures = 0;
  private waits = 0;
  private waitingSinceMs: number | undefined;
  private doneBefore: bigint | undefined;

  /** `done` returns the progress of the work. */
  constructor(
    private readonly done: () => bigint | undefined,
    private readonly obstacle: (error: unknown) => Obstacle,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Milliseconds to wait before the next try; undefined when there is none. */
  delayAfter(error: unknown): number | undefined {
    this.renewIfMoved();
    const obstacle = this.obstacle(error);
    if (obstacle === 'final') return undefined;
    if (obstacle === 'defect') {
      this.failures += 1;
      return this.failures < most_failures ? delayOf(this.failures) : undefined;
    }
    this.waitingSinceMs ??= this.nowMs();
    this.waits += 1;
    return this.nowMs() - this.waitingSinceMs < longest_wait_ms ? delayOf(this.waits) : undefined;
  }

  private renewIfMoved(): void {
    const done = this.done();
    if (done === this.doneBefore) return;
    this.doneBefore = done;
    this.failures = 0;
    this.waits = 0;
    this.waitingSinceMs = undefined;
  }
}

const delayOf = (count: number): number => Math.min(first_delay_ms * 2 ** Math.min(count - 1, 20), longest_delay_ms);
