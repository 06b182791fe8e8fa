import { createHash } from 'node:crypto';
import pg from 'pg';

/** Statements in one message, at most: none waits for many others. */
const most_together = 16;

interface Waiting {
  readonly statement: { readonly name: string; readonly text: string; readonly values: readonly unknown[] };
  readonly resolve: (rows: unknown[]) => void;
  readonly reject: (reason: unknown) => void;
  /** True for one that is sent again, over another connection. */
  readonly isAgain?: true;
}

/**
 * SQLSTATE of what a connection has prepared and cannot use: the columns of its answer are others since a migration; or it
 * was not prepared, because the same statement before it in one message failed.
 */
const stale_codes: readonly unknown[] = ['0A000', '26000'];

/** True of an error of a statement that was prepared before its tables were changed. */
export const isOfStalePlan = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && stale_codes.includes(error.code);

/**
 * Small statements over connections of their own. Each connection plans a statement once, whatever it is asked, so they
 * should name the few rows that they are about. What comes in one turn of the event loop, or while all connections are in
 * use, goes out in one message and is answered in order.
 */
export class PreparedStatements {
  private waiting: Waiting[] = [];
  private isFlushing = false;

  private constructor(private readonly pool: pg.Pool) {}

  static over(options: pg.PoolConfig): PreparedStatements {
    const pool = new pg.Pool({
      ...options,
      pipeline: true,
      options: [options.options, '-c plan_cache_mode=force_generic_plan'].filter(Boolean).join(' '),
    } as pg.PoolConfig);
    // A connection that dies while idle is the pool's to replace, not a reason for the process to end.
    pool.on('error', () => undefined);
    return new PreparedStatements(pool);
  }

  query<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      const statement = { name: nameOf(text), text, values };
      this.add({ statement, resolve: resolve as (rows: unknown[]) => void, reject });
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private add(one: Waiting): void {
    this.waiting.push(one);
    if (this.isFlushing) return;
    this.isFlushing = true;
    setImmediate(() => void this.flush());
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const client = await this.pool.connect().catch((error: unknown) => {
        for (const { reject } of this.waiting.splice(0)) reject(error);
        return undefined;
      });
      if (client !== undefined) void this.ask(client, this.waiting.splice(0, most_together));
    }
    this.isFlushing = false;
  }

  /** Sends these in one message, and gives the connection back when all are answered. */
  private async ask(client: pg.PoolClient, group: readonly Waiting[]): Promise<void> {
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    const { stream } = (client as unknown as { readonly connection: { readonly stream: Corked } }).connection;
    stream.cork();
    const answers = group.map((one) =>
      client.query(one.statement as pg.QueryConfig).then(
        ({ rows }) => one.resolve(rows),
        (error: Error) => {
          if (one.isAgain === true || !isOfStalePlan(error)) return one.reject(error);
          broken = error;
          this.add({ ...one, isAgain: true });
        },
      ),
    );
    stream.uncork();
    await Promise.all(answers);
    client.off('error', onError);
    client.release(broken);
  }
}

interface Corked {
  cork(): void;
  uncork(): void;
}

/** A name stands for one text for ever. */
export const nameOf = (text: string): string => createHash('sha1').update(text).digest('base64');
