import type { TallySpan } from '#situation';
import { asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../../table/columns.js';
import { insertRows, listColumn, type StoredColumn } from '../../table/stored-columns.table.js';
import type { TouchedIncidents } from './tallies.facts.js';
import { asPart, itemColumns, type ItemRow, toItem } from './tallies.rows.js';

/** A stored span, whose key is the `item` of its row. */
export interface StoredSpan extends TallySpan {
  readonly incident: string;
}

/** The stored spans of these incidents that reach or follow a known time. */
export async function tallySpansSince(
  { sql, schema }: EditionTables,
  incidents: TouchedIncidents,
): Promise<readonly StoredSpan[]> {
  const rows = await sql.query<ItemRow & { readonly key: string; readonly from_ms: number; readonly to_ms: number }>(
    `select s.item "key", ${itemColumns('s')}, ${asMs('s.known_from')} from_ms, ${asMs('s.known_to')} to_ms
     from unnest($1::text[], $2::timestamptz[]) t (incident, since)
     join "${schema}".tally_span s on s.incident = t.incident and s.known_to >= t.since`,
    columnsOf(
      [...incidents],
      ([incident]) => incident,
      ([, sinceMs]) => timestamp(sinceMs),
    ),
  );
  return rows.map(({ key, from_ms, to_ms, ...row }) => ({
    key,
    incident: row.incident,
    known: { fromMs: from_ms, toMs: to_ms },
    item: toItem(row),
  }));
}

/** What turns the stored spans into the fresh ones. */
export interface SpanChange {
  readonly deleted: readonly StoredSpan[];
  /** The stored span, with the known time it now ends at. */
  readonly resized: readonly StoredSpan[];
  readonly inserted: readonly TallySpan[];
}

/** Writes the changes of spans. */
export async function writeTallySpans(
  tables: EditionTables,
  { deleted, resized, inserted }: SpanChange,
): Promise<void> {
  const { sql, schema } = tables;
  const isSame = 's.incident = c.incident and s.item = c.item and s.known_from = c.known_from';
  const key = [
    ({ incident }: StoredSpan) => incident,
    (span: StoredSpan) => span.key,
    ({ known }: StoredSpan) => timestamp(known.fromMs),
  ];
  await inSlices(deleted, async (slice) => {
    await sql.query(
      `delete from "${schema}".tally_span s
       using unnest($1::text[], $2::text[], $3::timestamptz[]) c (incident, item, known_from) where ${isSame}`,
      columnsOf(slice, ...key),
    );
  });
  await inSlices(resized, async (slice) => {
    await sql.query(
      `update "${schema}".tally_span s set known_to = c.known_to
       from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[])
         c (incident, item, known_from, known_to) where ${isSame}`,
      columnsOf(slice, ...key, ({ known }) => timestamp(known.toMs)),
    );
  });
  await insertTallySpans(tables, inserted);
}

const storedColumns: readonly StoredColumn<TallySpan>[] = [
  { name: 'incident', type: 'text', of: ({ item }) => item.incident },
  { name: 'measure', type: 'text', of: ({ item }) => item.measure },
  { name: 'group_id', type: 'text', of: ({ item }) => item.group },
  { name: 'unit', type: 'text', of: ({ item }) => item.unit },
  { name: 'basis', type: 'text', of: ({ item }) => item.basis },
  listColumn('places', 'text', ({ item }) => item.places),
  { name: 'period_from', type: 'date', of: ({ item }) => item.period.from ?? null },
  { name: 'period_to', type: 'date', of: ({ item }) => item.period.to ?? null },
  { name: 'overnight', type: 'boolean', of: ({ item }) => item.overnight },
  { name: 'low', type: 'float8', of: ({ item }) => item.low ?? null },
  { name: 'best', type: 'float8', of: ({ item }) => item.best ?? null },
  { name: 'high', type: 'float8', of: ({ item }) => item.high ?? null },
  { name: 'low_exclusive', type: 'boolean', of: ({ item }) => item.lowExclusive },
  listColumn('flags', 'text', ({ item }) => item.flags),
  listColumn('actors', 'text', ({ item }) => item.actors.map(asPart)),
  { name: 'reliability', type: 'text', of: ({ item }) => item.grade.reliability },
  { name: 'credibility', type: 'int', of: ({ item }) => item.grade.credibility },
  { name: 'told_at', type: 'timestamptz', of: ({ item }) => timestamp(item.toldMs) },
  listColumn('part_of', 'uuid', ({ item }) => item.partOf),
  { name: 'parts', type: 'jsonb', of: ({ item }) => (item.parts === undefined ? null : JSON.stringify(item.parts)) },
  { name: 'origin', type: 'text', of: ({ item }) => item.origin ?? null },
  { name: 'known_from', type: 'timestamptz', of: ({ known }) => timestamp(known.fromMs) },
  { name: 'known_to', type: 'timestamptz', of: ({ known }) => timestamp(known.toMs) },
  { name: 'item', type: 'text', of: ({ key }) => key, as: 'md5(item)' },
];

/** Stores spans of which none is stored. */
export const insertTallySpans = (tables: EditionTables, spans: readonly TallySpan[]): Promise<void> =>
  insertRows(tables, 'tally_span', storedColumns, spans);
