import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { Fenced, type Follower, type Following, HistoryLost, type OnTrouble } from '../event-log.js';
import { RetryBudget, type RetryLimits } from '../retry-budget.js';
import type { Doorbell } from './doorbell.js';
import { readHead, readPage } from './event-rows.js';

/** What it takes to follow the log. */
export interface FollowOptions {
  readonly pool: pg.Pool;
  readonly doorbell: Doorbell;
  readonly follower: Follower;
  readonly retry: RetryLimits;
  readonly onTrouble: OnTrouble;
}

const batch_events = 500;
const poll_interval_ms = 1_000;
const unbounded = 2n ** 63n - 1n;

/** Follows the one partition until it is stopped or following is over for good. */
export class PostgresFollowing implements Following {
  readonly ended: Promise<void>;
  private readonly stopping = new AbortController();
  private readonly budget: RetryBudget;

  constructor(private readonly options: FollowOptions) {
    this.budget = new RetryBudget(options.retry);
    this.ended = this.run().finally(() => options.doorbell.close());
    // The caller awaits `ended`; a rejection before that must not end the process.
    this.ended.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended.catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.followOn(await this.claim());
      } catch (error) {
        const pauseMs = this.pauseAfter(error);
        if (pauseMs === undefined) throw error;
        if (!(error instanceof Fenced && error.isPlanned))
          this.options.onTrouble('following the log was interrupted', error);
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async claim(): Promise<bigint> {
    const { follower, pool } = this.options;
    const next = (await follower.claim([0])).get(0);
    if (next === undefined) throw new Error('the follower claimed partition 0 and named no offset for it');
    const head = await readHead(pool);
    if (next > head) throw new HistoryLost(`the log ends at ${head}, before the checkpoint ${next}`);
    return next;
  }

  private async followOn(from: bigint): Promise<void> {
    const { doorbell, follower, pool } = this.options;
    const { signal } = this.stopping;
    for (let next = from; !signal.aborted;) {
      doorbell.reset();
      const events = await readPage(pool, next, unbounded, batch_events);
      if (signal.aborted) return;
      if (events.length === 0) {
        await doorbell.wait(poll_interval_ms, signal);
        continue;
      }
      await follower.apply({ partition: 0, events });
      this.budget.renew();
      next += BigInt(events.length);
    }
  }

  /** What failed is claimed anew: a commit whose answer was lost may have moved the checkpoint. */
  private pauseAfter(error: unknown): number | undefined {
    if (error instanceof HistoryLost) return undefined;
    if (error instanceof Fenced) return error.reclaimAfterMs;
    return this.budget.delayAfter(error);
  }
}
