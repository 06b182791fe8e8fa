import { randomUUID } from 'node:crypto';

import { Kafka, logLevel, type Admin } from 'kafkajs';

import { openStorage, type Storage } from '#editions';

import { createTestDatabase } from '../harness/database.js';

/** A topic and a database of its own, as the apps see them, and the tools of whoever may touch the broker. */
export interface KafkaDesk extends Storage {
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly topic: string;
  /** What a process needs to work on the same topic and database. */
  readonly settings: NodeJS.ProcessEnv;
  dispose(): Promise<void>;
}

export async function openDesk(brokers: readonly string[]): Promise<KafkaDesk> {
  const server = await createTestDatabase();
  const topic = `desk.${randomUUID()}`;
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const [storage] = await Promise.all([
    openStorage({
      databaseUrl: server.url,
      applicationName: 'desk',
      kafkaBrokers: brokers,
      kafkaTopic: topic,
      onTrouble: () => undefined,
    }),
    admin.connect(),
  ]);
  return {
    ...storage,
    kafka,
    admin,
    topic,
    settings: { DATABASE_URL: server.url, KAFKA_BROKERS: brokers.join(), SITREP_KAFKA_TOPIC: topic },
    async dispose() {
      await admin.disconnect();
      await storage.close();
      await server.drop();
    },
  };
}
