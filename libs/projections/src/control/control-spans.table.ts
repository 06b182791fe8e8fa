import type { Confidence, ControlAnswer, ControlCondition, ControlRule, ControlStatus, Extent } from '#situation';
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

/** Stores answers of which none is stored. */
export async function insertAnswers({ sql, schema }: EditionTables, answers: readonly AnswerRow[]): Promise<void> {
  await inSlices(answers, async (slice) => {
    await sql.query(
      `insert into "${schema}".control_span (place_id, valid_from, valid_to, known_from, known_to, status, holders,
         conditions, extent, changing_from, changing_to, stale, confidence, last_evidence, rule)
       select place_id, valid_from, valid_to, known_from, known_to, status, holders::text[], conditions::text[], extent,
         changing_from::text[], changing_to::text[], stale, confidence, last_evidence, rule
       from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[],
         $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::boolean[], $13::text[], $14::date[],
         $15::text[])
         c (place_id, valid_from, valid_to, known_from, known_to, status, holders, conditions, extent, changing_from,
            changing_to, stale, confidence, last_evidence, rule)`,
      columnsOf(
        slice,
        placeColumn.of,
        ...boundColumns,
        ({ value }) => value.status,
        ({ value }) => arrayLiteral(value.holders),
        ({ value }) => arrayLiteral(value.conditions),
        ({ value }) => value.extent ?? null,
        ({ value }) => (value.transition === undefined ? null : arrayLiteral(value.transition.from)),
        ({ value }) => (value.transition === undefined ? null : arrayLiteral(value.transition.to)),
        ({ value }) => value.stale,
        ({ value }) => value.confidence ?? null,
        ({ value }) => value.lastEvidence ?? null,
        ({ value }) => value.rule,
      ),
    );
  });
}
