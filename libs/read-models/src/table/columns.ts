import { type Sql } from '#platform';

/** Milliseconds since 1970 UTC as PostgreSQL reads a timestamptz, infinite ends included. */
export function timestamp(ms: number): string {
  if (ms === Number.POSITIVE_INFINITY) return 'infinity';
  return ms === Number.NEGATIVE_INFINITY ? '-infinity' : new Date(ms).toISOString();
}

/** Selects a timestamptz as milliseconds since 1970 UTC; infinite ends come back as JavaScript's infinities. */
export const asMs = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** Rows turned into columns: one array a column, for `unnest`. */
export const columnsOf = <Row>(
  rows: readonly Row[],
  ...columns: readonly ((row: Row) => unknown)[]
): readonly (readonly unknown[])[] => columns.map((column) => rows.map(column));

/** A list as a PostgreSQL array literal, for columns that are arrays themselves (`unnest` flattens nested arrays). */
export const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;

/** No statement outgrows what a server takes in one message. */
export const rows_per_statement = 5_000;

/** Writes rows in slices, so that no statement outgrows what a server takes in one message. */
export async function inSlices<Row>(
  rows: readonly Row[],
  write: (slice: readonly Row[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += rows_per_statement) {
    await write(rows.slice(start, start + rows_per_statement));
  }
}

/** A transaction on one edition's tables. */
export interface EditionTables {
  readonly sql: Sql;
  readonly schema: string;
}
