import { beginning_of_time_ms, end_of_time_ms, type Rectangle } from '#situation';
import { type Columns, instant, type RowOf } from './column.js';
import { arrayLiteral, columnsOf, type EditionTables, timestamp } from './columns.js';
import type { Span, SpanChange } from './spans.js';
import type { Inserts } from './inserts.js';
import type { Table } from './table.js';

/** Which stored rows of a key are wanted. */
export interface WantedRows {
  readonly key: string;
  /** Only those that reach this valid time; and only those open to the end of known time, unless a known time is given. */
  readonly openFromMs?: number;
  /** Of these only those that begin no later than this, or were known before `closedMs`. */
  readonly untilMs?: number;
  readonly closedMs?: number;
  /** Only those that reach this known time. Every row when nothing is given. */
  readonly knownSinceMs?: number;
  /** Of supports only those of these reports. */
  readonly reportIds?: readonly string[];
}

export const known_columns = { known_from: instant(), known_to: instant() };
export const rectangle_columns = { valid_from: instant(), valid_to: instant(), ...known_columns };
export const rectangle_checks = ['valid_from < valid_to and known_from < known_to'];

/** The bounds of a rectangle as columns. */
export const boundsOf = ({ valid, known }: Rectangle<unknown>) => ({
  valid_from: valid.fromMs,
  valid_to: valid.toMs,
  known_from: known.fromMs,
  known_to: known.toMs,
});

/** The rectangle that a row with such columns holds. */
export const rectangleOf = (row: ReturnType<typeof boundsOf>): Pick<Rectangle<never>, 'valid' | 'known'> => ({
  valid: { fromMs: row.valid_from, toMs: row.valid_to },
  known: { fromMs: row.known_from, toMs: row.known_to },
});

/** How rectangles are the rows of a table. */
export interface SpanParts<Value, Declared extends Columns> {
  rowOf(span: Span<Value>): RowOf<Declared>;
  spanOf(row: RowOf<Declared>): Span<Value>;
}

type Way = 'all' | 'since' | 'open' | 'closed' | 'beyond';

function waysOf({ openFromMs, knownSinceMs, closedMs = beginning_of_time_ms }: WantedRows): readonly Way[] {
  if (openFromMs === undefined) return [knownSinceMs === undefined ? 'all' : 'since'];
  if (knownSinceMs === undefined) return ['open'];
  return closedMs > knownSinceMs ? ['open', 'closed', 'beyond'] : ['open', 'closed'];
}

const orNull = (ms: number | undefined): string | null => (ms === undefined ? null : timestamp(ms));

/** A table of rectangles, and how they are its rows. The first column of its key says whose they are. */
export class SpanTable<Value = unknown, Declared extends Columns = Columns> {
  constructor(
    readonly table: Table<Declared>,
    private readonly parts: SpanParts<Value, Declared>,
  ) {}

  /** A rectangle as a row. */
  rowOf(span: Span<Value>): RowOf<Declared> {
    return this.parts.rowOf(span);
  }

  /** The wanted stored rows. */
  async load({ sql, schema }: EditionTables, wanted: readonly WantedRows[]): Promise<readonly Span<Value>[]> {
    if (wanted.length === 0) return [];
    const ofReport =
      'report_id' in this.table.columns
        ? ' and (wanted.reports is null or s.report_id = any(wanted.reports::uuid[]))'
        : '';
    // Each in a part of its own that an index serves, and only those parts of which some are wanted.
    const parts = Object.entries(this.ways())
      .filter(([way]) => wanted.some((rows) => waysOf(rows).includes(way as Way)))
      .map(
        ([way, which]) => `select ${this.table.selected('s')}
         from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[])
           wanted (key, open_from, until, known_since, closed, reports, ways)
         join ${this.table.in(schema)} s on s.${this.table.key[0]} = wanted.key
           and '${way}' = any(wanted.ways::text[])${which}${ofReport}`,
      );
    const rows = await sql.query<RowOf<Declared>>(
      parts.join(' union all '),
      columnsOf(
        wanted,
        ({ key }) => key,
        ({ openFromMs }) => orNull(openFromMs),
        ({ untilMs }) => timestamp(untilMs ?? end_of_time_ms),
        ({ knownSinceMs }) => orNull(knownSinceMs),
        ({ closedMs }) => orNull(closedMs),
        ({ reportIds }) => (reportIds === undefined ? null : arrayLiteral(reportIds)),
        (rows) => arrayLiteral(waysOf(rows)),
      ),
    );
    return rows.map((row) => this.parts.spanOf(row));
  }

  /** What holds of the rows that are read in each way. */
  private ways(): Readonly<Record<Way, string>> {
    const isTimed = 'valid_to' in this.table.columns;
    const within = isTimed ? ' and s.valid_to >= wanted.open_from and s.valid_from <= wanted.until' : '';
    return {
      all: '',
      since: ' and s.known_to >= wanted.known_since',
      open: ` and s.known_to = 'infinity'${within}`,
      beyond: ` and s.known_from < wanted.closed and s.known_to >= wanted.known_since${isTimed ? ' and s.valid_from > wanted.until' : ''}`,
      closed: ` and s.known_to >= wanted.known_since and s.known_to < 'infinity'${within}`,
    };
  }

  /** Stores rows of which none is stored. */
  insert(tables: EditionTables, spans: readonly Span<Value>[]): Promise<void> {
    return this.table.insert(
      tables,
      spans.map((span) => this.rowOf(span)),
    );
  }

  /** Writes a change of rows; what is new comes with the other inserts, after everything that stands in its way. */
  async write(
    tables: EditionTables,
    { deleted, resized, inserted }: SpanChange<Value>,
    inserts: Inserts,
  ): Promise<void> {
    await this.table.delete(
      tables,
      deleted.map((span) => this.rowOf(span)),
    );
    await this.table.update(
      tables,
      ['known_to'],
      resized.map((span) => this.rowOf(span)),
    );
    inserts.add(
      this.table,
      inserted.map((span) => this.rowOf(span)),
    );
  }
}
