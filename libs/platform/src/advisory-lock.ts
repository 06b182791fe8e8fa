import type { Database, Sql } from './database.js';

/**
 * A lock that this process holds as long as one connection of its own lives: when the process dies, however it dies,
 * the lock is free. The holder owns the connection and learns from it when the lock is lost.
 */
export interface AdvisoryLock {
  /** The connection that holds the lock: a statement that fails on it may mean that the lock is lost. */
  readonly sql: Sql;
  release(): Promise<void>;
}

/** Takes the lock of this name; undefined when another session holds it. */
export async function tryAdvisoryLock(database: Database, name: string): Promise<AdvisoryLock | undefined> {
  const connection = database.dataSource.createQueryRunner();
  const sql: Sql = { query: async (text, values = []) => (await connection.query(text, [...values], true)).records };
  try {
    const [row] = await sql.query<{ taken: boolean }>(`select pg_try_advisory_lock(hashtextextended($1, 0)) taken`, [
      name,
    ]);
    if (row?.taken === true) return { sql, release: () => release(name, sql, () => connection.release()) };
  } catch (error) {
    await connection.release();
    throw error;
  }
  await connection.release();
  return undefined;
}

/**
 * Takes the lock of this name, which several sessions may hold at once. `begin` runs first, and learns whether this
 * session is the only holder. Where it is, nobody else can begin until `begin` has ended. If `begin` throws, the lock is
 * released and the error is thrown on.
 */
export async function shareAdvisoryLock(
  database: Database,
  name: string,
  begin: (isAlone: boolean, sql: Sql) => Promise<void>,
): Promise<AdvisoryLock> {
  const connection = database.dataSource.createQueryRunner();
  const sql: Sql = { query: async (text, values = []) => (await connection.query(text, [...values], true)).records };
  const lock = `(hashtextextended($1, 0))`;
  try {
    const [row] = await sql.query<{ alone: boolean }>(`select pg_try_advisory_lock${lock} alone`, [name]);
    const isAlone = row?.alone === true;
    if (!isAlone) await sql.query(`select pg_advisory_lock_shared${lock}`, [name]);
    await begin(isAlone, sql);
    if (isAlone) {
      await sql.query(`select pg_advisory_lock_shared${lock}`, [name]);
      await sql.query(`select pg_advisory_unlock${lock}`, [name]);
    }
  } catch (error) {
    await sql.query('select pg_advisory_unlock_all()').catch(() => undefined);
    await connection.release();
    throw error;
  }
  const giveBack = async (): Promise<void> => {
    await sql.query(`select pg_advisory_unlock_shared${lock}`, [name]).catch(() => undefined);
    await connection.release();
  };
  return { sql, release: giveBack };
}

async function release(name: string, sql: Sql, giveBack: () => Promise<void>): Promise<void> {
  try {
    // Over a connection that has died there is nothing left to release.
    await sql.query(`select pg_advisory_unlock(hashtextextended($1, 0))`, [name]).catch(() => undefined);
  } finally {
    await giveBack();
  }
}

/** Takes the lock of this name until the transaction ends; false when another session holds it. */
export async function tryLockInTransaction(sql: Sql, name: string): Promise<boolean> {
  const [row] = await sql.query<{ taken: boolean }>(`select pg_try_advisory_xact_lock(hashtextextended($1, 0)) taken`, [
    name,
  ]);
  return row?.taken === true;
}
