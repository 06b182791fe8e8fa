import { setTimeout as delay } from 'node:timers/promises';

import type { EventBatch, Follower, RecordedEvent } from '#event-log';

const default_deadline_ms = 30_000;
const poll_interval_ms = 10;

/** Waits until the condition holds. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs = default_deadline_ms,
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`within ${deadlineMs} ms it did not happen that ${what}`);
    await delay(poll_interval_ms);
  }
}

/** A checkpoint that several followers may share, as workers share a database. */
export class SharedCheckpoint {
  readonly next = new Map<number, bigint>();
  /** Which follower claimed a partition last. */
  readonly owner = new Map<number, RecordingFollower>();
}

/**
 * Remembers what it is given and where it is, and refuses a batch that is not what must come next: a hole, a repeat or
 * two batches of one partition at once make the test fail through `faults`.
 */
export class RecordingFollower implements Follower {
  readonly events: RecordedEvent[] = [];
  readonly claims: (readonly number[])[] = [];
  readonly faults: string[] = [];
  private readonly busy = new Set<number>();

  constructor(
    readonly checkpoint = new SharedCheckpoint(),
    private readonly beforeApply: (batch: EventBatch) => Promise<void> = async () => undefined,
  ) {}

  async claim(partitions: readonly number[]): Promise<ReadonlyMap<number, bigint>> {
    this.claims.push(partitions);
    for (const partition of partitions) this.checkpoint.owner.set(partition, this);
    return new Map(partitions.map((partition) => [partition, this.checkpoint.next.get(partition) ?? 0n]));
  }

  async apply(batch: EventBatch): Promise<void> {
    const { partition, events } = batch;
    if (this.busy.has(partition)) this.faults.push(`two batches of partition ${partition} at once`);
    this.busy.add(partition);
    try {
      await this.beforeApply(batch);
      if (this.checkpoint.owner.get(partition) !== this) this.faults.push(`partition ${partition} is another's`);
      this.accept(partition, events);
    } finally {
      this.busy.delete(partition);
    }
  }

  /** The ids in the order they were applied. */
  get ids(): string[] {
    return this.events.map(({ id }) => id);
  }

  private accept(partition: number, events: readonly RecordedEvent[]): void {
    let next = this.checkpoint.next.get(partition) ?? 0n;
    if (events.length === 0) this.faults.push('an empty batch');
    for (const event of events) {
      if (event.partition !== partition || event.offset !== next) {
        this.faults.push(`${event.partition}/${event.offset} came where ${partition}/${next} was due`);
      }
      next = event.offset + 1n;
    }
    this.checkpoint.next.set(partition, next);
    this.events.push(...events);
  }
}
