import { readModelTables } from '../../models/models.js';
import type { EditionTables } from '../../table/columns.js';
import type { WantedChunk } from './build-step.js';

/** A table that a step of a full build goes through, and by what. */
export interface KeyedTable {
  readonly table: string;
  readonly key: string;
}

/** Consecutive keys. */
export interface KeyRange {
  readonly keys: readonly string[];
  readonly until: string;
  /** How many rows they have together. */
  readonly size: number;
}

/** How many rows the table has. */
export async function rowCount({ sql, schema }: EditionTables, { table }: KeyedTable): Promise<bigint> {
  const [row] = await sql.query<{ count: string }>(`select count(*) count from "${schema}".${table}`);
  return BigInt(row?.count ?? 0);
}

/** The next keys, as many as have no more rows than a chunk may have, and one at least; undefined behind the last. */
export async function keysAfter(
  { sql, schema }: EditionTables,
  { table, key }: KeyedTable,
  { after, size: most }: WantedChunk,
): Promise<KeyRange | undefined> {
  const rows = await sql.query<{ key: string; count: number }>(
    `select ${key} "key", count(*)::int count from "${schema}".${table}
     ${after === undefined ? '' : `where ${key} > $1`} group by ${key} order by ${key} limit ${most}`,
    after === undefined ? [] : [after],
  );
  const keys: string[] = [];
  let size = 0;
  for (const row of rows) {
    if (keys.length > 0 && size + row.count > most) break;
    keys.push(row.key);
    size += row.count;
  }
  const until = keys.at(-1);
  return until === undefined ? undefined : { keys, until, size };
}

/** Lets the planner know what the tables hold: they have grown from nothing since it last looked. */
export async function analyzeReadModels({ sql, schema }: EditionTables): Promise<void> {
  const tables = readModelTables().map((table) => table.in(schema));
  await sql.query(`analyze ${tables.join()}`);
}
