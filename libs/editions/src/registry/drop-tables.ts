import type { Sql } from '#platform';
import type { EditionRef } from './edition-record.js';
import { EditionUnusable } from './edition-unusable.js';

/** Readers come after whoever waits to drop what they read, so nobody waits for long. */
const patience = '2s';
/** SQLSTATE: the lock was not to be had in time. */
const lock_not_available = '55P03';

/**
 * Drops all tables of an edition, inside the caller's transaction, which is lost when this fails.
 *
 * @throws {EditionUnusable} `in_use`: somebody reads it for longer than one waits, as a verification does.
 */
export async function dropTables(sql: Sql, { name, schema }: EditionRef): Promise<void> {
  await sql.query(`set local lock_timeout = '${patience}'`);
  try {
    await sql.query(`drop schema if exists "${schema}" cascade`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === lock_not_available)) throw error;
    const message = `Edition ${name} is being read at this moment, by a verification perhaps; try again when it is over.`;
    throw new EditionUnusable(message, 'in_use', { cause: error });
  }
}
