import type pg from 'pg';

import { HistoryLost, type RecordedEvent } from '../event-log.js';

interface EventRow {
  readonly log_offset: string;
  readonly event_id: string;
  readonly type: string;
  readonly source: string;
  readonly time: string;
  readonly partition_key: string;
  readonly traceparent: string | null;
  readonly principal: string | null;
  readonly body: Buffer;
  readonly recorded_at_ms: string;
}

const page_statement = `
  select log_offset, event_id, type, source, time, partition_key, traceparent, principal, body,
         (extract(epoch from recorded_at) * 1000)::bigint as recorded_at_ms
  from sitrep.log_event
  where log_offset >= $1 and log_offset < $2
  order by log_offset
  limit $3`;

/** Positions are dense and their times never go back, so the instant is found by halving, without an index of times. */
const position_statement = `
  with recursive search (low, high) as (
    select 0::bigint, next_offset from sitrep.log_head
    union all
    select case when is_earlier then middle + 1 else low end, case when is_earlier then high else middle end
    from (
      select search.low, search.high, event.log_offset as middle,
             event.recorded_at < timestamptz 'epoch' + $1::bigint * interval '1 millisecond' as is_earlier
      from search
      -- The limit keeps each step a single look into the primary key.
      cross join lateral (
        select log_offset, recorded_at from sitrep.log_event
        where log_offset = (search.low + search.high) / 2 limit 1
      ) as event
      where search.low < search.high
    ) as halving
  )
  select low as position from search where low = high`;

/** The end of the year 9999: later than any event, and still an instant to PostgreSQL. */
const latest_instant_ms = 253_402_300_799_999;

/**
 * The next events at or after `from` and before `to`, in order and without a hole; none when the log ends there.
 *
 * @throws {HistoryLost} an event is missing.
 */
export async function readPage(pool: pg.Pool, from: bigint, to: bigint, limit: number): Promise<RecordedEvent[]> {
  const { rows } = await pool.query<EventRow>({
    name: 'read-page',
    text: page_statement,
    values: [from.toString(), to.toString(), limit],
  });
  return rows.map((row, place) => {
    const due = from + BigInt(place);
    if (BigInt(row.log_offset) !== due) throw new HistoryLost(`the log has no event at offset ${due}`);
    return toEvent(row);
  });
}

/** The offset behind the last event. */
export async function readHead(pool: pg.Pool): Promise<bigint> {
  const { rows } = await pool.query<{ next_offset: string }>('select next_offset from sitrep.log_head');
  if (!rows[0]) throw new HistoryLost('the log has lost its head: sitrep.log_head is empty');
  return BigInt(rows[0].next_offset);
}

/** The offset of the first event recorded at or after this instant, or the head. */
export async function findPosition(pool: pg.Pool, recordedAtMs: number): Promise<bigint> {
  const instant = Math.min(Math.max(Math.ceil(recordedAtMs), 0), latest_instant_ms);
  const { rows } = await pool.query<{ position: string }>(position_statement, [instant]);
  if (!rows[0]) throw new HistoryLost('an event is missing from the log');
  return BigInt(rows[0].position);
}

function toEvent(row: EventRow): RecordedEvent {
  return {
    id: row.event_id,
    type: row.type,
    source: row.source,
    time: row.time,
    partitionKey: row.partition_key,
    ...(row.traceparent !== null && { traceparent: row.traceparent }),
    ...(row.principal !== null && { principal: row.principal }),
    body: row.body,
    partition: 0,
    offset: BigInt(row.log_offset),
    recordedAtMs: Number(row.recorded_at_ms),
  };
}
