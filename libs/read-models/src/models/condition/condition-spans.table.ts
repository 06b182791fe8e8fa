import type {
  ConditionAnswer,
  ConditionAxis,
  ConditionRule,
  ConditionState,
  ConditionStatus,
  Confidence,
  PlaceId,
} from '#situation';
import type { EditionTables } from '../../table/columns.js';
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
import { insertRows, listColumn, type StoredColumn } from '../../table/stored-columns.table.js';
import type { SupportTable } from '../../table/supports.table.js';

/** A stored answer; its key names its place and its axis. */
export type ConditionRow = KeyedRectangle<ConditionAnswer>;

interface SpanRow extends BoundsRow {
  readonly place_id: string;
  readonly axis: ConditionAxis;
  readonly state: ConditionStatus;
  readonly states: readonly ConditionState[];
  readonly closed_to: readonly string[];
  readonly closed_by: readonly string[];
  readonly confidence: Confidence | null;
  readonly last_evidence: string | null;
  readonly rule: ConditionRule;
}

const separator = ' ';
/** The key of a span: slugs hold no space. */
export const spanKey = (placeId: PlaceId, axis: ConditionAxis): string => `${placeId}${separator}${axis}`;
const placeOf = ({ key }: KeyedRectangle<unknown>): string => key.split(separator)[0] ?? '';
const axisOf = ({ key }: KeyedRectangle<unknown>): ConditionAxis => key.split(separator)[1] as ConditionAxis;

const keyColumns = [
  { name: 'place_id', type: 'text', of: placeOf },
  { name: 'axis', type: 'text', of: axisOf },
] as const;

/** On which reports the answers about conditions rest. */
export const conditionSupports: SupportTable = {
  table: 'condition_support',
  keys: keyColumns,
  selectedKey: `s.place_id || '${separator}' || s.axis`,
};

/** The wanted stored answers. */
export async function loadConditions(
  { sql, schema }: EditionTables,
  wanted: readonly WantedRows[],
): Promise<readonly ConditionRow[]> {
  const rows = await sql.query<SpanRow>(
    `select s.place_id, s.axis, ${selectedBounds}, s.state, s.states, s.closed_to, s.closed_by, s.confidence,
       s.last_evidence::text, s.rule ${wantedFrom(`"${schema}".condition_span`)}`,
    wantedColumns(wanted),
  );
  return rows.map((row) => rectangle(row, spanKey(row.place_id, row.axis), toAnswer(row)));
}

const toAnswer = (row: SpanRow): ConditionAnswer => ({
  state: row.state,
  states: row.states,
  closedTo: row.closed_to,
  closedBy: row.closed_by,
  ...(row.confidence === null ? {} : { confidence: row.confidence }),
  ...(row.last_evidence === null ? {} : { lastEvidence: row.last_evidence }),
  rule: row.rule,
});

/** Writes the changes of answers. */
export async function writeConditions(tables: EditionTables, change: RowChange<ConditionAnswer>): Promise<void> {
  await deleteAndResize(tables, 'condition_span', keyColumns, change);
  await insertConditionSpans(tables, change.inserted);
}

const storedColumns: readonly StoredColumn<ConditionRow>[] = [
  ...keyColumns,
  ...boundColumns,
  { name: 'state', type: 'text', of: ({ value }) => value.state },
  listColumn('states', 'text', ({ value }) => value.states),
  listColumn('closed_to', 'text', ({ value }) => value.closedTo),
  listColumn('closed_by', 'text', ({ value }) => value.closedBy),
  { name: 'confidence', type: 'text', of: ({ value }) => value.confidence ?? null },
  { name: 'last_evidence', type: 'date', of: ({ value }) => value.lastEvidence ?? null },
  { name: 'rule', type: 'text', of: ({ value }) => value.rule },
];

/** Stores answers of which none is stored. */
export const insertConditionSpans = (tables: EditionTables, answers: readonly ConditionRow[]): Promise<void> =>
  insertRows(tables, 'condition_span', storedColumns, answers);
