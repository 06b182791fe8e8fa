/** The columns of a row by name; instants in milliseconds since 1970 UTC. What is not given is null. */
export type Columns = Readonly<Record<string, unknown>>;

/** A row that the log gives. */
export interface ExpectedRow {
  readonly table: string;
  readonly columns: Columns;
}

export const expectedRow = (table: string, columns: Columns): ExpectedRow => ({ table, columns });

/** A row as text, equal for equal content wherever it comes from: sorted names, nothing that is null. */
export const rowText = (columns: Columns): string =>
  JSON.stringify(columns, (_name, part: unknown) => {
    if (part === Infinity || part === -Infinity) return String(part);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const given = Object.entries(part).filter(([, value]) => value !== null && value !== undefined);
    return Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** A row as `to_jsonb` gives it, with its instants read. */
export const storedColumns = (row: Columns, instants: readonly string[]): Columns => ({
  ...row,
  ...Object.fromEntries(instants.map((column) => [column, readInstant(row[column])])),
});

function readInstant(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.endsWith('infinity')) return value.startsWith('-') ? -Infinity : Infinity;
  return Date.parse(value);
}
