import type { Columns, RowOf } from './column.js';
import { type EditionTables, rows_per_statement } from './columns.js';
import type { Table } from './table.js';

/** Rows to store, of which none is stored, gathered so that one statement stores those of all tables. */
export class Inserts {
  private readonly waiting = new Map<Table, RowOf<Columns>[]>();

  add<Declared extends Columns>(table: Table<Declared>, rows: readonly RowOf<Declared>[]): void {
    if (rows.length === 0) return;
    const waiting = this.waiting.get(table) ?? [];
    for (const row of rows) waiting.push(row as RowOf<Columns>);
    this.waiting.set(table, waiting);
  }

  async write(tables: EditionTables): Promise<void> {
    const small: (readonly [Table, readonly RowOf<Columns>[]])[] = [];
    for (const [table, rows] of this.waiting)
      if (rows.length > rows_per_statement) await table.insert(tables, rows);
      else small.push([table, rows]);
    this.waiting.clear();
    if (small.length === 0) return;
    const values: unknown[] = [];
    const statements = small.map(([table, rows]) => {
      const statement = table.inserting(tables.schema, values.length + 1);
      values.push(...table.parameters(rows));
      return statement;
    });
    const last = statements.pop();
    const before = statements.map((statement, index) => `i${index} as (${statement})`);
    await tables.sql.query(`${before.length === 0 ? '' : `with ${before.join()} `}${last}`, values);
  }
}
