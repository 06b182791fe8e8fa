import type { Confidence, ControlAnswer, ControlCondition, ControlRule, ControlStatus, Extent } from '#situation';
import type { EditionTables } from '../../table/columns.js';
import { insertRows, listColumn, type StoredColumn } from '../../table/stored-columns.table.js';
import type { KeyedRectangle, RowChange } from '../../table/rectangles.js';
import {
  boundColumns,
  type BoundsRow,
  deleteAndResize,
  rectangle,
  selectedBounds,
  wantedColumns,
  wantedFrom,
  type WantedRows,
} from '../../table/rectangles.table.js';
import type { SupportTable } from '../../table/supports.table.js';

/** The stored answers of one place each. */
export type AnswerRow = KeyedRectangle<ControlAnswer>;

interface SpanRow extends BoundsRow {
  readonly place_id: string;
  readonly status: ControlStatus;
  readonly holders: readonly string[];
  readonly conditions: readonly ControlCondition[];
  readonly extent: Extent | null;
  readonly changing_from: readonly string[] | null;
  readonly changing_to: readonly string[] | null;
  readonly stale: boolean;
  readonly confidence: Confidence | null;
  readonly last_evidence: string | null;
  readonly rule: ControlRule;
}

const placeColumn = { name: 'place_id', type: 'text', of: ({ key }: KeyedRectangle<unknown>) => key } as const;

/** On which reports the answers about control rest. */
export const controlSupports: SupportTable = {
  table: 'control_support',
  keys: [placeColumn],
  selectedKey: 's.place_id',
};

/** The wanted stored answers. */
export async function loadSpans(
  { sql, schema }: EditionTables,
  wanted: readonly WantedRows[],
): Promise<readonly AnswerRow[]> {
  const rows = await sql.query<SpanRow>(
    `select s.place_id, ${selectedBounds}, s.status, s.holders, s.conditions, s.extent, s.changing_from,
       s.changing_to, s.stale, s.confidence,
       s.last_evidence::text, s.rule ${wantedFrom(`"${schema}".control_span`)}`,
    wantedColumns(wanted),
  );
  return rows.map((row) => rectangle(row, row.place_id, toAnswer(row)));
}

const toAnswer = (row: SpanRow): ControlAnswer => ({
  status: row.status,
  holders: row.holders,
  conditions: row.conditions,
  ...(row.extent === null ? {} : { extent: row.extent }),
  ...(row.changing_from === null ? {} : { transition: { from: row.changing_from, to: row.changing_to ?? [] } }),
  stale: row.stale,
  ...(row.confidence === null ? {} : { confidence: row.confidence }),
  ...(row.last_evidence === null ? {} : { lastEvidence: row.last_evidence }),
  rule: row.rule,
});

/** Writes the changes of answers. */
export async function writeSpans(tables: EditionTables, change: RowChange<ControlAnswer>): Promise<void> {
  await deleteAndResize(tables, 'control_span', [placeColumn], change);
  await insertAnswers(tables, change.inserted);
}

const storedColumns: readonly StoredColumn<AnswerRow>[] = [
  placeColumn,
  ...boundColumns,
  { name: 'status', type: 'text', of: ({ value }) => value.status },
  listColumn('holders', 'text', ({ value }) => value.holders),
  listColumn('conditions', 'text', ({ value }) => value.conditions),
  { name: 'extent', type: 'text', of: ({ value }) => value.extent ?? null },
  listColumn('changing_from', 'text', ({ value }) => value.transition?.from),
  listColumn('changing_to', 'text', ({ value }) => value.transition?.to),
  { name: 'stale', type: 'boolean', of: ({ value }) => value.stale },
  { name: 'confidence', type: 'text', of: ({ value }) => value.confidence ?? null },
  { name: 'last_evidence', type: 'date', of: ({ value }) => value.lastEvidence ?? null },
  { name: 'rule', type: 'text', of: ({ value }) => value.rule },
];

/** Stores answers of which none is stored. */
export const insertAnswers = (tables: EditionTables, answers: readonly AnswerRow[]): Promise<void> =>
  insertRows(tables, 'control_span', storedColumns, answers);
