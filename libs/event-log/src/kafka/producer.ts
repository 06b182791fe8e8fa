import { appendable, eventBytes } from '../appendable.js';
import { AppendUnconfirmed, type LogCoordinates, type NewEvent, type OnTrouble } from '../event-log.js';
import { PendingAppend } from '../pending-append.js';
import type { KafkaConnection } from './connection.js';
import { toMessage } from './headers.js';
import { Lane } from './lane.js';
import { partitionFor } from './partitioner.js';
import { SerialProducer } from './serial-producer.js';

/** What the appender needs to know. */
export interface AppenderOptions {
  readonly connection: KafkaConnection;
  readonly topic: string;
  readonly partitionCount: number;
  readonly appendTimeoutMs: number;
  readonly onTrouble: OnTrouble;
}

/** Producers at most, each with one send under way; partitions are dealt to them, so that none waits for another. */
const most_lanes = 12;
/** More than this waiting means that the brokers do not keep up: better to say so than to fill the memory. */
const most_waiting_bytes = 64 * 1024 * 1024;

/** Appends through one queue per partition, and tells every caller where its events went. */
export class KafkaAppender {
  private readonly lanes: readonly Lane[];
  private waitingBytes = 0;
  private closed = false;

  constructor(private readonly options: AppenderOptions) {
    const { connection, topic, onTrouble } = options;
    this.lanes = Array.from(
      { length: Math.min(most_lanes, options.partitionCount) },
      () => new Lane(new SerialProducer(connection, topic), onTrouble),
    );
  }

  async append(given: readonly NewEvent[]): Promise<readonly LogCoordinates[]> {
    if (given.length === 0) return [];
    if (this.closed) throw new AppendUnconfirmed('the log is closed');
    const events = given.map(appendable);
    const bytes = events.reduce((sum, event) => sum + eventBytes(event), 0);
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > most_waiting_bytes) {
      throw new AppendUnconfirmed('too many events are waiting for the brokers');
    }
    this.waitingBytes += bytes;
    try {
      return await this.enqueue(events);
    } finally {
      this.waitingBytes -= bytes;
    }
  }

  /** Settles what is waiting, then lets the producers go. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  private async enqueue(events: readonly NewEvent[]): Promise<readonly LogCoordinates[]> {
    const { partitionCount, appendTimeoutMs } = this.options;
    const call = new PendingAppend(events.length);
    const timer = setTimeout(() => {
      call.fail(new AppendUnconfirmed(`the brokers did not confirm the append within ${appendTimeoutMs} ms`));
    }, appendTimeoutMs);
    events.forEach((event, index) => {
      const partition = partitionFor(event.partitionKey || event.id, partitionCount);
      const waiting = { call, index, message: toMessage(event, partition), bytes: eventBytes(event) };
      this.lanes[partition % this.lanes.length]!.add(partition, waiting);
    });
    try {
      return await call.settled;
    } finally {
      clearTimeout(timer);
    }
  }
}
