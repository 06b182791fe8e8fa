import type { Sql } from '#platform';

/** A row of a read model as text, equal for equal content wherever it comes from. */
export type Row = string;

const read_models = [
  ...['place', 'actor', 'report_event', 'report_version', 'control_claim', 'control_span', 'control_support'],
  ...['condition_claim', 'condition_span', 'incident_link', 'incident_stay', 'tally_figure', 'tally_span'],
] as const;

const instants = new Set([
  ...['registered_at', 'reported_at', 'known_from', 'known_to', 'valid_from', 'valid_to', 'effective_at', 'window_to'],
  ...['version_from', 'told_at'],
]);

/** Every row of every read model that an edition holds, in no order. */
export async function storedRows(sql: Sql, schema: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const table of read_models) {
    const found = await sql.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) "row" from "${schema}".${table} t`,
    );
    rows.push(...found.map(({ row }) => asRow(table, Object.fromEntries(Object.entries(row).map(inMilliseconds)))));
  }
  return rows;
}

/** Writes down the columns of a row, instants in milliseconds since 1970 UTC; what is not given reads as null. */
export const asRow = (table: string, columns: Record<string, unknown>): Row => `${table} ${canonical(columns)}`;

/** What one collection of rows has and the other has not, each with its number of occurrences. */
export function differences(stored: readonly Row[], expected: readonly Row[]): readonly string[] {
  const balance = new Map<Row, number>();
  for (const row of stored) balance.set(row, (balance.get(row) ?? 0) + 1);
  for (const row of expected) balance.set(row, (balance.get(row) ?? 0) - 1);
  return [...balance].flatMap(([row, count]) => {
    if (count === 0) return [];
    return count > 0 ? [`${count} too many: ${row}`] : [`${-count} missing: ${row}`];
  });
}

function inMilliseconds([column, value]: [string, unknown]): [string, unknown] {
  if (!instants.has(column) || typeof value !== 'string') return [column, value];
  if (value.endsWith('infinity')) return [column, value.startsWith('-') ? -Infinity : Infinity];
  return [column, Date.parse(value)];
}

/** JSON with sorted keys, without what is null, and with infinite numbers as words. */
const canonical = (columns: unknown): string =>
  JSON.stringify(columns, (_key, part: unknown) => {
    if (part === Infinity || part === -Infinity) return String(part);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const given = Object.entries(part).filter(([, value]) => value !== null && value !== undefined);
    return Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
