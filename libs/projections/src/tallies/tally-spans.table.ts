import type { TallySpan } from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
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

/** Stores spans of which none is stored. */
export async function insertTallySpans({ sql, schema }: EditionTables, spans: readonly TallySpan[]): Promise<void> {
  await inSlices(spans, async (slice) => {
    await sql.query(
      `insert into "${schema}".tally_span (incident, measure, group_id, unit, basis, places, period_from, period_to,
         overnight, low, best, high, low_exclusive, flags, actors, reliability, credibility, told_at, part_of,
         parts, origin, known_from, known_to, item)
       select incident, measure, group_id, unit, basis, places::text[], period_from, period_to, overnight, low, best,
         high, low_exclusive, flags::text[], actors::text[], reliability, credibility, told_at,
         part_of::uuid[], parts, origin, known_from, known_to, md5(item)
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[],
         $9::boolean[], $10::float8[], $11::float8[], $12::float8[], $13::boolean[], $14::text[], $15::text[],
         $16::text[], $17::int[], $18::timestamptz[], $19::text[], $20::jsonb[], $21::text[],
         $22::timestamptz[], $23::timestamptz[], $24::text[])
         t (incident, measure, group_id, unit, basis, places, period_from, period_to, overnight, low, best, high,
            low_exclusive, flags, actors, reliability, credibility, told_at, part_of, parts, origin,
            known_from, known_to, item)`,
      columnsOf(
        slice,
        ({ item }) => item.incident,
        ({ item }) => item.measure,
        ({ item }) => item.group,
        ({ item }) => item.unit,
        ({ item }) => item.basis,
        ({ item }) => arrayLiteral(item.places),
        ({ item }) => item.period.from ?? null,
        ({ item }) => item.period.to ?? null,
        ({ item }) => item.overnight,
        ({ item }) => item.low ?? null,
        ({ item }) => item.best ?? null,
        ({ item }) => item.high ?? null,
        ({ item }) => item.lowExclusive,
        ({ item }) => arrayLiteral(item.flags),
        ({ item }) => arrayLiteral(item.actors.map(asPart)),
        ({ item }) => item.grade.reliability,
        ({ item }) => item.grade.credibility,
        ({ item }) => timestamp(item.toldMs),
        ({ item }) => arrayLiteral(item.partOf),
        ({ item }) => (item.parts === undefined ? null : JSON.stringify(item.parts)),
        ({ item }) => item.origin ?? null,
        ({ known }) => timestamp(known.fromMs),
        ({ known }) => timestamp(known.toMs),
        ({ key }) => key,
      ),
    );
  });
}
