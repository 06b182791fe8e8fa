import type { Database } from './database.js';

/** The key of the advisory lock under which schemas are migrated. */
const migration_lock = 7_349_001;

/**
 * Runs the pending migrations, each in a transaction of its own, and answers their names. TypeORM takes no lock around
 * them, so any number of processes may start at once: one migrates, the others wait and find nothing to do.
 */
export async function migrate({ dataSource }: Database): Promise<readonly string[]> {
  const guard = dataSource.createQueryRunner();
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [migration_lock]);
    await guard.query('create schema if not exists sitrep');
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map(({ name }) => name);
  } finally {
    await guard.query('select pg_advisory_unlock($1)', [migration_lock]).catch(() => undefined);
    await guard.release();
  }
}
