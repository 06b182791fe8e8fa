import pg from 'pg';

import {
  EventLog,
  HistoryLost,
  type EventBatch,
  type Follower,
  type Following,
  type LogCoordinates,
  type NewEvent,
  type RecordedEvent,
} from '../event-log.js';
import type { Position } from '../position.js';
import { default_retry_limits } from '../retry-budget.js';
import { Doorbell } from './doorbell.js';
import { findPosition, readHead, readPage } from './event-rows.js';
import { PostgresFollowing } from './follower.js';
import { connectionConfig, type PostgresEventLogOptions } from './postgres-options.js';
import { Sequencer } from './sequencer.js';

const reading_connections = 4;
const batch_events = 1_000;

/** The log in PostgreSQL: one partition, whose positions a sequencer hands out one after another. */
export class PostgresEventLog extends EventLog {
  override readonly partitionCount = 1;
  private readonly followings = new Set<Following>();
  private readonly sequencer: Sequencer;
  private readonly pool: pg.Pool;

  private constructor(private readonly options: PostgresEventLogOptions) {
    super();
    this.sequencer = new Sequencer(options);
    this.pool = new pg.Pool({ ...connectionConfig(options), max: reading_connections });
    // A connection that dies while idle is the pool's to replace, not a reason for the process to end.
    this.pool.on('error', () => undefined);
  }

  /** Opens the log of a database whose core migrations have run. */
  static async open(options: PostgresEventLogOptions): Promise<PostgresEventLog> {
    const log = new PostgresEventLog(options);
    try {
      await log.head();
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  override append(events: readonly NewEvent[]): Promise<readonly LogCoordinates[]> {
    return this.sequencer.append(events);
  }

  override async *read(from: Position, to: Position): AsyncGenerator<EventBatch> {
    const end = to[0] ?? 0n;
    const page = (next: bigint): Promise<RecordedEvent[]> => readPage(this.pool, next, end, batch_events);
    let next = from[0] ?? 0n;
    // The next page is on its way while the caller works on the last one.
    for (let ahead = next < end ? page(next) : undefined; ahead;) {
      const events = await ahead;
      if (events.length === 0) throw new HistoryLost(`the log ends at ${next}, before ${end}`);
      next += BigInt(events.length);
      ahead = next < end ? page(next) : undefined;
      ahead?.catch(() => undefined);
      yield { partition: 0, events };
    }
  }

  override async follow(_group: string, follower: Follower): Promise<Following> {
    const following = new PostgresFollowing({
      pool: this.pool,
      doorbell: new Doorbell(this.options),
      follower,
      retry: this.options.retry ?? default_retry_limits,
      onTrouble: this.options.onTrouble ?? (() => undefined),
    });
    this.followings.add(following);
    const forget = (): void => void this.followings.delete(following);
    following.ended.then(forget, forget);
    return following;
  }

  override async head(): Promise<Position> {
    return [await readHead(this.pool)];
  }

  override async positionAt(recordedAtMs: number): Promise<Position> {
    return [await findPosition(this.pool, recordedAtMs)];
  }

  /** Also stops what still follows. */
  override async close(): Promise<void> {
    await Promise.all([...this.followings].map((following) => following.stop()));
    await this.sequencer.close();
    if (!this.pool.ended) await this.pool.end();
  }
}
