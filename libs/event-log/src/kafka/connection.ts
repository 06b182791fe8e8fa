import { setTimeout as delay } from 'node:timers/promises';

import { Kafka, logLevel, type Admin } from 'kafkajs';

import { HistoryLost } from '../event-log.js';
import { refusalIn } from './refusal.js';
import type { KafkaConnectionOptions } from './kafka-options.js';
import { createCluster, type Cluster } from './kafkajs-internals.js';

export const connection_timeout_ms = 5_000;
export const request_timeout_ms = 8_000;
/** Together long enough for a leader to change. */
const ask_tries = 6;
const ask_pause_ms = 100;

/** Makes clients of one cluster. */
export class KafkaConnection {
  private admin: Promise<Admin> | undefined;
  private isClosed = false;

  constructor(private readonly options: KafkaConnectionOptions) {}

  /** A new client each time: the library keeps committed offsets per client, and a fresh start must know none. */
  client(): Kafka {
    const { clientId, ssl, sasl } = this.options;
    return new Kafka({
      brokers: this.brokersFromAny(),
      clientId,
      ...(ssl !== undefined && { ssl }),
      // One union of three mechanisms here, three unions there: each mechanism takes the same two words.
      ...(sasl && { sasl: { ...sasl, mechanism: sasl.mechanism as 'plain' } }),
      connectionTimeout: connection_timeout_ms,
      requestTimeout: request_timeout_ms,
      // What matters is thrown or reported by this adapter; the library would write to the console.
      logLevel: logLevel.NOTHING,
    });
  }

  /** For fetching without a group. The caller connects and disconnects it. */
  cluster(): Cluster {
    return createCluster(
      { ...this.options, brokers: this.brokersFromAny() },
      { connectionTimeout: connection_timeout_ms, requestTimeout: request_timeout_ms },
    );
  }

  /** Asks the cluster something, over a connection that is kept; one that failed is replaced before the next try. */
  async ask<Answer>(question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const connecting = (this.admin ??= this.connectAdmin());
      try {
        return await question(await connecting);
      } catch (error) {
        // An answer that is no is an answer, and after the end nobody waits for one.
        if (error instanceof HistoryLost || this.isClosed) throw error;
        const refusal = refusalIn(error, this.options.brokers);
        if (refusal !== undefined) throw refusal;
        if (this.admin === connecting) this.admin = undefined;
        void connecting.then(disconnect, () => undefined);
        if (attempt === ask_tries) throw error;
        await delay(ask_pause_ms * 2 ** attempt);
      }
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const connecting = this.admin;
    this.admin = undefined;
    await connecting?.then(disconnect, () => undefined);
  }

  /**
   * Returns the brokers from a random one on. The library begins with the first of its list, and waits for one that
   * accepts connections and answers nothing: a client that is made anew must be able to begin elsewhere. At random,
   * because clients that take turns could each come to the same broker again.
   */
  private brokersFromAny(): string[] {
    const { brokers } = this.options;
    const first = Math.floor(Math.random() * brokers.length);
    return [...brokers.slice(first), ...brokers.slice(0, first)];
  }

  private async connectAdmin(): Promise<Admin> {
    const admin = this.client().admin({ retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 } });
    await admin.connect();
    return admin;
  }
}

const disconnect = (client: { disconnect(): Promise<void> }): Promise<void> =>
  client.disconnect().catch(() => undefined);
