import { createHash } from 'node:crypto';
import { decodeEvent, eventCount, type EventLog, type Position, type RecordedEvent, startOf } from '#event-log';
import { type EditionTables, plainFact } from '#read-models';
import type { Judgement } from './judgement.js';
import type { LocatedFact, Scratch } from './scratch.js';
import type { VerificationWatch } from './verification.js';

/** What the log came to. */
export interface LogRead {
  readonly read: number;
  readonly applied: number;
  readonly parked: number;
  readonly parkedReadable: number;
}

interface ParkedRow {
  readonly offset: string;
  readonly event_id: string;
  readonly body: Buffer;
}

/** Reads the log up to where the edition stands, one event after another, and tells the scratch of every fact. */
export async function readLog(
  eventLog: Pick<EventLog, 'read' | 'partitionCount'>,
  tables: EditionTables,
  until: Position,
  { scratch, judgement }: { readonly scratch: Scratch; readonly judgement: Judgement },
  { onProgress, signal }: VerificationWatch,
): Promise<LogRead> {
  const next = until.map(() => 0n);
  const total = eventCount(until);
  const count = { read: 0, applied: 0, parked: 0, parkedReadable: 0 };
  onProgress?.({ phase: 'log', done: 0n, total });
  for await (const { partition, events } of eventLog.read(startOf(until.length), until)) {
    signal?.throwIfAborted();
    const parked = await parkedAmong(tables, partition, events);
    const facts: LocatedFact[] = [];
    for (const recorded of events) {
      const at = `${partition}-${recorded.offset}`;
      if (recorded.offset !== next[partition])
        judgement.found('offsets', `After ${partition}-${(next[partition] ?? 0n) - 1n} the log goes on at ${at}.`);
      next[partition] = recorded.offset + 1n;
      count.read += 1;
      const decoded = decodeEvent(recorded);
      const aside = parked.get(recorded.offset);
      if (aside !== undefined) {
        count.parked += 1;
        if (decoded.ok) count.parkedReadable += 1;
        if (!aside.body.equals(recorded.body))
          judgement.found('parked', `The bytes parked for ${at} are not the log’s.`);
      } else if (decoded.ok) {
        count.applied += 1;
        const digest = createHash('sha256').update(recorded.body).digest('hex');
        facts.push({ ...plainFact(recorded.id, decoded.event, digest), partition, offset: recorded.offset });
      } else judgement.found('parked', `${at} cannot be decoded and is not parked: ${decoded.reason}`);
    }
    await scratch.tell(facts);
    onProgress?.({ phase: 'log', done: BigInt(count.read), total });
  }
  for (const [partition, end] of until.entries())
    if (next[partition] !== end)
      judgement.found(
        'offsets',
        `Partition ${partition} was read to ${next[partition]}, and the edition is at ${end}.`,
      );
  await judgeCounts(tables, count, total, judgement);
  return count;
}

/** What the edition has put aside of these events, by offset. */
async function parkedAmong(
  { sql, schema }: EditionTables,
  partition: number,
  events: readonly RecordedEvent[],
): Promise<ReadonlyMap<bigint, ParkedRow>> {
  const rows = await sql.query<ParkedRow>(
    `select "offset", event_id, body from "${schema}".parked_event
     where partition = $1 and "offset" between $2::bigint and $3::bigint`,
    [partition, events[0]?.offset.toString(), events.at(-1)?.offset.toString()],
  );
  return new Map(rows.map((row) => [BigInt(row.offset), row]));
}

async function judgeCounts(
  { sql, schema }: EditionTables,
  { read, applied, parked }: LogRead,
  total: bigint,
  judgement: Judgement,
): Promise<void> {
  const [row] = await sql.query<{ count: number }>(`select count(*)::int count from "${schema}".parked_event`);
  const aside = row?.count ?? 0;
  if (aside !== parked) judgement.found('parked', `${aside} events are parked, and the log has ${parked} of them.`);
  if (BigInt(read) !== total || read !== applied + aside)
    judgement.found(
      'read_is_applied_and_parked',
      `The position counts ${total} events; ${read} were read, ${applied} can be applied, ${aside} are parked.`,
    );
}
