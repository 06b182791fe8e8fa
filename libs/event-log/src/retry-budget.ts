import { isOutage } from './outage.js';

/** How often a failed piece of work is tried again before it is given up. */
export interface RetryLimits {
  /** Tries in all, the first one included. */
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

/** Eight tries within about thirteen seconds. */
export const default_retry_limits: RetryLimits = { attempts: 8, firstDelayMs: 100, longestDelayMs: 10_000 };

/** Counts the failures of one piece of work. An outage of the database is waited out and costs no attempt. */
export class RetryBudget {
  private failures = 0;
  private outages = 0;

  constructor(private readonly limits: RetryLimits) {}

  /** Milliseconds to wait before the next try; undefined when the attempts are used up. */
  delayAfter(error: unknown): number | undefined {
    if (isOutage(error)) return this.delay(this.outages++);
    this.failures++;
    return this.failures < this.limits.attempts ? this.delay(this.failures - 1) : undefined;
  }

  /** The work got through: the next failure is a first one again. */
  renew(): void {
    this.failures = 0;
    this.outages = 0;
  }

  private delay(earlier: number): number {
    return Math.min(this.limits.firstDelayMs * 2 ** Math.min(earlier, 30), this.limits.longestDelayMs);
  }
}
