import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';
import { type Follower, HistoryLost, type OnTrouble } from '../event-log.js';
import type { RetryLimits } from '../retry-budget.js';
import { Assignment, type PartitionControl } from './assignment.js';
import type { KafkaConnection } from './connection.js';
import { watermarks } from './watermarks.js';

/** What it takes to follow a topic. */
export interface FollowOptions {
  readonly connection: KafkaConnection;
  readonly topic: string;
  readonly partitionCount: number;
  readonly group: string;
  readonly follower: Follower;
  readonly retry: RetryLimits;
  readonly onTrouble: OnTrouble;
}

/** Why a session ended: another one may mend it, or nothing can. */
export type SessionEnd = { readonly kind: 'broken' | 'over'; readonly cause: unknown };

/** The shortest session a broker allows by default: a killed worker's partitions move after this long. */
const session_timeout_ms = 6_000;
const heartbeat_interval_ms = 1_000;
/** How long the other members have to finish their batch when the group changes. */
const rebalance_timeout_ms = 30_000;
const fetch_wait_ms = 200;
const partition_bytes = 1024 * 1024;
const fetch_bytes = 10 * 1024 * 1024;
const partitions_at_once = 4;
/** Longer than any join may take: a consumer this silent has died without saying so. */
const silence_limit_ms = rebalance_timeout_ms + 15_000;
const watch_interval_ms = 1_000;
const disconnect_limit_ms = 5_000;

/** One consumer object from its first join to its end. It is never restarted: the next session has a new one. */
export class FollowSession {
  readonly ended: Promise<SessionEnd>;
  private readonly consumer: Consumer;
  private readonly closing = new AbortController();
  private assignment: Assignment | undefined;
  private lastSignMs = Date.now();
  private end!: (end: SessionEnd) => void;

  constructor(private readonly options: FollowOptions) {
    this.ended = new Promise((resolve) => (this.end = resolve));
    this.consumer = options.connection.client().consumer({
      groupId: options.group,
      sessionTimeout: session_timeout_ms,
      heartbeatInterval: heartbeat_interval_ms,
      rebalanceTimeout: rebalance_timeout_ms,
      maxWaitTimeInMs: fetch_wait_ms,
      maxBytesPerPartition: partition_bytes,
      maxBytes: fetch_bytes,
      allowAutoTopicCreation: false,
      // The log's end is the high watermark for every reader, the bounded one and the head included.
      readUncommitted: true,
      retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000, restartOnFailure: async () => false },
    });
  }

  /** Joins the group and begins; trouble of any kind shows in `ended`. */
  async start(): Promise<void> {
    this.listen();
    this.watch();
    try {
      await this.consumer.connect();
      // Only ever used when an offset is out of range, which the assignment then notices.
      await this.consumer.subscribe({ topic: this.options.topic, fromBeginning: true });
      await this.consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: partitions_at_once,
        eachBatch: async (payload) => this.assignment?.take(payload),
      });
    } catch (cause) {
      this.end({ kind: 'broken', cause });
    }
  }

  /** True once the group has given this member its first assignment. */
  get hasJoined(): boolean {
    return this.assignment !== undefined;
  }

  /** Finishes the batches in hand and leaves the group. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.assignment?.retire();
    // Disconnecting in the middle of a join may never come back.
    const limit = new AbortController();
    await Promise.race([
      this.consumer.disconnect().catch(() => undefined),
      delay(disconnect_limit_ms, undefined, { signal: limit.signal }).catch(() => undefined),
    ]);
    limit.abort();
  }

  private listen(): void {
    const { events } = this.consumer;
    const sign = (): void => void (this.lastSignMs = Date.now());
    for (const event of [events.FETCH, events.HEARTBEAT, events.START_BATCH_PROCESS, events.END_BATCH_PROCESS]) {
      this.consumer.on(event, sign);
    }
    // Nobody waits for this listener: partitions are paused before it returns, and so before the first fetch.
    this.consumer.on(events.GROUP_JOIN, ({ payload }) => {
      sign();
      this.assign((payload.memberAssignment[this.options.topic] ?? []).map(Number));
    });
    this.consumer.on(events.CRASH, ({ payload }) => this.end({ kind: 'broken', cause: payload.error }));
  }

  private assign(partitions: readonly number[]): void {
    if (this.closing.signal.aborted) return;
    const { topic, partitionCount, follower, retry, onTrouble, connection } = this.options;
    if (partitions.some((partition) => partition >= partitionCount)) {
      const cause = new HistoryLost(`topic "${topic}" has been given more partitions than ${partitionCount}`);
      return this.end({ kind: 'over', cause });
    }
    this.control.pause(partitions);
    const assignment = new Assignment(partitions, {
      topic,
      follower,
      retry,
      onTrouble,
      control: this.control,
      marks: () => watermarks(connection, topic, partitionCount),
      onFenced: ({ reclaimAfterMs }) => void this.claimAgain(assignment, reclaimAfterMs),
      onOver: (cause) => this.end({ kind: 'over', cause }),
    });
    assignment.begin(this.assignment);
    this.assignment = assignment;
  }

  /** The group still assigns these partitions to this member although another worker has claimed them: claims them back after a while. */
  private async claimAgain(fenced: Assignment, afterMs: number): Promise<void> {
    await delay(afterMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
    if (this.assignment === fenced) this.assign(fenced.partitions);
  }

  private watch(): void {
    const watch = setInterval(() => {
      if (Date.now() - this.lastSignMs < silence_limit_ms) return;
      this.end({ kind: 'broken', cause: new Error(`the consumer was silent for ${silence_limit_ms} ms`) });
    }, watch_interval_ms);
    this.closing.signal.addEventListener('abort', () => clearInterval(watch));
  }

  /** The consumer refuses both once it has crashed; the session is over then anyway. */
  private readonly control: PartitionControl = {
    pause: (partitions) => {
      const { topic } = this.options;
      if (partitions.length > 0) attempt(() => this.consumer.pause([{ topic, partitions: [...partitions] }]));
    },
    resumeAt: (partition, offset) => {
      const { topic } = this.options;
      attempt(() => this.consumer.seek({ topic, partition, offset: String(offset) }));
      attempt(() => this.consumer.resume([{ topic, partitions: [partition] }]));
    },
  };
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The crash itself ends the session.
  }
}
