import { createHash } from 'node:crypto';
import { Database, type Sql } from '#platform';
import type { EditionTables } from '#read-models';
import { bookkeeping } from '../registry/create-tables.js';

/** What one table of an edition holds, in 64 hexadecimal digits. */
export interface TableDigest {
  readonly table: string;
  readonly rows: number;
  readonly digest: string;
}

/** The digest of an edition, and those of its tables in order of their names, so that a difference names its table. */
export interface EditionDigests {
  readonly digest: string;
  readonly tables: readonly TableDigest[];
}

const rows_a_fetch = 10_000;
/** Pages of a table read by one statement: some tens of thousands of rows. */
const pages_a_statement = 4_000;

/**
 * SHA-256 over every row of every read model of an edition. Editions of equal content have equal digests, whatever way
 * they were built, in whatever order, on whatever server: neither settings of the session nor collations tell.
 *
 * The bookkeeping counts for nothing. Memory stays the same whatever the number of rows.
 */
export async function editionDigest(scope: EditionTables): Promise<string> {
  const { digest } = await editionDigests(scope);
  return digest;
}

/** The same with the digest of each table. Inside a transaction it reads what that sees, and leaves nothing behind. */
export async function editionDigests({ sql, schema }: EditionTables): Promise<EditionDigests> {
  if (!(sql instanceof Database)) return digestsWithin({ sql, schema });
  return sql.withLongTimeouts((patient) =>
    patient.transaction(async (snapshot) => {
      await snapshot.query('set transaction isolation level repeatable read');
      return digestsWithin({ sql: snapshot, schema });
    }),
  );
}

/** The read models of an edition: every table of its schema but the bookkeeping, in order of their names. */
export async function readModelsOf({ sql, schema }: EditionTables): Promise<readonly string[]> {
  const rows = await sql.query<{ name: string }>(
    `select c.relname::text name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and c.relname <> all($2::text[])
     order by c.relname::text collate "C"`,
    [schema, bookkeeping],
  );
  return rows.map(({ name }) => name);
}

async function digestsWithin(scope: EditionTables): Promise<EditionDigests> {
  // Going back to the savepoint takes back the settings and the table of row digests.
  await scope.sql.query('savepoint edition_digest');
  await readAlike(scope.sql);
  const tables: TableDigest[] = [];
  for (const table of await readModelsOf(scope)) tables.push(await tableDigest(scope, table));
  await scope.sql.query('rollback to savepoint edition_digest');
  const whole = createHash('sha256');
  for (const { table, digest } of tables) whole.update(`${table} ${digest}\n`);
  return { digest: whole.digest('hex'), tables };
}

/** Until the transaction ends, values read as the same text wherever and by whomever they are read. */
export async function readAlike(sql: Sql): Promise<void> {
  await sql.query(
    `select set_config(name, value, true) from (values ('TimeZone', 'UTC'), ('DateStyle', 'ISO, YMD'),
       ('IntervalStyle', 'iso_8601'), ('bytea_output', 'hex'), ('extra_float_digits', '1')) s (name, value)`,
  );
}

/** Rows have no order of their own: they are taken in the order of their digests. */
async function tableDigest({ sql, schema }: EditionTables, table: string): Promise<TableDigest> {
  await sql.query('create temp table row_digest (digest bytea not null) on commit drop');
  const [size] = await sql.query<{ pages: number }>(
    `select (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int pages`,
    [`"${schema}"."${table}"`],
  );
  for (let page = 0; page < (size?.pages ?? 0); page += pages_a_statement)
    await sql.query(
      `insert into row_digest select sha256(convert_to(to_jsonb(t)::text, 'UTF8')) from "${schema}"."${table}" t
       where ctid >= '(${page},0)'::tid and ctid < '(${page + pages_a_statement},0)'::tid`,
    );
  await sql.query('declare row_digests no scroll cursor for select digest from row_digest order by digest');
  const whole = createHash('sha256');
  let rows = 0;
  for (;;) {
    const found = await sql.query<{ digest: Buffer }>(`fetch ${rows_a_fetch} from row_digests`);
    for (const { digest } of found) whole.update(digest);
    rows += found.length;
    if (found.length < rows_a_fetch) break;
  }
  await sql.query('close row_digests');
  await sql.query('drop table row_digest');
  return { table, rows, digest: whole.digest('hex') };
}
