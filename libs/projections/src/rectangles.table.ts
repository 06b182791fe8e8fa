import { columnsOf, type EditionTables, inSlices, timestamp } from './columns.js';
import type { KeyedRectangle, RowChange } from './rectangles.js';

/** A column that tells the rows of a table of rectangles apart, beside where they begin. */
export interface KeyColumn<Value> {
  readonly name: string;
  readonly type: 'text' | 'uuid' | 'timestamptz';
  readonly of: (row: KeyedRectangle<Value>) => string;
}

/**
 * Deletes and resizes rows of a table with the columns `valid_from`, `known_from` and `known_to`. What is inserted the
 * caller writes afterwards, so that no row stands in another's way.
 */
export async function deleteAndResize<Value>(
  { sql, schema }: EditionTables,
  table: string,
  keys: readonly KeyColumn<Value>[],
  { deleted, resized }: RowChange<Value>,
): Promise<void> {
  const starts: readonly KeyColumn<Value>[] = [
    ...keys,
    { name: 'valid_from', type: 'timestamptz', of: ({ valid }) => timestamp(valid.fromMs) },
    { name: 'known_from', type: 'timestamptz', of: ({ known }) => timestamp(known.fromMs) },
  ];
  const isSame = starts.map(({ name }) => `s.${name} = c.${name}`).join(' and ');
  const ends: readonly KeyColumn<Value>[] = [
    ...starts,
    { name: 'known_to', type: 'timestamptz', of: ({ known }) => timestamp(known.toMs) },
  ];
  await inSlices(deleted, async (slice) => {
    await sql.query(
      `delete from "${schema}".${table} s using ${given(starts)} where ${isSame}`,
      columnsOf(slice, ...starts.map((column) => column.of)),
    );
  });
  await inSlices(resized, async (slice) => {
    await sql.query(
      `update "${schema}".${table} s set known_to = c.known_to from ${given(ends)} where ${isSame}`,
      columnsOf(slice, ...ends.map((column) => column.of)),
    );
  });
}

const given = (columns: readonly Pick<KeyColumn<never>, 'name' | 'type'>[]): string => {
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
  return `unnest(${arrays.join()}) c (${columns.map(({ name }) => name).join()})`;
};
