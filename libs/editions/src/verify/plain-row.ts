/** The columns of a row by name; instants in milliseconds since 1970 UTC. What is not given is null. */
export type Columns = Readonly<Record<string, unknown>>;

/** A row as text, equal for equal content wherever it comes from: sorted names, nothing that is null. */
export function rowText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value === Infinity || value === -Infinity) return `"${String(value)}"`;
  if (value instanceof Uint8Array) return JSON.stringify(`\\x${Buffer.from(value).toString('hex')}`);
  if (Array.isArray(value)) return `[${value.map(rowText).join()}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  parts.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${rowText(part)}`).join()}}`;
}

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
