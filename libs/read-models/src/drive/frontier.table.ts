import { end_of_time_ms, groupBy } from '#situation';
import { type Columns, instant, list, type RowOf, text } from '../table/column.js';
import { asMs, columnsOf, type EditionTables, timestamp } from '../table/columns.js';
import type { Statement, StatementTable } from '../table/statements.table.js';
import { Table } from '../table/table.js';
import { touchedColumns, type TouchedReports, untouchedRows } from '../table/touched.js';

/** A key, the newest known time at which a statement about it came or went, and the statements that decide its newest layer. */
export interface KeptFrontier<Said> {
  readonly key: string;
  readonly newestMs: number;
  readonly decisive: readonly Said[];
}

/**
 * The statements that decide the newest layer of a key that has many. No answer rests on this table: where a row is missing, all
 * statements are read.
 */
export const frontiers = new Table(
  'frontier',
  { model: text(), key: text(), newest: instant(), event_ids: list('uuid'), ordinals: list() },
  { key: ['model', 'key'], keyStage: 'facts' },
);

/** What is stored about keys that differ from a known time on. */
export interface StoredSince {
  /** Of keys without a frontier that is older than their time: all rows that reach or follow it. */
  readonly rows: readonly RowOf<Columns>[];
  /** Every frontier, by its key; `decisive` is read of older ones alone, and empty in the others. */
  readonly kept: ReadonlyMap<string, KeptFrontier<Statement>>;
}

/**
 * By one statement what the newest layers of these keys are resolved from, each from its known time on, but for what is stored of
 * reports as far as they are touched; of a key without such a time only what is kept.
 */
export async function storedSince(
  { sql, schema }: EditionTables,
  model: string,
  said: StatementTable,
  keys: ReadonlyMap<string, number | undefined>,
  touched: TouchedReports,
): Promise<StoredSince> {
  if (keys.size === 0) return { rows: [], kept: new Map() };
  const [table, kept, columns] = [said.table.in(schema), frontiers.in(schema), said.table.selected('c')];
  const late = 'unnest($1::text[], $2::timestamptz[]) late (key, since)';
  const rows = await sql.query<RowOf<Columns> & { readonly kept_key: string | null; readonly kept_newest: number }>(
    `select ${columns}, null kept_key, null::float8 kept_newest from ${late}
     join ${table} c on c.${said.key} = late.key and c.known_to >= late.since and ${untouchedRows('c', 3)}
     where not exists (select from ${kept} f where f.model = $5 and f.key = late.key and f.newest < late.since)
     union all
     select ${columns}, f.key, ${asMs('f.newest')} from ${late} join ${kept} f on f.model = $5 and f.key = late.key
     left join lateral unnest(f.event_ids, f.ordinals::int[]) d (event_id, ordinal) on f.newest < late.since
     left join ${table} c on c.event_id = d.event_id and c.ordinal = d.ordinal and c.known_to = 'infinity'
       and c.${said.key} = f.key`,
    [
      ...columnsOf(
        [...keys],
        ([key]) => key,
        ([, sinceMs]) => (sinceMs === undefined ? null : timestamp(sinceMs)),
      ),
      ...touchedColumns(touched),
      model,
    ],
  );
  const ofKept = groupBy(rows, ({ kept_key }) => kept_key ?? '');
  const frontierOf = (key: string, of: typeof rows): KeptFrontier<Statement> => ({
    key,
    newestMs: of[0]?.kept_newest ?? end_of_time_ms,
    decisive: of.filter(({ event_id }) => event_id !== null).map((row) => said.saidOf(row)),
  });
  return {
    rows: ofKept.get('') ?? [],
    kept: new Map([...ofKept].filter(([key]) => key !== '').map(([key, of]) => [key, frontierOf(key, of)])),
  };
}

/** Keeps these, and nothing of the other keys. */
export async function keepFrontiers(
  tables: EditionTables,
  model: string,
  kept: readonly KeptFrontier<Statement>[],
  others: readonly string[],
): Promise<void> {
  const { sql, schema } = tables;
  if (others.length > 0)
    await sql.query(`delete from ${frontiers.in(schema)} where model = $1 and key = any($2::text[])`, [model, others]);
  if (kept.length === 0) return;
  const rows = kept.map(({ key, newestMs, decisive }) => ({
    model,
    key,
    newest: newestMs,
    event_ids: decisive.map(({ eventId }) => eventId),
    ordinals: decisive.map(({ ordinal }) => String(ordinal)),
  }));
  await sql.query(frontiers.upserting(schema, 'true', 'stored.key'), frontiers.parameters(rows));
}
