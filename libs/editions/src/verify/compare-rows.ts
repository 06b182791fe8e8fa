import { type Columns, rowText } from './plain-row.js';
import type { ColumnDifference, RowDifference } from './verification.js';

/** A row that differs, before the events of its key are looked up. */
export type RowMismatch = Pick<RowDifference, 'kind' | 'row' | 'columns'>;

/** How the rows that are stored of one key differ from those expected; rows may occur more than once. */
export function compareRows(
  stored: readonly Columns[],
  expected: readonly Columns[],
  identity: readonly string[],
): readonly RowMismatch[] {
  const left = new Map<string, Columns[]>();
  for (const row of expected) {
    const text = rowText(row);
    left.set(text, [...(left.get(text) ?? []), row]);
  }
  const extra = stored.filter((row) => left.get(rowText(row))?.pop() === undefined);
  const missing = [...left.values()].flat();
  const named = (row: Columns): Columns => Object.fromEntries(identity.map((column) => [column, row[column] ?? null]));
  const mismatches: RowMismatch[] = [];
  for (const row of extra) {
    const name = rowText(named(row));
    const twin = missing.findIndex((one) => rowText(named(one)) === name);
    const [other] = twin < 0 ? [] : missing.splice(twin, 1);
    if (other === undefined) mismatches.push({ kind: 'extra', row, columns: [] });
    else mismatches.push({ kind: 'changed', row: named(row), columns: differingColumns(row, other) });
  }
  return [...mismatches, ...missing.map((row) => ({ kind: 'missing' as const, row, columns: [] }))];
}

function differingColumns(stored: Columns, expected: Columns): readonly ColumnDifference[] {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(expected)])].sort();
  return names
    .map((column) => ({ column, stored: stored[column] ?? null, expected: expected[column] ?? null }))
    .filter((one) => rowText(one.stored) !== rowText(one.expected));
}
