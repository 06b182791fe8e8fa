import { randomUUID } from 'node:crypto';
import { coreMigrations } from '#migrations';
import { Database, migrate } from '#platform';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  readonly url: string;
  /** Removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/** A fresh, empty database of the server that runs for all suites. */
export const createTestDatabase = (): Promise<TestDatabase> => copyOf('template1');

/** A fresh one to which all core migrations have been applied: they are applied once a run, and then copied. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  await withClient(inject('postgresUrl'), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [migrated]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [migrated]);
    if (rowCount === 0) await makeMigrated(client);
  });
  return copyOf(migrated);
}

const migrated = 'migrated_for_tests';

async function makeMigrated(client: pg.Client): Promise<void> {
  const making = `${migrated}_making`;
  await client.query(`drop database if exists ${making} with (force)`);
  await client.query(`create database ${making}`);
  const database = await Database.open({
    url: urlOf(making),
    applicationName: 'migrating',
    migrations: coreMigrations,
  });
  await migrate(database).finally(() => database.close());
  // Only one that is whole has the name.
  await client.query(`alter database ${making} rename to ${migrated}`);
}

async function copyOf(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const run = (statement: string): Promise<void> =>
    withClient(inject('postgresUrl'), async (client) => void (await client.query(statement)));
  await run(`create database ${name} template ${template}`);
  return { url: urlOf(name), drop: () => run(`drop database if exists ${name} with (force)`) };
}

function urlOf(database: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${database}`;
  return url.href;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
