import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import type { Kafka, Producer } from 'kafkajs';

import { startOf, type EventLog } from '#event-log';

const pause_ms = 5;
const retry = { retries: 12, initialRetryTime: 100, maxRetryTime: 1_000 };

/** What became of what the naive producer was told is in the log. */
export interface NaiveReckoning {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly failedSends: number;
}

/**
 * The unsafe control: a kafkajs producer as its documentation shows it, idempotent, one request in flight, all replicas
 * asked for, and every batch spread over all partitions in one `send`. What `send` resolves counts as acknowledged.
 */
export class NaiveLoad {
  readonly acknowledged: string[] = [];
  failedSends = 0;
  /** Sends that resolved although their answer leaves partitions out. */
  partial = 0;
  private sending = true;
  private readonly done: Promise<void>;

  private constructor(
    private producer: Producer,
    private readonly connect: () => Promise<Producer>,
    private readonly topic: string,
    private readonly partitionCount: number,
  ) {
    this.done = this.run();
    this.done.catch(() => undefined);
  }

  static async start(kafka: Kafka, topic: string, partitionCount: number): Promise<NaiveLoad> {
    const connect = async (): Promise<Producer> => {
      const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry });
      await producer.connect();
      return producer;
    };
    return new NaiveLoad(await connect(), connect, topic, partitionCount);
  }

  async stop(): Promise<void> {
    this.sending = false;
    await this.done;
    await this.producer.disconnect();
  }

  async reckon(log: EventLog): Promise<NaiveReckoning> {
    const seen = new Set<string>();
    const last = new Map<number, number>();
    let [doubled, outOfOrder] = [0, 0];
    const order = new Map(this.acknowledged.map((id, index) => [id, index]));
    for await (const { partition, events } of log.read(startOf(log.partitionCount), await log.head())) {
      for (const { id } of events) {
        const isDouble = seen.has(id);
        if (isDouble) doubled++;
        seen.add(id);
        const place = order.get(id);
        if (isDouble || place === undefined) continue;
        if (place < (last.get(partition) ?? -1)) outOfOrder++;
        last.set(partition, Math.max(place, last.get(partition) ?? -1));
      }
    }
    const lost = this.acknowledged.filter((id) => !seen.has(id)).length;
    return { acknowledged: this.acknowledged.length, lost, doubled, outOfOrder, failedSends: this.failedSends };
  }

  private async run(): Promise<void> {
    while (this.sending) {
      const messages = Array.from({ length: this.partitionCount }, (_, partition) => {
        return { partition, key: `place-${partition}`, value: '{}', headers: { ce_id: randomUUID() } };
      });
      try {
        const answers = await this.producer.send({ topic: this.topic, acks: -1, messages });
        if (answers.length < this.partitionCount) this.partial++;
        this.acknowledged.push(...messages.map(({ headers }) => headers.ce_id));
      } catch {
        this.failedSends++;
        await this.producer.disconnect();
        this.producer = await this.connect();
      }
      await delay(pause_ms);
    }
  }
}
