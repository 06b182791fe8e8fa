import type { Grade, RestoredVersion, TimeZone } from '#situation';
import { type Columns, instant, int, orNull, type RowOf, text, uuid } from './column.js';
import { columnsOf, type EditionTables, timestamp } from './columns.js';
import { known_columns } from './spans.table.js';
import type { Table } from './table.js';
import { touchedColumns, type TouchedReports, touchedRows, untouchedRows } from './touched.js';

/** What a version of a report states about one key, and over which known times it stood: a claim, or a figure. */
export interface Statement {
  readonly eventId: string;
  /** Its place in the report's list. */
  readonly ordinal: number;
  readonly reportId: string;
  readonly grade: Grade;
  readonly knownFromMs: number;
  readonly knownToMs: number;
  readonly restores?: RestoredVersion;
}

/** The columns that statements of every kind have. */
export const statement_columns = {
  event_id: uuid(),
  ordinal: int(),
  report_id: uuid(),
  reliability: text<Grade['reliability']>(),
  credibility: int<Grade['credibility']>(),
  ...known_columns,
  restored_event: orNull(uuid()),
  restored_from: orNull(instant()),
};

type StatementRow = RowOf<typeof statement_columns>;

/** What a statement has in them. */
export const columnsOfStatement = (said: Statement): StatementRow => ({
  event_id: said.eventId,
  ordinal: said.ordinal,
  report_id: said.reportId,
  reliability: said.grade.reliability,
  credibility: said.grade.credibility,
  known_from: said.knownFromMs,
  known_to: said.knownToMs,
  restored_event: said.restores?.eventId ?? null,
  restored_from: said.restores?.knownFromMs ?? null,
});

/** The statement in them. */
export const statementOf = (row: StatementRow): Statement => ({
  eventId: row.event_id,
  ordinal: row.ordinal,
  reportId: row.report_id,
  grade: { reliability: row.reliability, credibility: row.credibility },
  knownFromMs: row.known_from,
  knownToMs: row.known_to,
  ...(row.restored_event === null || row.restored_from === null
    ? {}
    : { restores: { eventId: row.restored_event, knownFromMs: row.restored_from } }),
});

/** How statements are the rows of a table. */
export interface StatementParts<Said, Declared extends Columns> {
  /** The column that says what a row is about. */
  readonly key: string;
  keyOf(said: Said): string;
  rowOf(said: Said, zone: TimeZone): RowOf<Declared>;
  saidOf(row: RowOf<Declared>): Said;
  /** Columns that hang on the zone of the key. */
  readonly dated?: readonly string[];
}

/** The rows of a table of statements, and what they say. */
export class StatementTable<Said extends Statement = Statement, Declared extends Columns = Columns> {
  /** The column that says what a row is about. */
  readonly key: string;

  constructor(
    readonly table: Table<Declared>,
    private readonly parts: StatementParts<Said, Declared>,
  ) {
    this.key = parts.key;
  }

  /** What a row is about. */
  keyOf(row: RowOf<Declared>): string {
    return row[this.key] as string;
  }

  /** What a statement is about. */
  keyOfSaid(said: Said): string {
    return this.parts.keyOf(said);
  }

  /** A statement as a row, with days read in this zone. */
  rowOf(said: Said, zone: TimeZone): RowOf<Declared> {
    return this.parts.rowOf(said, zone);
  }

  saidOf(row: RowOf<Declared>): Said {
    return this.parts.saidOf(row);
  }

  /** The rows of these reports, as far as they are touched. */
  ofReports(tables: EditionTables, touched: TouchedReports): Promise<readonly RowOf<Declared>[]> {
    return this.read(tables, `, ${touchedRows('c')}`, touchedColumns(touched));
  }

  /** All about these keys, but for what is stored of reports as far as they are touched. */
  ofKeys(
    tables: EditionTables,
    keys: readonly string[],
    touched: TouchedReports = new Map(),
  ): Promise<readonly RowOf<Declared>[]> {
    if (keys.length === 0) return Promise.resolve([]);
    const which = `where c.${this.key} = any($1::text[]) and ${untouchedRows('c', 2)}`;
    return this.read(tables, which, [keys, ...touchedColumns(touched)]);
  }

  /** Those about these keys that reach or follow a known time, but for what is stored of reports as far as they are touched. */
  since(
    tables: EditionTables,
    keys: ReadonlyMap<string, number>,
    touched: TouchedReports,
  ): Promise<readonly RowOf<Declared>[]> {
    if (keys.size === 0) return Promise.resolve([]);
    const which = `join unnest($1::text[], $2::timestamptz[]) late (key, since)
      on c.${this.key} = late.key and c.known_to >= late.since and ${untouchedRows('c', 3)}`;
    const late = columnsOf(
      [...keys],
      ([key]) => key,
      ([, sinceMs]) => timestamp(sinceMs),
    );
    return this.read(tables, which, [...late, ...touchedColumns(touched)]);
  }

  /** Removes what is stored of these reports, as far as they are touched. */
  async remove({ sql, schema }: EditionTables, touched: TouchedReports): Promise<void> {
    await sql.query(`delete from ${this.table.in(schema)} c using ${touchedRows('c')}`, touchedColumns(touched));
  }

  /** Stores rows of which none is stored. */
  insert(tables: EditionTables, rows: readonly RowOf<Declared>[]): Promise<void> {
    return this.table.insert(tables, rows);
  }

  /** Writes of these stored rows what hangs on the zone of their key, which has moved. */
  async redate(
    tables: EditionTables,
    rows: readonly RowOf<Declared>[],
    zoneOf: (key: string) => TimeZone,
  ): Promise<void> {
    const { dated = [] } = this.parts;
    if (dated.length === 0) return;
    const redated = rows.flatMap((row) => {
      const now = this.rowOf(this.saidOf(row), zoneOf(this.keyOf(row)));
      return dated.some((name) => row[name] !== now[name]) ? [now] : [];
    });
    await this.table.update(tables, dated, redated);
  }

  /** Rows `c`, as the rest of a statement tells which. */
  private read(
    { sql, schema }: EditionTables,
    which: string,
    values: readonly unknown[],
  ): Promise<readonly RowOf<Declared>[]> {
    return sql.query<RowOf<Declared>>(
      `select ${this.table.selected('c')} from ${this.table.in(schema)} c ${which}`,
      values,
    );
  }
}
