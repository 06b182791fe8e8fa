import { randomUUID } from 'node:crypto';

import { KafkaEventLog, type EventLog, type KafkaEventLogOptions } from '#event-log';

import type { LogUnderTest } from './event-log.contract.js';

/** A log on a topic of its own; topics are cheap and go away with the broker. */
export interface KafkaLogUnderTest extends LogUnderTest {
  readonly topic: string;
  open(options?: Partial<KafkaEventLogOptions>): Promise<EventLog>;
}

export function newTopic(brokers: readonly string[]): KafkaLogUnderTest {
  const topic = `contract.${randomUUID()}`;
  const opened: EventLog[] = [];
  const retry = { attempts: 3, firstDelayMs: 20, longestDelayMs: 50 };
  return {
    topic,
    open: async (options) => {
      const log = await KafkaEventLog.open({ brokers, clientId: 'contract', topic, retry, ...options });
      opened.push(log);
      return log;
    },
    dispose: async () => void (await Promise.all(opened.map((log) => log.close()))),
  };
}
