import type { Database } from '#platform';
import { EditionUnusable } from './editions.js';

/**
 * Does `work` while nobody else builds an edition of this name. The lock goes with the connection, so a killed process
 * holds nothing up.
 *
 * @throws {EditionUnusable} somebody else is building it.
 */
export async function whileBuilding<Answer>(
  database: Database,
  name: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const alone = database.dataSource.createQueryRunner();
  const key = `sitrep.build.${name}`;
  try {
    const rows = (await alone.query('select pg_try_advisory_lock(hashtext($1)) taken', [key])) as [{ taken: boolean }];
    if (!rows[0].taken)
      throw new EditionUnusable(`Edition ${name} is being built already; wait, or choose another name.`);
    return await work();
  } finally {
    await alone.query('select pg_advisory_unlock(hashtext($1))', [key]).catch(() => undefined);
    await alone.release();
  }
}
