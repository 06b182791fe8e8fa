import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from 'kafkajs';
import type { PendingAppend } from '../pending-append.js';
import type { OnTrouble } from '../event-log.js';
import type { Stored } from './serial-producer.js';

/** Sends one batch of one partition at a time. */
export interface BatchSender {
  send(partition: number, messages: Message[]): Promise<Stored>;
  close(): Promise<void>;
}

/** One event on its way to its partition. */
export interface Waiting {
  readonly call: PendingAppend;
  /** Its place within the call. */
  readonly index: number;
  readonly message: Message;
  readonly bytes: number;
}

const batch_events = 1_000;
const batch_bytes = 512 * 1024;
const first_pause_ms = 50;
const longest_pause_ms = 1_000;

/**
 * Some partitions behind one producer. What arrives while a batch is on its way makes up the next one, so batches grow
 * with the load and nothing lingers without it.
 */
export class Lane {
  private readonly queues = new Map<number, Waiting[]>();
  private running: Promise<void> | undefined;
  private failures = 0;

  constructor(
    private readonly producer: BatchSender,
    private readonly onTrouble: OnTrouble,
  ) {}

  add(partition: number, waiting: Waiting): void {
    const queue = this.queues.get(partition);
    if (queue) queue.push(waiting);
    else this.queues.set(partition, [waiting]);
    this.running ??= this.run();
  }

  /** Resolves when nothing waits any more. */
  async close(): Promise<void> {
    await this.running;
    await this.producer.close();
  }

  private async run(): Promise<void> {
    // One turn of the event loop lets callers of the same moment share the batch.
    await new Promise(setImmediate);
    for (let next = this.take(); next; next = this.take()) await this.send(...next);
    this.running = undefined;
  }

  /** The next batch, the partitions taking turns; calls that have their answer already are left out. */
  private take(): [number, Waiting[]] | undefined {
    for (const [partition, queue] of this.queues) {
      this.queues.delete(partition);
      const batch: Waiting[] = [];
      let bytes = 0;
      let taken = 0;
      for (const waiting of queue) {
        if (batch.length === batch_events || (batch.length > 0 && bytes + waiting.bytes > batch_bytes)) break;
        taken++;
        if (!waiting.call.isOpen) continue;
        batch.push(waiting);
        bytes += waiting.bytes;
      }
      if (taken < queue.length) this.queues.set(partition, queue.slice(taken));
      if (batch.length > 0) return [partition, batch];
    }
    return undefined;
  }

  private async send(partition: number, batch: Waiting[]): Promise<void> {
    try {
      const { baseOffset, recordedAtMs } = await this.producer.send(
        partition,
        batch.map(({ message }) => message),
      );
      this.failures = 0;
      batch.forEach(({ call, index }, place) => {
        call.confirm(index, { partition, offset: baseOffset + BigInt(place), recordedAtMs });
      });
    } catch (error) {
      this.onTrouble(`a batch of ${batch.length} events for partition ${partition} was not confirmed`, error);
      this.queues.set(partition, [...batch, ...(this.queues.get(partition) ?? [])]);
      await delay(Math.min(first_pause_ms * 2 ** Math.min(this.failures++, 10), longest_pause_ms));
    }
  }
}
