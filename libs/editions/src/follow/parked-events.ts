import type { RecordedEvent } from '#event-log';
import { type EditionTables, timestamp } from '#read-models';

/** An event that could not be decoded, or not be projected, when it was read; kept with its bytes. */
export interface ParkedEvent {
  readonly partition: number;
  readonly offset: bigint;
  /** As the envelope has it; whatever cannot be stored is replaced. */
  readonly eventId: string;
  readonly eventType: string;
  readonly reason: string;
  readonly body: Uint8Array;
  readonly recordedAt: Date;
  readonly parkedAt: Date;
}

/** Keeps these events aside, inside the caller's transaction. */
export async function parkEvents(
  { sql, schema }: EditionTables,
  parked: readonly { readonly recorded: RecordedEvent; readonly reason: string }[],
): Promise<void> {
  if (parked.length === 0) return;
  const column = <Value>(valueOf: (one: (typeof parked)[number]) => Value): Value[] => parked.map(valueOf);
  await sql.query(
    `insert into "${schema}".parked_event
       (partition, "offset", event_id, event_type, reason, body, source, event_time, recorded_at)
     select * from unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::text[],
       $9::timestamptz[])`,
    [
      column(({ recorded }) => recorded.partition),
      column(({ recorded }) => recorded.offset.toString()),
      column(({ recorded }) => storable(recorded.id)),
      column(({ recorded }) => storable(recorded.type)),
      column(({ reason }) => storable(reason)),
      column(({ recorded }) => Buffer.from(recorded.body)),
      column(({ recorded }) => storable(recorded.source)),
      column(({ recorded }) => storable(recorded.time)),
      column(({ recorded }) => timestamp(recorded.recordedAtMs)),
    ],
  );
}

/** Attributes of an undecodable event may hold anything; its bytes are kept as they are. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed().slice(0, 2_000);

/** A row of `parked_event`. */
export interface ParkedRow {
  readonly partition: number;
  readonly offset: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly reason: string;
  readonly body: Buffer;
  readonly source: string;
  readonly event_time: string;
  readonly recorded_at: Date;
  readonly parked_at: Date;
}

/** A page of parked events, in order of partition and offset, behind the one given. */
export async function parkedEvents(
  { sql, schema }: EditionTables,
  page: { readonly limit: number; readonly after?: { readonly partition: number; readonly offset: bigint } },
): Promise<readonly ParkedEvent[]> {
  const rows = await sql.query<ParkedRow>(
    `select * from "${schema}".parked_event where (partition, "offset") > ($1::int, $2::bigint)
     order by partition, "offset" limit $3`,
    [page.after?.partition ?? -1, (page.after?.offset ?? 0n).toString(), page.limit],
  );
  return rows.map((row) => ({
    partition: row.partition,
    offset: BigInt(row.offset),
    eventId: row.event_id,
    eventType: row.event_type,
    reason: row.reason,
    body: row.body,
    recordedAt: row.recorded_at,
    parkedAt: row.parked_at,
  }));
}

/** How many events are parked, and since when the oldest has been. */
export async function parkedCount({
  sql,
  schema,
}: EditionTables): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await sql.query<{ count: number; oldest: Date | null }>(
    `select count(*)::int count, min(parked_at) oldest from "${schema}".parked_event`,
  );
  return row ?? { count: 0, oldest: null };
}
