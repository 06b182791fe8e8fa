import { setTimeout as delay } from 'node:timers/promises';

import { HistoryLost, type EventBatch } from '../event-log.js';
import type { Position } from '../position.js';
import type { KafkaConnection } from './connection.js';
import { fromMessage } from './headers.js';
import type { Cluster, FetchedPartition } from './kafkajs-internals.js';
import { watermarks } from './watermarks.js';

/** What is still to be read of one partition: from `next`, before `end`. */
interface Range {
  readonly partition: number;
  next: bigint;
  readonly end: bigint;
}

const batch_events = 1_000;
const fetch_bytes = 1024 * 1024;
const fetch_wait_ms = 500;
const read_uncommitted = 0;
/** How long a partition may give nothing although it has something. */
const patience_ms = 60_000;
const retry_pause_ms = 250;

/**
 * Reads a bounded part of the topic without a consumer group: there is nothing to join, to commit or to clean up, and
 * it ends exactly where it should. The partitions take turns, so that time passes in all of them alike.
 */
export async function* readRange(
  connection: KafkaConnection,
  topic: string,
  from: Position,
  to: Position,
): AsyncGenerator<EventBatch> {
  const ranges = to
    .map((end, partition): Range => ({ partition, next: from[partition] ?? 0n, end }))
    .filter(({ next, end }) => next < end);
  if (ranges.length === 0) return;
  await requireHistory(connection, topic, to.length, ranges);
  const fetcher = new RangeFetcher(connection, topic);
  try {
    // The next fetch is on its way while the caller works on the last one.
    let ahead = fetcher.fetch(ranges[0]!);
    while (ranges.length > 0) {
      const batches = await ahead;
      const range = ranges.shift()!;
      if (range.next < range.end) ranges.push(range);
      if (ranges.length > 0) {
        ahead = fetcher.fetch(ranges[0]!);
        ahead.catch(() => undefined);
      }
      yield* batches;
    }
  } finally {
    await fetcher.close();
  }
}

async function requireHistory(
  connection: KafkaConnection,
  topic: string,
  partitionCount: number,
  ranges: readonly Range[],
): Promise<void> {
  const { low, high } = await watermarks(connection, topic, partitionCount);
  for (const { partition, next, end } of ranges) {
    const where = `partition ${partition} of "${topic}"`;
    if (next < low[partition]!) throw new HistoryLost(`${where} begins at ${low[partition]}, and ${next} is asked for`);
    if (end > high[partition]!) throw new HistoryLost(`${where} ends at ${high[partition]}, before ${end}`);
  }
}

/** Fetches over a connection of its own; one that failed is replaced. */
class RangeFetcher {
  private cluster: Promise<Cluster> | undefined;

  constructor(
    private readonly connection: KafkaConnection,
    private readonly topic: string,
  ) {}

  /** The next events of the range, at least one, and moves its beginning behind them. */
  async fetch(range: Range): Promise<readonly EventBatch[]> {
    const deadline = Date.now() + patience_ms;
    for (;;) {
      const fetched = await this.attempt(range).catch((error: unknown) => this.recover(range, error, deadline));
      const batches = fetched ? eventsOf(fetched, range, this.topic) : [];
      if (batches.length > 0) return batches;
      if (Date.now() > deadline) {
        throw new Error(`partition ${range.partition} of "${this.topic}" gave nothing from ${range.next} on`);
      }
    }
  }

  async close(): Promise<void> {
    const { cluster } = this;
    this.cluster = undefined;
    await cluster?.then((opened) => opened.disconnect()).catch(() => undefined);
  }

  private async attempt({ partition, next }: Range): Promise<FetchedPartition | undefined> {
    const { topic } = this;
    const cluster = await (this.cluster ??= this.connect());
    await cluster.refreshMetadataIfNecessary();
    const [nodeId] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
    const broker = await cluster.findBroker({ nodeId: nodeId ?? '' });
    const answer = await broker.fetch({
      isolationLevel: read_uncommitted,
      maxWaitTime: fetch_wait_ms,
      minBytes: 1,
      maxBytes: fetch_bytes,
      topics: [{ topic, partitions: [{ partition, fetchOffset: String(next), maxBytes: fetch_bytes }] }],
    });
    return answer.responses[0]?.partitions[0];
  }

  private async recover(range: Range, error: unknown, deadline: number): Promise<undefined> {
    if (error instanceof Error && error.name === 'KafkaJSOffsetOutOfRange') {
      throw new HistoryLost(`partition ${range.partition} of "${this.topic}" has no offset ${range.next} any more`);
    }
    if (Date.now() > deadline) throw error;
    await this.close();
    await delay(retry_pause_ms);
  }

  private async connect(): Promise<Cluster> {
    const cluster = this.connection.cluster();
    await cluster.connect();
    await cluster.addTargetTopic(this.topic);
    return cluster;
  }
}

/** A fetch begins with the whole stored batch that holds the offset, and may go beyond the end: both are cut off. */
function eventsOf(fetched: FetchedPartition, range: Range, topic: string): EventBatch[] {
  const { partition } = range;
  const wanted = fetched.messages.filter(({ offset }) => BigInt(offset) >= range.next && BigInt(offset) < range.end);
  const batches: EventBatch[] = [];
  for (let at = 0; at < wanted.length; at += batch_events) {
    const events = wanted.slice(at, at + batch_events).map((message) => {
      if (BigInt(message.offset) !== range.next || message.isControlRecord) {
        throw new HistoryLost(`offset ${range.next} of partition ${partition} of "${topic}" holds no event`);
      }
      range.next++;
      return fromMessage(partition, message);
    });
    batches.push({ partition, events });
  }
  return batches;
}
