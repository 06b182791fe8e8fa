import type {
  ConditionAxis,
  ConditionRule,
  ConditionSpan,
  ConditionState,
  ConditionStatus,
  Confidence,
  PlaceId,
  ResolvedCondition,
} from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import type { TouchedThing } from './condition.table.js';
import type { KeyedRectangle, RowChange } from '../rectangles.js';
import { deleteAndResize } from '../rectangles.table.js';

interface SpanRow {
  readonly place_id: string;
  readonly axis: ConditionAxis;
  readonly valid_from: number;
  readonly valid_to: number;
  readonly known_from: number;
  readonly known_to: number;
  readonly state: ConditionStatus;
  readonly states: readonly ConditionState[];
  readonly closed_to: readonly string[];
  readonly closed_by: readonly string[];
  readonly confidence: Confidence | null;
  readonly last_evidence: string | null;
  readonly rule: ConditionRule;
  readonly reports: readonly string[];
}

const bounds = ['valid_from', 'valid_to', 'known_from', 'known_to'].map((column) => `${asMs(column)} ${column}`).join();

/** A span and the place that it is about. */
export interface PlacedSpan extends ConditionSpan {
  readonly placeId: PlaceId;
}

/** The stored spans of these things that reach or follow that known time. */
export async function conditionSpansSince(
  { sql, schema }: EditionTables,
  things: readonly TouchedThing[],
): Promise<readonly PlacedSpan[]> {
  const rows = await sql.query<SpanRow>(
    `select place_id, axis, ${bounds}, state, states, closed_to, closed_by, confidence, last_evidence::text, rule, reports
     from unnest($1::text[], $2::timestamptz[]) touched (place, since)
     join "${schema}".condition_span s on s.place_id = touched.place and s.known_to >= touched.since`,
    columnsOf(
      things,
      ({ placeId }) => placeId,
      ({ sinceMs }) => timestamp(sinceMs),
    ),
  );
  return rows.map((row) => ({
    ...{ placeId: row.place_id, axis: row.axis },
    valid: { fromMs: row.valid_from, toMs: row.valid_to },
    known: { fromMs: row.known_from, toMs: row.known_to },
    value: toCondition(row),
  }));
}

const toCondition = (row: SpanRow): ResolvedCondition => ({
  answer: {
    ...{ state: row.state, states: row.states, closedTo: row.closed_to, closedBy: row.closed_by },
    ...(row.confidence === null ? {} : { confidence: row.confidence }),
    ...(row.last_evidence === null ? {} : { lastEvidence: row.last_evidence }),
    rule: row.rule,
  },
  reports: row.reports,
});

/** A span whose key names its place and its axis. */
export type SpanChange = RowChange<ResolvedCondition>;

const separator = ' ';
/** The key of a span: slugs hold no space. */
export const spanKey = ({ placeId, axis }: { readonly placeId: PlaceId; readonly axis: ConditionAxis }): string =>
  `${placeId}${separator}${axis}`;
const placeOf = ({ key }: KeyedRectangle<unknown>): string => key.split(separator)[0] ?? '';
const axisOf = ({ key }: KeyedRectangle<unknown>): ConditionAxis => key.split(separator)[1] as ConditionAxis;

const keyColumns = [
  { name: 'place_id', type: 'text', of: placeOf },
  { name: 'axis', type: 'text', of: axisOf },
] as const;

/** Writes the changes of spans. */
export async function writeConditionSpans(tables: EditionTables, change: SpanChange): Promise<void> {
  await deleteAndResize(tables, 'condition_span', keyColumns, change);
  const inserted = change.inserted.map((row) => ({ ...row, placeId: placeOf(row), axis: axisOf(row) }));
  await insertConditionSpans(tables, inserted);
}

/** Stores spans of which none is stored. */
export async function insertConditionSpans(
  { sql, schema }: EditionTables,
  spans: readonly PlacedSpan[],
): Promise<void> {
  await inSlices(spans, async (slice) => {
    await sql.query(
      `insert into "${schema}".condition_span (place_id, axis, valid_from, valid_to, known_from, known_to, state, states,
         closed_to, closed_by, confidence, last_evidence, rule, reports)
       select place_id, axis, valid_from, valid_to, known_from, known_to, state, states::text[], closed_to::text[],
         closed_by::text[], confidence, last_evidence, rule, reports::uuid[]
       from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
         $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::date[], $13::text[], $14::text[])
         s (place_id, axis, valid_from, valid_to, known_from, known_to, state, states, closed_to, closed_by, confidence,
            last_evidence, rule, reports)`,
      columnsOf(
        slice,
        ({ placeId }) => placeId,
        ({ axis }) => axis,
        ({ valid }) => timestamp(valid.fromMs),
        ({ valid }) => timestamp(valid.toMs),
        ({ known }) => timestamp(known.fromMs),
        ({ known }) => timestamp(known.toMs),
        ({ value }) => value.answer.state,
        ({ value }) => arrayLiteral(value.answer.states),
        ({ value }) => arrayLiteral(value.answer.closedTo),
        ({ value }) => arrayLiteral(value.answer.closedBy),
        ({ value }) => value.answer.confidence ?? null,
        ({ value }) => value.answer.lastEvidence ?? null,
        ({ value }) => value.answer.rule,
        ({ value }) => arrayLiteral(value.reports),
      ),
    );
  });
}
