import { setTimeout as delay } from 'node:timers/promises';

import type { Message, Producer, RecordMetadata } from 'kafkajs';

import { connection_timeout_ms, type KafkaConnection } from './connection.js';

/** Where a batch went: its first offset, and the log's clock. */
export interface Stored {
  readonly baseOffset: bigint;
  readonly recordedAtMs: number;
}

const attempt_timeout_ms = 10_000;
const broker_timeout_ms = 5_000;

/**
 * A producer that is safe with kafkajs: the caller sends one batch of one partition at a time, and after any failure
 * the next send goes through a new producer, because a used one may give a sequence number away twice.
 */
export class SerialProducer {
  private producer: Producer | undefined;

  constructor(
    private readonly connection: KafkaConnection,
    private readonly topic: string,
  ) {}

  /**
   * Sends one batch. When it rejects, the batch may be in the log or not, and may still arrive there later.
   */
  async send(partition: number, messages: Message[]): Promise<Stored> {
    const over = new AbortController();
    try {
      return await Promise.race([
        this.attempt(partition, messages, over.signal),
        timeout(attempt_timeout_ms, over.signal),
      ]);
    } catch (error) {
      void this.close();
      throw error;
    } finally {
      over.abort();
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    if (producer) await disconnect(producer);
  }

  private async attempt(partition: number, messages: Message[], over: AbortSignal): Promise<Stored> {
    const producer = this.producer ?? (await this.connect());
    if (over.aborted) {
      await disconnect(producer);
      throw new Error('the connection came after the attempt was given up');
    }
    this.producer = producer;
    const sending = producer.send({ topic: this.topic, messages, acks: -1, timeout: broker_timeout_ms });
    // A send that was given up goes on inside the library and may connect again: it must not stay connected.
    const letGo = (): void => void (this.producer !== producer && disconnect(producer));
    sending.then(letGo, letGo);
    return acknowledgement(await sending, partition);
  }

  /** A producer whose connect failed is never used: it would send without its idempotence. */
  private async connect(): Promise<Producer> {
    const producer = this.connection.client().producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition!,
      retry: { retries: 3, initialRetryTime: 50, maxRetryTime: 500 },
    });
    const over = new AbortController();
    try {
      // A frozen broker accepts connections and says nothing; the next try may begin with another one.
      await Promise.race([producer.connect(), timeout(connection_timeout_ms, over.signal)]);
      return producer;
    } catch (error) {
      void disconnect(producer);
      throw error;
    } finally {
      over.abort();
    }
  }
}

const disconnect = (producer: Producer): Promise<void> => producer.disconnect().catch(() => undefined);

/** The library resolves a send even when its answer leaves the partition out; only what is named counts. */
export function acknowledgement(answers: readonly RecordMetadata[], partition: number): Stored {
  const answer = answers.length === 1 ? answers[0] : undefined;
  const baseOffset = BigInt(answer?.baseOffset ?? -1);
  const recordedAtMs = Number(answer?.logAppendTime ?? -1);
  if (answer?.partition !== partition || answer.errorCode !== 0 || baseOffset < 0n || recordedAtMs < 0) {
    throw new Error(`the broker did not acknowledge partition ${partition}: ${JSON.stringify(answers)}`);
  }
  return { baseOffset, recordedAtMs };
}

async function timeout(limitMs: number, signal: AbortSignal): Promise<never> {
  await delay(limitMs, undefined, { signal }).catch(() => undefined);
  throw new Error(`the broker did not answer within ${limitMs} ms`);
}
