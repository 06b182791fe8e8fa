import type { ReportId } from '#situation';
import type { EditionTables } from './columns.js';
import type { KeyedRectangle, RowChange } from './rectangles.js';
import {
  boundColumns,
  type BoundsRow,
  deleteAndResize,
  type KeyColumn,
  rectangle,
  selectedBounds,
  wantedColumns,
  wantedFrom,
  type WantedRows,
} from './rectangles.table.js';
import { insertRows } from './stored-columns.table.js';

/** On which reports the answers of a read model rest: of each report the rectangles over which they do. The value is the report. */
export type SupportRow = KeyedRectangle<ReportId>;

/** The table of the supports of one read model, and the columns that make its key. */
export interface SupportTable {
  readonly table: 'control_support' | 'condition_support';
  readonly keys: readonly KeyColumn<ReportId>[];
  /** Selects the key of a row `s`. */
  readonly selectedKey: string;
}

const reportColumn: KeyColumn<ReportId> = { name: 'report_id', type: 'uuid', of: ({ value }) => value };

/** The wanted stored supports. */
export async function loadSupports(
  { sql, schema }: EditionTables,
  { table, selectedKey }: SupportTable,
  wanted: readonly WantedRows[],
): Promise<readonly SupportRow[]> {
  const rows = await sql.query<BoundsRow & { readonly key: string; readonly report_id: ReportId }>(
    `select ${selectedKey} "key", s.report_id, ${selectedBounds} ${wantedFrom(`"${schema}".${table}`)}`,
    wantedColumns(wanted),
  );
  return rows.map((row) => rectangle(row, row.key, row.report_id));
}

/** Writes the changes of supports. */
export async function writeSupports(
  tables: EditionTables,
  of: SupportTable,
  change: RowChange<ReportId>,
): Promise<void> {
  await deleteAndResize(tables, of.table, [...of.keys, reportColumn], change);
  await insertSupports(tables, of, change.inserted);
}

/** Stores supports of which none is stored. */
export const insertSupports = (
  tables: EditionTables,
  { table, keys }: SupportTable,
  supports: readonly SupportRow[],
): Promise<void> => insertRows(tables, table, [...keys, reportColumn, ...boundColumns], supports);
