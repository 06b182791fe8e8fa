import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { type EditionLimits, followLive, live_edition, openStorage, runJobs, type Storage } from '#editions';
import type { Following } from '#event-log';
import type { JobRunner } from '#jobs';
import { PinoLogger, SystemClock } from '#platform';
import supertest from 'supertest';
import { inject } from 'vitest';
import { type AccessSettings, type ApiParts, createApi } from '../../apps/api/src/index.js';
import { createMigratedDatabase } from './database.js';

/** The logs that a suite runs on: PostgreSQL always, Kafka where there is a broker. */
export type LogKind = 'postgres' | 'kafka';
export const logKinds = (): readonly LogKind[] =>
  inject('kafkaBrokers') === undefined ? ['postgres'] : ['postgres', 'kafka'];

/** A whole Sitrep in this process: log, projector, jobs and api, on a database and a topic of its own. */
export interface RunningSitrep extends Storage {
  readonly app: NestFastifyApplication;
  readonly http: ReturnType<typeof supertest>;
  readonly following: Following;
  /** Does the jobs; a test that wants a job to wait stops it. */
  readonly runner: JobRunner;
  /** The variables by which a command works on the same storage. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves when the live edition has everything that the log has now. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const settle_timeout_ms = 60_000;

export async function startSitrep(
  kind: LogKind,
  editionLimits?: EditionLimits,
  access: AccessSettings = { anonymous: 'write' },
  more: Pick<ApiParts['settings'], 'watches' | 'watchPace' | 'review' | 'sensitivity' | 'trustedProxies'> = {},
): Promise<RunningSitrep> {
  const server = await createMigratedDatabase();
  const brokers = kind === 'kafka' ? inject('kafkaBrokers') : undefined;
  const kafkaTopic = `sitrep.test-${randomUUID()}`;
  const storage = await openStorage({
    databaseUrl: server.url,
    applicationName: 'sitrep-test',
    kafkaTopic,
    ...(brokers !== undefined ? { kafkaBrokers: brokers } : {}),
    onTrouble: () => undefined,
  });
  const limits = editionLimits === undefined ? {} : { limits: editionLimits };
  const following = await followLive(storage);
  const jobs = runJobs(storage, limits);
  const app = await createApi({
    ...storage,
    clock: new SystemClock(),
    settings: { timeZone: 'UTC', access, ...more, ...(editionLimits === undefined ? {} : { editionLimits }) },
    ready: () => ({ ready: true, missing: [] }),
    logger: PinoLogger.toStderr('fatal'),
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    ...storage,
    app,
    following,
    runner: jobs,
    http: supertest(app.getHttpServer()),
    environment: {
      DATABASE_URL: server.url,
      SITREP_KAFKA_TOPIC: kafkaTopic,
      ...(brokers !== undefined ? { KAFKA_BROKERS: brokers.join(',') } : {}),
    },
    async settled() {
      const live = await storage.editions.find(live_edition);
      const head = await storage.eventLog.head();
      const there = live !== undefined && (await storage.editions.reached(live, head, settle_timeout_ms));
      if (!there) throw new Error('The live edition has not caught up in time.');
    },
    async stop() {
      await app.close();
      await jobs.stop();
      await following.stop();
      await storage.close();
      await server.drop();
    },
  };
}
