import pg from 'pg';
import { type DatabaseOptions, poolOptions, type Sql } from '../database.js';

/** Settings of a session by name, such as `sitrep.clearance`: they decide which rows it finds. */
export type SessionSettings = Readonly<Record<string, string>>;

const pool_size = 8;

/**
 * Connections that read for somebody: each statement runs over one whose session has these settings. A connection that read
 * for another one before is set first; one that could not be is closed, so no statement runs under what was set before.
 */
export class ReadingFor {
  private readonly pool: pg.Pool;
  private readonly current = new WeakMap<pg.PoolClient, string>();

  constructor(options: DatabaseOptions) {
    this.pool = new pg.Pool({ ...poolOptions(options), max: options.poolSize ?? pool_size });
    // A connection that dies while idle is the pool's to replace, not a reason for the process to end.
    this.pool.on('error', () => undefined);
  }

  /** Reads with these settings; `transaction` sees one state if its first statement says so. */
  with(settings: SessionSettings): Sql & { transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> } {
    return {
      query: <Row>(text: string, values: readonly unknown[] = []) =>
        this.connected(settings, (client) => rowsOf<Row>(client, text, values)),
      transaction: (work) => this.connected(settings, (client) => inTransaction(client, work)),
    };
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async connected<Result>(
    settings: SessionSettings,
    work: (client: pg.PoolClient) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    try {
      await this.set(client, settings);
    } catch (error) {
      client.off('error', onError);
      client.release(true);
      throw error;
    }
    try {
      return await work(client);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  private async set(client: pg.PoolClient, settings: SessionSettings): Promise<void> {
    const text = JSON.stringify(settings);
    if (this.current.get(client) === text) return;
    this.current.delete(client);
    // What another one had and this one has not is emptied, which stands for nothing set.
    const names = [...new Set([...Object.keys(settings), ...(this.names.get(client) ?? [])])];
    await client.query(`select set_config(name, value, false) from unnest($1::text[], $2::text[]) s (name, value)`, [
      names,
      names.map((name) => settings[name] ?? ''),
    ]);
    this.names.set(client, names);
    this.current.set(client, text);
  }

  /** Every setting that a connection ever had. */
  private readonly names = new WeakMap<pg.PoolClient, readonly string[]>();
}

async function rowsOf<Row>(client: pg.PoolClient, text: string, values: readonly unknown[]): Promise<Row[]> {
  return (await client.query(text, [...values])).rows as Row[];
}

async function inTransaction<Result>(client: pg.PoolClient, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    // One after the other: they share the connection.
    let last: Promise<unknown> = Promise.resolve();
    const result = await work({
      query: <Row>(text: string, values: readonly unknown[] = []) => {
        const rows = last.then(() => rowsOf<Row>(client, text, values));
        last = rows.catch(() => undefined);
        return rows;
      },
    });
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection on which even this fails is broken, and the pool finds out.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
