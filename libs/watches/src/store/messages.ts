import type { Database, Sql } from '#platform';
import { bodyOf, type NewMessage } from '../domain/message.js';
import type { MessageKind, PauseCode, Watch } from '../domain/question.js';

/** A stored message. */
export interface StoredMessage {
  readonly id: string;
  readonly sequence: string;
  readonly kind: MessageKind;
  /** The bytes that are signed and sent. */
  readonly body: string;
  readonly state: 'waiting' | 'delivered' | 'kept';
  readonly createdAt: Date;
}

const messageColumns = `id, sequence, kind, body, state, created_at "createdAt"`;

/** So many messages of one watch may wait. */
const most_waiting = 10_000;

/**
 * Adds messages of a watch, in order, within the transaction of the caller; one that was stored before is passed over. A
 * watch too many of whose messages would wait is paused instead, and says so.
 */
export async function addMessages(sql: Sql, watch: Watch, messages: readonly NewMessage[], at: Date): Promise<void> {
  const [locked] = await sql.query<{ last_sequence: string; waiting: number }>(
    `select last_sequence, (select count(*)::int from sitrep.watch_message m where m.watch_id = w.id and m.state = 'waiting')
       waiting
     from sitrep.watch w where id = $1 and pause_code is distinct from 'by_request'
       and pause_code is distinct from 'too_many_waiting' for update`,
    [watch.id],
  );
  if (locked === undefined) return;
  if (locked.waiting + messages.length > most_waiting) return pauseForWaiting(sql, watch.id, locked.waiting);
  const known = await sql.query<{ id: string }>(
    `select id from sitrep.watch_message where watch_id = $1 and id = any($2::text[])`,
    [watch.id, messages.map(({ id }) => id)],
  );
  const isKnown = new Set(known.map(({ id }) => id));
  const fresh = [...new Map(messages.map((message) => [message.id, message])).values()].filter(
    ({ id }) => !isKnown.has(id),
  );
  if (fresh.length === 0) return;
  const first = BigInt(locked.last_sequence) + 1n;
  const rows = fresh.map((message, index) => {
    const sequence = String(first + BigInt(index));
    return { ...message, sequence, body: bodyOf(message, { watch, sequence, at }) };
  });
  await sql.query(
    `insert into sitrep.watch_message (watch_id, sequence, id, kind, body, state, created_at)
     select $1, sequence, id, kind, body, $6, $7
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) m (sequence, id, kind, body)`,
    [
      watch.id,
      rows.map(({ sequence }) => sequence),
      rows.map(({ id }) => id),
      rows.map(({ kind }) => kind),
      rows.map(({ body }) => body),
      watch.target.channel === 'feed' ? 'kept' : 'waiting',
      at.toISOString(),
    ],
  );
  await sql.query(`update sitrep.watch set last_sequence = last_sequence + $2, last_message_at = $3 where id = $1`, [
    watch.id,
    rows.length,
    at.toISOString(),
  ]);
}

async function pauseForWaiting(sql: Sql, watchId: string, waiting: number): Promise<void> {
  const detail =
    `${waiting} messages wait for the receiver and more would be over ${most_waiting}, so nothing more is collected. ` +
    'Once the receiver answers, set the state to active: what waits is sent, and it goes on from then.';
  await sql.query(
    `update sitrep.watch set state = 'paused', pause_code = 'too_many_waiting', pause_detail = $2, paused_at = now()
     where id = $1`,
    [watchId, detail],
  );
}

/** What was tried for one message. */
export interface Delivery {
  readonly id: string;
  readonly messageId: string;
  /** Null of a test. */
  readonly sequence: string | null;
  readonly at: Date;
  readonly tookMs: number;
  readonly outcome: 'delivered' | 'failed';
  /** The HTTP status of the receiver; null where it sent none. */
  readonly status: number | null;
  readonly detail: string;
}

/** The messages of watches, and the tries to deliver them. */
export class Messages {
  constructor(private readonly database: Database) {}

  /** The first messages that wait, in order. */
  async waiting(watchId: string, limit: number): Promise<readonly StoredMessage[]> {
    return this.database.query<StoredMessage>(
      `select ${messageColumns} from sitrep.watch_message where watch_id = $1 and state = 'waiting'
       order by sequence limit $2`,
      [watchId, limit],
    );
  }

  /** The latest messages, the newest first. */
  async latest(watchId: string, limit: number): Promise<readonly StoredMessage[]> {
    return this.database.query<StoredMessage>(
      `select ${messageColumns} from sitrep.watch_message where watch_id = $1 order by sequence desc limit $2`,
      [watchId, limit],
    );
  }

  /** How many messages wait, and since when the first of them. */
  async backlog(watchId: string): Promise<{ readonly waiting: number; readonly since: Date | null }> {
    const [row] = await this.database.query<{ waiting: number; since: Date | null }>(
      `select count(*)::int waiting, min(created_at) since from sitrep.watch_message
       where watch_id = $1 and state = 'waiting'`,
      [watchId],
    );
    return row ?? { waiting: 0, since: null };
  }

  /** How many were delivered within the last minute, and tests that were sent. */
  async deliveredLately(watchId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select (select count(*) from sitrep.watch_message
         where watch_id = $1 and delivered_at > now() - interval '1 minute')::int
       + (select count(*) from sitrep.watch_delivery
         where watch_id = $1 and sequence is null and at > now() - interval '1 minute')::int count`,
      [watchId],
    );
    return row?.count ?? 0;
  }

  /** Records a try that reached the receiver: these messages are delivered, and the watch fails no longer. */
  async delivered(watchId: string, messages: readonly StoredMessage[], tried: TriedDelivery): Promise<void> {
    await this.database.transaction(async (sql) => {
      // The watch is locked before its messages, as when it is dropped: in another order the two could deadlock.
      await sql.query(`update sitrep.watch set failures = 0, failing_since = null where id = $1`, [watchId]);
      await sql.query(
        `update sitrep.watch_message set state = 'delivered', delivered_at = now()
         where watch_id = $1 and sequence = any($2::bigint[])`,
        [watchId, messages.map(({ sequence }) => sequence)],
      );
      await record(sql, watchId, tried);
    });
  }

  /** Records a try that failed, and when the next one is; `pause` ends the tries and says why. */
  async failed(watchId: string, tried: TriedDelivery, next: NextTry): Promise<void> {
    await this.database.transaction(async (sql) => {
      await countFailure(sql, watchId, 'delayMs' in next ? next.delayMs : 0);
      if ('pause' in next)
        await sql.query(
          `update sitrep.watch set state = 'paused', pause_code = $3, pause_detail = $2, paused_at = now()
           where id = $1 and state = 'active'`,
          [watchId, next.pause, next.code],
        );
      await record(sql, watchId, tried);
    });
  }

  /** Sends what waits no sooner than after `delayMs`; 0 lets the watches that wait already go first. */
  async postpone(watchId: string, delayMs: number): Promise<void> {
    await this.database.query(
      `update sitrep.watch set next_try_at = greatest(next_try_at, now() + make_interval(secs => $2::float8 / 1000))
       where id = $1`,
      [watchId, delayMs],
    );
  }

  /** Counts a failure of which nothing more is recorded, and tries again after `delayMs`. */
  async postponeFailing(watchId: string, delayMs: number): Promise<void> {
    await countFailure(this.database, watchId, delayMs);
  }

  /** Records a try that is of no message of the sequence. */
  async recordTest(watchId: string, tried: TriedDelivery): Promise<void> {
    await record(this.database, watchId, tried);
  }

  /** Tries, the latest first. */
  async deliveries(watchId: string, limit: number, before: string | undefined): Promise<readonly Delivery[]> {
    return this.database.query<Delivery>(
      `select id, message_id "messageId", sequence, at, took_ms "tookMs", outcome, status, detail
       from sitrep.watch_delivery where watch_id = $1 and ($3::bigint is null or id < $3) order by id desc limit $2`,
      [watchId, limit, before ?? null],
    );
  }

  /** Deletes what is old: messages that do not wait, and tries. */
  async forgetOld(): Promise<void> {
    await this.database.query(
      `delete from sitrep.watch_message where state <> 'waiting' and created_at < now() - make_interval(days => $1)`,
      [kept_days],
    );
    await this.database.query(`delete from sitrep.watch_delivery where at < now() - make_interval(days => $1)`, [
      kept_days,
    ]);
  }
}

const kept_days = 30;

/** How a try ended. */
export type TriedDelivery = Omit<Delivery, 'id' | 'at'>;

export type NextTry = { readonly delayMs: number } | { readonly pause: string; readonly code: PauseCode };

async function countFailure(sql: Sql, watchId: string, delayMs: number): Promise<void> {
  await sql.query(
    `update sitrep.watch set failures = failures + 1, failing_since = coalesce(failing_since, now()),
       next_try_at = now() + make_interval(secs => $2::float8 / 1000)
     where id = $1`,
    [watchId, delayMs],
  );
}

async function record(sql: Sql, watchId: string, tried: TriedDelivery): Promise<void> {
  await sql.query(
    `insert into sitrep.watch_delivery (watch_id, message_id, sequence, took_ms, outcome, status, detail)
     select $1, $2, $3, $4, $5, $6, $7 where exists (select from sitrep.watch where id = $1)`,
    [watchId, tried.messageId, tried.sequence, tried.tookMs, tried.outcome, tried.status, tried.detail],
  );
}
