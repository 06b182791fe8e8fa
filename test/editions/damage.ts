import type { Storage } from '#editions';

/** A column of a table as the catalogue of the database has it. */
interface Column {
  readonly name: string;
  readonly type: string;
}

/** Where there is something to damage: a table of an edition. */
export interface Target {
  readonly storage: Storage;
  readonly schema: string;
  readonly table: string;
}

/** Another value than the one there, by type; a type that is not here has to be added with its first column. */
const otherValues: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column}, '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  integer: (column) => `${column} + 1`,
  'double precision': (column) => `coalesce(${column}, 0) + 1`,
  boolean: (column) => `not ${column}`,
  bytea: () => String.raw`'\x00'::bytea`,
  jsonb: (column) => `coalesce(${column}, '{}') || '{"damaged": true}'`,
  date: (column) => `coalesce(${column}, '2017-01-01') + 1`,
  'text[]': (column) => `coalesce(${column}, '{}') || 'x'::text`,
  'uuid[]': (column) => `coalesce(${column}, '{}') || gen_random_uuid()`,
  'timestamp with time zone': (column) =>
    `case when isfinite(${column}) then ${column} - interval '1 millisecond'
          when ${column} > now() then timestamptz '2200-01-01' else timestamptz '1500-01-01' end`,
};

/** Columns that hold one of some words. */
const otherWords: Readonly<Record<string, string>> = {
  'report_event.kind': `case kind when 'reported' then 'report_corrected' else 'reported' end`,
  'draft_event.kind': `case kind when 'report_drafted' then 'draft_revised' else 'report_drafted' end`,
  'incident_link.kind': `case kind when 'reports_linked' then 'reports_unlinked' else 'reports_linked' end`,
};

export async function columnsOf({ storage, schema, table }: Target): Promise<readonly Column[]> {
  return storage.database.query<Column>(
    `select quote_ident(attname) "name", atttypid::regtype::text "type" from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [`"${schema}".${table}`],
  );
}

/** Makes one column of one row say something else. */
export function changeColumn({ schema, table }: Target, { name, type }: Column, row: number): string {
  const other = otherWords[`${table}.${name}`] ?? otherValues[type]?.(name);
  if (other === undefined) throw new Error(`nobody knows another value of ${table}.${name}, a ${type}`);
  return `update "${schema}".${table} set ${name} = ${other} where ctid = ${rowAt({ schema, table }, row)}`;
}

export const deleteRow = (target: Pick<Target, 'schema' | 'table'>, row: number): string =>
  `delete from "${target.schema}".${target.table} where ctid = ${rowAt(target, row)}`;

/** Puts a row in once more, under another identity where the table asks for one. */
export function copyRow(
  { schema, table }: Pick<Target, 'schema' | 'table'>,
  columns: readonly Column[],
  changes: Readonly<Record<string, string>>,
  row: number,
): string {
  const values = columns.map(({ name }) => changes[name] ?? name);
  return `insert into "${schema}".${table} select ${values.join(', ')} from "${schema}".${table}
    where ctid = ${rowAt({ schema, table }, row)}`;
}

/** The first row that holds at some known time: earlier damage moves rows, and a version that was never known overlaps with nothing. */
export async function firstHolding({ storage, schema, table }: Target): Promise<number> {
  const [first] = await storage.database.query<{ readonly row: number }>(
    `select row from (select row_number() over (order by ctid)::int - 1 "row", known_from < known_to holds
       from "${schema}".${table}) placed where holds order by row limit 1`,
  );
  return first?.row ?? 0;
}

const rowAt = ({ schema, table }: Pick<Target, 'schema' | 'table'>, row: number): string =>
  `(select ctid from "${schema}".${table} order by ctid offset ${row} limit 1)`;

/** Damages a table by these statements, looks, and puts the table back as it was, whatever was seen. */
export async function whileDamaged<Seen>(
  { storage, schema, table }: Target,
  statements: readonly string[],
  look: () => Promise<Seen>,
): Promise<Seen> {
  const run = (all: readonly string[]): Promise<void> =>
    storage.database.transaction(async (sql) => {
      // Whoever damages a table by hand is not held back by what refers to it.
      await sql.query('set local session_replication_role = replica');
      for (const statement of all) await sql.query(statement);
    });
  await run([`create table saved_rows as select * from "${schema}".${table}`]);
  try {
    await run(statements);
    return await look();
  } finally {
    await run([
      `delete from "${schema}".${table}`,
      `insert into "${schema}".${table} select * from saved_rows`,
      'drop table saved_rows',
    ]);
  }
}
