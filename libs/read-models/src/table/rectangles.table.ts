import { asMs, columnsOf, type EditionTables, inSlices, timestamp } from './columns.js';
import type { KeyedRectangle, RowChange } from './rectangles.js';
import type { StoredColumn } from './stored-columns.table.js';

/** A column that tells the rows of a table of rectangles apart, beside where they begin. */
export type KeyColumn<Value> = StoredColumn<KeyedRectangle<Value>>;

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

/** Which stored rectangles of a place are wanted. */
export interface WantedRows {
  readonly placeId: string;
  /** Only those open to the end of known time that reach this valid time. */
  readonly openFromMs?: number;
  /** Only those that reach this known time. Every row when neither is given. */
  readonly knownSinceMs?: number;
}

/** Selects the wanted rows `s` of a table, given `wantedColumns`. */
export const wantedFrom = (table: string): string =>
  `from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) wanted (place, open_from, known_since)
   join ${table} s on s.place_id = wanted.place
     and (wanted.open_from is null or (s.known_to = 'infinity' and s.valid_to >= wanted.open_from))
     and (wanted.known_since is null or s.known_to >= wanted.known_since)`;

export const wantedColumns = (wanted: readonly WantedRows[]): readonly (readonly unknown[])[] =>
  columnsOf(
    wanted,
    ({ placeId }) => placeId,
    ({ openFromMs }) => (openFromMs === undefined ? null : timestamp(openFromMs)),
    ({ knownSinceMs }) => (knownSinceMs === undefined ? null : timestamp(knownSinceMs)),
  );

/** The bounds of a row `s`, as `selectedBounds` reads them. */
export interface BoundsRow {
  readonly valid_from: number;
  readonly valid_to: number;
  readonly known_from: number;
  readonly known_to: number;
}

export const selectedBounds = ['valid_from', 'valid_to', 'known_from', 'known_to']
  .map((column) => `${asMs(`s.${column}`)} ${column}`)
  .join();

/** The rectangle that a row holds. */
export const rectangle = <Value>(row: BoundsRow, key: string, value: Value): KeyedRectangle<Value> => ({
  key,
  valid: { fromMs: row.valid_from, toMs: row.valid_to },
  known: { fromMs: row.known_from, toMs: row.known_to },
  value,
});

/** Where rows to store begin and end. */
export const boundColumns: readonly StoredColumn<KeyedRectangle<unknown>>[] = [
  { name: 'valid_from', type: 'timestamptz', of: ({ valid }) => timestamp(valid.fromMs) },
  { name: 'valid_to', type: 'timestamptz', of: ({ valid }) => timestamp(valid.toMs) },
  { name: 'known_from', type: 'timestamptz', of: ({ known }) => timestamp(known.fromMs) },
  { name: 'known_to', type: 'timestamptz', of: ({ known }) => timestamp(known.toMs) },
];

const given = (columns: readonly Pick<KeyColumn<never>, 'name' | 'type'>[]): string => {
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
  return `unnest(${arrays.join()}) c (${columns.map(({ name }) => name).join()})`;
};
