import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi, type ApiParts, type ReadinessReport } from '../../apps/api/src/index.js';
import { Editions, editionEntities, followLive } from '#editions';
import { Jobs } from '#jobs';
import { PostgresEventLog } from '#event-log';
import { coreMigrations } from '#migrations';
import { Clock, Database, migrate, PinoLogger, ReadingFor } from '#platform';
import { createMigratedDatabase } from './database.js';

/** A clock that a test sets. */
export class SetClock extends Clock {
  constructor(public ms: number) {
    super();
  }
  override nowMs(): number {
    return this.ms;
  }
}

/** An api in this process with its database, its log and its projector, on a database of its own. */
export interface RunningApi {
  readonly app: NestFastifyApplication;
  readonly parts: ApiParts;
  readonly clock: SetClock;
  readiness: ReadinessReport;
  /** Waits until the live edition has everything that the log has. */
  projected(): Promise<void>;
  close(): Promise<void>;
}

/** Boots one; `now` is what its clock says until it is set. `change` replaces parts for a test of failures. */
export async function startApi(
  now: string,
  change: (parts: ApiParts) => ApiParts = (parts) => parts,
): Promise<RunningApi> {
  const server = await createMigratedDatabase();
  const database = await Database.open({
    url: server.url,
    applicationName: 'api-test',
    entities: editionEntities,
    migrations: coreMigrations,
  });
  await migrate(database);
  const eventLog = await PostgresEventLog.open({ url: server.url });
  const editions = new Editions(database);
  const projector = await followLive({ database, editions, eventLog });
  const live = await editions.prepareLive(eventLog);
  const guarded = new ReadingFor({ url: server.url, applicationName: 'api-test' });
  const clock = new SetClock(Date.parse(now));
  const running: { readiness: ReadinessReport } = { readiness: { ready: true, missing: [] } };
  const parts = change({
    eventLog,
    editions,
    readers: editions,
    guarded,
    jobs: new Jobs(database),
    clock,
    ready: () => running.readiness,
    settings: { timeZone: 'Asia/Baghdad', access: { anonymous: 'write' } },
    logger: PinoLogger.toStderr('fatal'),
  });
  const app = await createApi(parts);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return Object.assign(running, {
    app,
    parts,
    clock,
    projected: async () => {
      if (!(await editions.reached(live, await eventLog.head(), 10_000))) throw new Error('the live edition lags');
    },
    close: async () => {
      await app.close();
      await projector.stop();
      await eventLog.close();
      await guarded.close();
      await database.close();
      await server.drop();
    },
  });
}
