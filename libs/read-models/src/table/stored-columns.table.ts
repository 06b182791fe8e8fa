import { arrayLiteral, columnsOf, type EditionTables, inSlices, timestamp } from './columns.js';

/** A column of a table, and what a row has in it. */
export interface StoredColumn<Row> {
  readonly name: string;
  /** The type of the parameter. */
  readonly type: 'boolean' | 'bytea' | 'date' | 'float8' | 'int' | 'jsonb' | 'text' | 'timestamptz' | 'uuid';
  readonly of: (row: Row) => unknown;
  /** What is stored in place of the parameter of this name. */
  readonly as?: string;
}

/** A column of lists, which go through text. */
export const listColumn = <Row>(
  name: string,
  type: 'text' | 'uuid',
  of: (row: Row) => readonly string[] | undefined,
): StoredColumn<Row> => ({
  name,
  type: 'text',
  of: (row) => {
    const list = of(row);
    return list === undefined ? null : arrayLiteral(list);
  },
  as: `${name}::${type}[]`,
});

/** The columns of rows that were known from one time on, until another. */
export const knownColumns: readonly StoredColumn<{ readonly knownFromMs: number; readonly knownToMs: number }>[] = [
  { name: 'known_from', type: 'timestamptz', of: ({ knownFromMs }) => timestamp(knownFromMs) },
  { name: 'known_to', type: 'timestamptz', of: ({ knownToMs }) => timestamp(knownToMs) },
];

/** Stores rows of which none is stored, many in a statement. */
export async function insertRows<Row>(
  { sql, schema }: EditionTables,
  table: string,
  columns: readonly StoredColumn<Row>[],
  rows: readonly Row[],
): Promise<void> {
  const names = columns.map(({ name }) => name).join();
  const values = columns.map(({ name, as = name }) => as).join();
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join();
  const statement = `insert into "${schema}".${table} (${names}) select ${values} from unnest(${arrays}) r (${names})`;
  await inSlices(rows, async (slice) => {
    await sql.query(statement, columnsOf(slice, ...columns.map(({ of }) => of)));
  });
}
