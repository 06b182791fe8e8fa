import { PostgresEventLog, type EventLog, type PostgresEventLogOptions } from '#event-log';
import { coreMigrations } from '#migrations';
import { Database, migrate } from '#platform';

import { createTestDatabase } from '../harness/database.js';
import type { LogUnderTest } from './event-log.contract.js';

/** A log in a database of its own. */
export interface PostgresLogUnderTest extends LogUnderTest {
  readonly url: string;
  open(options?: Partial<PostgresEventLogOptions>): Promise<EventLog>;
}

export async function newDatabase(): Promise<PostgresLogUnderTest> {
  const { url, drop } = await createTestDatabase();
  const database = await Database.open({ url, applicationName: 'contract', migrations: coreMigrations });
  await migrate(database);
  await database.close();
  const opened: EventLog[] = [];
  const retry = { attempts: 3, firstDelayMs: 20, longestDelayMs: 50 };
  return {
    url,
    open: async (options) => {
      const log = await PostgresEventLog.open({ url, retry, ...options });
      opened.push(log);
      return log;
    },
    dispose: async () => {
      await Promise.all(opened.map((log) => log.close()));
      await drop();
    },
  };
}
