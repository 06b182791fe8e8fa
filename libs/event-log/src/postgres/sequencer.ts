import pg from 'pg';
import { appendable, eventBytes } from '../appendable.js';
import { AppendUnconfirmed, type LogCoordinates, type NewEvent, type OnTrouble } from '../event-log.js';
import { PendingAppend } from '../pending-append.js';
import { connectionConfig, type PostgresEventLogOptions } from './postgres-options.js';

/** Every append notifies here. It carries nothing: it only wakes readers, who look for themselves. */
export const notify_channel = 'sitrep_log';

/** One event that waits for its position. */
interface Waiting {
  readonly call: PendingAppend;
  /** Its place within the call. */
  readonly index: number;
  readonly event: NewEvent;
}

const batch_events = 1_000;
const batch_bytes = 4 * 1024 * 1024;
/** More than this waiting means that the database does not keep up: better to say so than to fill the memory. */
const most_waiting_bytes = 64 * 1024 * 1024;

/**
 * One statement is one transaction: it takes the head row, and with it the right to append, until everything is
 * committed. So positions are handed out without a hole, and become visible in their order, however many processes
 * append; and no client can freeze while it holds the row.
 */
const append_statement = `
  with head as (
    update sitrep.log_head
    set next_offset = next_offset + cardinality($2::uuid[]),
        recorded_at = greatest(recorded_at, timestamptz 'epoch' + $1::bigint * interval '1 millisecond')
    returning next_offset - cardinality($2::uuid[]) as first_offset, recorded_at
  ), stored as (
    insert into sitrep.log_event
      (log_offset, event_id, type, source, time, partition_key, traceparent, principal, body, recorded_at)
    select head.first_offset + event.place - 1,
           event.id, event.type, event.source, event.time, event.partition_key, event.traceparent, event.principal,
           event.body, head.recorded_at
    from head,
         unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[])
           with ordinality as event (id, type, source, time, partition_key, traceparent, principal, body, place)
  )
  select first_offset, (extract(epoch from recorded_at) * 1000)::bigint as recorded_at_ms,
         pg_notify('${notify_channel}', '')
  from head`;

/** Appends in groups over one connection: what arrives while a group commits makes up the next one. */
export class Sequencer {
  private readonly nowMs: () => number;
  private readonly onTrouble: OnTrouble;
  private queue: Waiting[] = [];
  private waitingBytes = 0;
  private running: Promise<void> | undefined;
  private client: pg.Client | undefined;
  private closed = false;

  constructor(private readonly options: PostgresEventLogOptions) {
    this.nowMs = options.nowMs ?? Date.now;
    this.onTrouble = options.onTrouble ?? (() => undefined);
  }

  async append(given: readonly NewEvent[]): Promise<readonly LogCoordinates[]> {
    if (given.length === 0) return [];
    if (this.closed) throw new AppendUnconfirmed('the log is closed');
    const events = given.map(appendable);
    const bytes = events.reduce((sum, event) => sum + eventBytes(event), 0);
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > most_waiting_bytes) {
      throw new AppendUnconfirmed('too many events are waiting for the database');
    }
    this.waitingBytes += bytes;
    const call = new PendingAppend(events.length);
    events.forEach((event, index) => this.queue.push({ call, index, event }));
    this.running ??= this.run();
    try {
      return await call.settled;
    } finally {
      this.waitingBytes -= bytes;
    }
  }

  /** Settles what is waiting, then lets the connection go. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
    await this.disconnect();
  }

  private async run(): Promise<void> {
    // One turn of the event loop lets callers of the same moment share the group.
    await new Promise(setImmediate);
    while (this.queue.length > 0) await this.store(this.take());
    this.running = undefined;
  }

  private take(): Waiting[] {
    let bytes = 0;
    const end = this.queue.findIndex(({ event }, place) => {
      bytes += eventBytes(event);
      return place === batch_events || (place > 0 && bytes > batch_bytes);
    });
    const taken = end < 0 ? this.queue : this.queue.slice(0, end);
    this.queue = end < 0 ? [] : this.queue.slice(end);
    // A call that failed with an earlier group has its answer: the rest of it would only be noise in the log.
    return taken.filter(({ call }) => call.isOpen);
  }

  private async store(group: readonly Waiting[]): Promise<void> {
    if (group.length === 0) return;
    try {
      const { firstOffset, recordedAtMs } = await this.commit(group.map(({ event }) => event));
      group.forEach(({ call, index }, place) => {
        call.confirm(index, { partition: 0, offset: firstOffset + BigInt(place), recordedAtMs });
      });
    } catch (cause) {
      this.onTrouble(`a group of ${group.length} events was not confirmed`, cause);
      for (const { call } of group) call.fail(new AppendUnconfirmed('the database did not confirm', { cause }));
      await this.disconnect();
    }
  }

  private async commit(events: readonly NewEvent[]): Promise<{ firstOffset: bigint; recordedAtMs: number }> {
    const client = (this.client ??= await this.connect());
    const answer = await client.query<{ first_offset: string; recorded_at_ms: string }>({
      name: 'append',
      text: append_statement,
      values: [
        Math.floor(this.nowMs()),
        events.map(({ id }) => id),
        events.map(({ type }) => type),
        events.map(({ source }) => source),
        events.map(({ time }) => time),
        events.map(({ partitionKey }) => partitionKey),
        events.map(({ traceparent }) => traceparent ?? null),
        events.map(({ principal }) => principal ?? null),
        events.map(({ body }) => body),
      ],
    });
    const head = answer.rows[0];
    if (!head) throw new Error('sitrep.log_head has no row: the log was not created, or was emptied by hand');
    return { firstOffset: BigInt(head.first_offset), recordedAtMs: Number(head.recorded_at_ms) };
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client(connectionConfig(this.options));
    client.on('error', () => this.forget(client));
    client.on('end', () => this.forget(client));
    try {
      await client.connect();
      // Acknowledged means durable, whatever the server's own default is.
      await client.query('set synchronous_commit = on');
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** A connection that broke while idle is replaced by the next append. */
  private forget(client: pg.Client): void {
    if (this.client === client) this.client = undefined;
  }

  private async disconnect(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }
}
