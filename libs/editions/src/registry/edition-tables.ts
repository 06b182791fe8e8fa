import type { Sql } from '#platform';
import type { EditionRef } from './edition-record.js';
import { EditionUnusable } from './edition-unusable.js';
import type { EditionTables } from '#read-models';
import { editionDigest } from '../digest/edition-digest.js';

/** A reader queues behind a transaction that waits to drop its tables, so the wait must be short. */
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

/** What is taken of an edition when it is complete. */
export interface EditionMeasure {
  /** Of all its rows. */
  readonly digest: string;
  /** On disk, with indexes. */
  readonly sizeBytes: number;
}

/** Measures a complete edition that does not change any more. */
export async function measureEdition(tables: EditionTables): Promise<EditionMeasure> {
  return { digest: await editionDigest(tables), sizeBytes: await editionSize(tables) };
}

/** Bytes on disk, with indexes, as they are now; 0 when it has no tables. */
export async function editionSize({ sql, schema }: EditionTables): Promise<number> {
  const [row] = await sql.query<{ size_bytes: string | null }>(
    `select sum(pg_total_relation_size(c.oid)) size_bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind = 'r'`,
    [schema],
  );
  return Number(row?.size_bytes ?? 0);
}
