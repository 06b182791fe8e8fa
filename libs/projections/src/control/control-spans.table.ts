import type { Confidence, ControlAnswer, ControlCondition, ControlRule, ControlStatus, Extent } from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import type { KeyedRectangle, RowChange } from '../rectangles.js';
import { deleteAndResize } from '../rectangles.table.js';

/** The stored answers of one place each. */
export type AnswerRow = KeyedRectangle<ControlAnswer>;
/** The value is the report. */
export type SupportRow = KeyedRectangle<string>;

interface Bounds {
  readonly place_id: string;
  readonly valid_from: number;
  readonly valid_to: number;
  readonly known_from: number;
  readonly known_to: number;
}

interface SpanRow extends Bounds {
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

const bounds = ['valid_from', 'valid_to', 'known_from', 'known_to']
  .map((column) => `${asMs(`s.${column}`)} ${column}`)
  .join();

/** Which stored rows of a place are wanted. */
export interface WantedRows {
  readonly placeId: string;
  /** Only those open to the end of known time that reach this valid time. */
  readonly openFromMs?: number;
  /** Only those that reach this known time. Every row when neither is given. */
  readonly knownSinceMs?: number;
}

const wantedFrom = (table: string): string =>
  `from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) wanted (place, open_from, known_since)
   join ${table} s on s.place_id = wanted.place
     and (wanted.open_from is null or (s.known_to = 'infinity' and s.valid_to >= wanted.open_from))
     and (wanted.known_since is null or s.known_to >= wanted.known_since)`;

const wantedColumns = (wanted: readonly WantedRows[]): readonly (readonly unknown[])[] =>
  columnsOf(
    wanted,
    ({ placeId }) => placeId,
    ({ openFromMs }) => (openFromMs === undefined ? null : timestamp(openFromMs)),
    ({ knownSinceMs }) => (knownSinceMs === undefined ? null : timestamp(knownSinceMs)),
  );

const rectangle = <Value>(row: Bounds, value: Value): KeyedRectangle<Value> => ({
  key: row.place_id,
  valid: { fromMs: row.valid_from, toMs: row.valid_to },
  known: { fromMs: row.known_from, toMs: row.known_to },
  value,
});

/** The wanted stored answers. */
export async function loadSpans(
  { sql, schema }: EditionTables,
  wanted: readonly WantedRows[],
): Promise<readonly AnswerRow[]> {
  const rows = await sql.query<SpanRow>(
    `select s.place_id, ${bounds}, s.status, s.holders, s.conditions, s.extent, s.changing_from,
       s.changing_to, s.stale, s.confidence,
       s.last_evidence::text, s.rule ${wantedFrom(`"${schema}".control_span`)}`,
    wantedColumns(wanted),
  );
  return rows.map((row) => rectangle(row, toAnswer(row)));
}

const toAnswer = (row: SpanRow): ControlAnswer => ({
  ...{ status: row.status, holders: row.holders, conditions: row.conditions },
  ...(row.extent === null ? {} : { extent: row.extent }),
  ...(row.changing_from === null ? {} : { transition: { from: row.changing_from, to: row.changing_to ?? [] } }),
  stale: row.stale,
  ...(row.confidence === null ? {} : { confidence: row.confidence }),
  ...(row.last_evidence === null ? {} : { lastEvidence: row.last_evidence }),
  rule: row.rule,
});

/** The wanted stored supports. */
export async function loadSupports(
  { sql, schema }: EditionTables,
  wanted: readonly WantedRows[],
): Promise<readonly SupportRow[]> {
  const rows = await sql.query<Bounds & { report_id: string }>(
    `select s.place_id, s.report_id, ${bounds} ${wantedFrom(`"${schema}".control_support`)}`,
    wantedColumns(wanted),
  );
  return rows.map((row) => rectangle(row, row.report_id));
}

const boundColumns = [
  ({ key }: KeyedRectangle<unknown>) => key,
  ({ valid }: KeyedRectangle<unknown>) => timestamp(valid.fromMs),
  ({ valid }: KeyedRectangle<unknown>) => timestamp(valid.toMs),
  ({ known }: KeyedRectangle<unknown>) => timestamp(known.fromMs),
  ({ known }: KeyedRectangle<unknown>) => timestamp(known.toMs),
] as const;

const placeColumn = { name: 'place_id', type: 'text', of: ({ key }: KeyedRectangle<unknown>) => key } as const;

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

const reportOf = ({ value }: SupportRow): string => value;

/** Writes the changes of supports. */
export async function writeSupports(tables: EditionTables, change: RowChange<string>): Promise<void> {
  const reportColumn = { name: 'report_id', type: 'uuid', of: reportOf } as const;
  await deleteAndResize(tables, 'control_support', [placeColumn, reportColumn], change);
  await insertSupports(tables, change.inserted);
}

/** Stores supports of which none is stored. */
export async function insertSupports({ sql, schema }: EditionTables, supports: readonly SupportRow[]): Promise<void> {
  await inSlices(supports, async (slice) => {
    await sql.query(
      `insert into "${schema}".control_support (place_id, valid_from, valid_to, known_from, known_to, report_id)
       select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::uuid[])`,
      columnsOf(slice, ...boundColumns, reportOf),
    );
  });
}
