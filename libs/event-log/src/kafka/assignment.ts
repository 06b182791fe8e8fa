import { setTimeout as delay } from 'node:timers/promises';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { Fenced, type Follower, HistoryLost, type OnTrouble } from '../event-log.js';
import { RetryBudget, type RetryLimits } from '../retry-budget.js';
import { fromMessage } from './headers.js';
import type { Watermarks } from './watermarks.js';

/** What an assignment may do with the consumer. */
export interface PartitionControl {
  pause(partitions: readonly number[]): void;
  resumeAt(partition: number, offset: bigint): void;
}

/** What an assignment needs around it. */
export interface AssignmentOptions {
  readonly topic: string;
  readonly follower: Follower;
  readonly control: PartitionControl;
  readonly marks: () => Promise<Watermarks>;
  readonly retry: RetryLimits;
  readonly onTrouble: OnTrouble;
  /** A partition was taken over by another worker: claim again after a while. */
  readonly onFenced: (fenced: Fenced) => void;
  /** Following is over for good. */
  readonly onOver: (reason: unknown) => void;
}

const batch_events = 500;
/** Heartbeats while a batch is applied, and for how long: a follower that hangs must lose its partitions. */
const beat_interval_ms = 500;
const longest_apply_ms = 120_000;
/** A new leader may know less of the log for a moment; an end before the checkpoint that stays is a loss. */
const end_patience_ms = 10_000;
const end_check_interval_ms = 1_000;

/**
 * The partitions this member holds from one join of the group to the next: claims them, then hands out their events
 * without a hole. A retired assignment touches nothing any more.
 */
export class Assignment {
  /** The next offset of every partition that runs; a partition that is missing here is paused. */
  private readonly next = new Map<number, bigint>();
  private readonly budgets = new Map<number, RetryBudget>();
  private readonly holes = new Map<number, bigint>();
  private readonly working = new Set<Promise<void>>();
  private readonly retirement = new AbortController();
  private started: Promise<void> = Promise.resolve();

  constructor(
    readonly partitions: readonly number[],
    private readonly options: AssignmentOptions,
  ) {}

  /** Claims the partitions once the assignment before has let go of them, and lets them run. */
  begin(predecessor: Assignment | undefined): void {
    this.started = (async () => {
      await predecessor?.retire();
      await this.takeUp();
    })();
  }

  /** Stops after the batches in hand. */
  async retire(): Promise<void> {
    this.retirement.abort();
    await this.started;
    await Promise.allSettled(this.working);
  }

  /** Takes what the consumer fetched. Never rejects: what escapes into the consumer would end it. */
  async take(payload: EachBatchPayload): Promise<void> {
    const work = this.hand(payload).catch((error: unknown) => this.failed(payload.batch.partition, error));
    this.working.add(work);
    await work;
    this.working.delete(work);
  }

  private get isRetired(): boolean {
    return this.retirement.signal.aborted;
  }

  private async takeUp(): Promise<void> {
    const { follower, retry, onTrouble, onOver } = this.options;
    const budget = new RetryBudget(retry);
    while (!this.isRetired) {
      try {
        const checkpoint = await follower.claim(this.partitions);
        const offsets = this.partitions.map((partition) => [partition, claimed(checkpoint, partition)] as const);
        await this.requireHistory(offsets);
        if (this.isRetired) return;
        for (const [partition, offset] of offsets) this.resume(partition, offset);
        return;
      } catch (error) {
        const pauseMs = error instanceof HistoryLost ? undefined : budget.delayAfter(error);
        if (pauseMs === undefined) return onOver(error);
        onTrouble('partitions were not claimed', error);
        await this.pass(pauseMs);
      }
    }
  }

  private async hand({ batch, heartbeat, resolveOffset }: EachBatchPayload): Promise<void> {
    const { partition } = batch;
    const expected = this.next.get(partition);
    if (expected === undefined || this.isRetired) return;
    const messages = consecutive(batch.messages, expected);
    if (messages.length === 0) return this.recheck(partition, expected, batch.messages);
    const begun = Date.now();
    const beat = setInterval(() => {
      if (Date.now() - begun < longest_apply_ms) heartbeat().catch(() => undefined);
    }, beat_interval_ms);
    try {
      for (let at = 0; at < messages.length && !this.isRetired; at += batch_events) {
        const part = messages.slice(at, at + batch_events);
        const events = part.map((message) => fromMessage(partition, message));
        await this.options.follower.apply({ partition, events });
        this.next.set(partition, events.at(-1)!.offset + 1n);
        this.budgets.get(partition)?.renew();
        resolveOffset(part.at(-1)!.offset);
      }
    } finally {
      clearInterval(beat);
    }
  }

  /** The batch was not applied: the partition waits and starts again at the same offset, or following ends. */
  private failed(partition: number, error: unknown): void {
    const { control, onTrouble, onFenced, onOver, retry } = this.options;
    const offset = this.next.get(partition);
    if (offset === undefined || this.isRetired) return;
    if (error instanceof HistoryLost) return onOver(error);
    this.next.delete(partition);
    control.pause([partition]);
    if (error instanceof Fenced) {
      if (!error.isPlanned) onTrouble(`partition ${partition} was taken over by another worker`, error);
      return onFenced(error);
    }
    const budget = this.budgets.get(partition) ?? new RetryBudget(retry);
    this.budgets.set(partition, budget);
    const pauseMs = budget.delayAfter(error);
    if (pauseMs === undefined) return onOver(error);
    onTrouble(`events from offset ${offset} of partition ${partition} were not applied`, error);
    void this.pass(pauseMs).then(() => {
      if (!this.isRetired) this.resume(partition, offset);
    });
  }

  private resume(partition: number, offset: bigint): void {
    this.next.set(partition, offset);
    this.options.control.resumeAt(partition, offset);
  }

  /**
   * The batch does not begin where it should. The library jumps when an offset is out of range, so the log itself is
   * asked; if it has the offset, the consumer is sent back once, and a hole seen twice is a hole.
   */
  private async recheck(partition: number, expected: bigint, messages: readonly KafkaMessage[]): Promise<void> {
    await this.requireHistory([[partition, expected]]);
    if (this.isRetired) return;
    const isBeyond = messages.some(({ offset }) => BigInt(offset) > expected);
    if (isBeyond && this.holes.get(partition) === expected) {
      throw new HistoryLost(
        `offset ${expected} of partition ${partition} of "${this.options.topic}" holds no event: ` +
          'the topic was compacted, or a transaction wrote to it',
      );
    }
    if (isBeyond) this.holes.set(partition, expected);
    this.resume(partition, expected);
  }

  /** @throws {HistoryLost} the log begins after one of these offsets, or ends before it. */
  private async requireHistory(needed: readonly (readonly [partition: number, offset: bigint])[]): Promise<void> {
    const { topic, marks } = this.options;
    for (let waited = 0; !this.isRetired && needed.length > 0; waited += end_check_interval_ms) {
      const { low, high } = await marks();
      for (const [partition, offset] of needed) {
        const first = low[partition] ?? 0n;
        if (offset >= first) continue;
        throw new HistoryLost(`partition ${partition} of "${topic}" begins at ${first}, and ${offset} is still needed`);
      }
      const beyond = needed.find(([partition, offset]) => offset > (high[partition] ?? 0n));
      if (!beyond) return;
      if (waited >= end_patience_ms) {
        const [partition, offset] = beyond;
        throw new HistoryLost(`partition ${partition} of "${topic}" ends before the checkpoint ${offset}`);
      }
      await this.pass(end_check_interval_ms);
    }
  }

  private async pass(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.retirement.signal }).catch(() => undefined);
  }
}

function claimed(checkpoint: ReadonlyMap<number, bigint>, partition: number): bigint {
  const offset = checkpoint.get(partition);
  if (offset === undefined) throw new Error(`the follower claimed partition ${partition} and named no offset for it`);
  return offset;
}

/** The messages from this offset on, as far as they follow one another. */
function consecutive(messages: readonly KafkaMessage[], from: bigint): readonly KafkaMessage[] {
  const begin = messages.findIndex(({ offset }) => BigInt(offset) >= from);
  if (begin < 0) return [];
  let end = begin;
  while (end < messages.length && BigInt(messages[end]!.offset) === from + BigInt(end - begin)) end++;
  return messages.slice(begin, end);
}
