import type {
  ConditionAnswer,
  ConditionAxis,
  ConditionRule,
  ConditionState,
  ConditionStatus,
  Confidence,
  PlaceId,
} from '#situation';
import { arrayLiteral, columnsOf, type EditionTables, inSlices } from '../columns.js';
import type { KeyedRectangle, RowChange } from '../rectangles.js';
import {
  boundColumns,
  type BoundsRow,
  deleteAndResize,
  rectangle,
  selectedBounds,
  wantedColumns,
  wantedFrom,
  type WantedRows,
} from '../rectangles.table.js';
import type { SupportTable } from '../supports.table.js';

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

/** Stores answers of which none is stored. */
export async function insertConditionSpans(
  { sql, schema }: EditionTables,
  answers: readonly ConditionRow[],
): Promise<void> {
  await inSlices(answers, async (slice) => {
    await sql.query(
      `insert into "${schema}".condition_span (place_id, axis, valid_from, valid_to, known_from, known_to, state, states,
         closed_to, closed_by, confidence, last_evidence, rule)
       select place_id, axis, valid_from, valid_to, known_from, known_to, state, states::text[], closed_to::text[],
         closed_by::text[], confidence, last_evidence, rule
       from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
         $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::date[], $13::text[])
         s (place_id, axis, valid_from, valid_to, known_from, known_to, state, states, closed_to, closed_by, confidence,
            last_evidence, rule)`,
      columnsOf(
        slice,
        placeOf,
        axisOf,
        ...boundColumns,
        ({ value }) => value.state,
        ({ value }) => arrayLiteral(value.states),
        ({ value }) => arrayLiteral(value.closedTo),
        ({ value }) => arrayLiteral(value.closedBy),
        ({ value }) => value.confidence ?? null,
        ({ value }) => value.lastEvidence ?? null,
        ({ value }) => value.rule,
      ),
    );
  });
}
