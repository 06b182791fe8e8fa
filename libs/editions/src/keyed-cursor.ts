import type { Sql } from '#platform';

/** A row under the key that the cursor is in order of. */
export interface Keyed {
  readonly key: string;
}

const rows_a_fetch = 1_000;
let opened = 0;

/** The rows of a statement in order of their keys, the rows of one key at a time, inside a transaction. */
export class KeyedCursor<Row extends Keyed> {
  private rows: readonly Row[] = [];
  private at = 0;
  private ended = false;

  private constructor(
    private readonly sql: Sql,
    private readonly name: string,
    private readonly read: (row: never) => Row,
  ) {}

  /** The statement answers rows with a `key`, in order of the bytes of it. */
  static async open<Found extends Keyed, Row extends Keyed>(
    sql: Sql,
    { text, values }: { readonly text: string; readonly values?: readonly unknown[] },
    read: (row: Found) => Row,
  ): Promise<KeyedCursor<Row>> {
    const name = `keyed_${(opened += 1)}`;
    await sql.query(`declare ${name} no scroll cursor for ${text}`, values);
    return new KeyedCursor<Row>(sql, name, read);
  }

  /** The key of the next row; undefined at the end. */
  async next(): Promise<string | undefined> {
    if (this.at >= this.rows.length && !this.ended) {
      const found = await this.sql.query<never>(`fetch ${rows_a_fetch} from ${this.name}`);
      this.rows = found.map(this.read);
      this.at = 0;
      this.ended = this.rows.length === 0;
    }
    return this.rows[this.at]?.key;
  }

  /** All rows of this key, when it is the next one; else none. */
  async take(key: string): Promise<readonly Row[]> {
    const taken: Row[] = [];
    while ((await this.next()) === key) {
      taken.push(this.rows[this.at] as Row);
      this.at += 1;
    }
    return taken;
  }

  async close(): Promise<void> {
    await this.sql.query(`close ${this.name}`);
  }
}

/** The least of these keys in the order of their bytes, as PostgreSQL has it under `collate "C"`. */
export function leastKey(keys: readonly (string | undefined)[]): string | undefined {
  let least: string | undefined;
  for (const key of keys)
    if (key !== undefined && (least === undefined || Buffer.compare(Buffer.from(key), Buffer.from(least)) < 0))
      least = key;
  return least;
}
