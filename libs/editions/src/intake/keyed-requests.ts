import type { Editions } from '../registry/editions.js';

/** An answer as it was sent. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * `new`: the caller answers the request, and then keeps or drops. `in_flight`: another one is answering it. `other`: the
 * key belongs to another request.
 */
export type KeyedStanding = 'new' | 'in_flight' | 'other' | KeptAnswer;

/** An answer is kept this long from the beginning of its request. */
const kept = `interval '24 hours'`;
/** A request without an answer after this long was cut off with its process; the next one takes its key over. */
const answered_within = `interval '2 minutes'`;

/** Of what is kept for one sender, the newest stays: so many bytes of answers. */
const most_bytes_of_sender = 16 * 1024 * 1024;
/** What is kept for a sender is counted again after so many bytes more: by each process for itself. */
const counted_after_bytes = 1024 * 1024;
const most_senders = 10_000;

/** Keeps the answers to requests by the keys that clients send with them, for all processes of one database. */
export class KeyedRequests {
  /** Bytes that this process has kept for each sender since it last counted. */
  private readonly uncounted = new Map<string, number>();

  constructor(
    private readonly editions: Editions,
    private readonly bounds = { mostBytes: most_bytes_of_sender, countedAfterBytes: counted_after_bytes },
  ) {}

  /** Takes the key for a request, unless it is taken. `digest` is the SHA-256 of all that makes the request. */
  async begin(key: string, digest: Uint8Array): Promise<KeyedStanding> {
    const values = [key, Buffer.from(digest)];
    await this.editions.database.query(clear_statement);
    const taken = await this.editions.database.query(take_statement, values);
    if (taken.length === 1) return 'new';
    const [row] = await this.editions.database.query<KeyedRow>(
      `select request_digest = $2 as same, status, headers, body from sitrep.keyed_request where key = $1`,
      values,
    );
    // Without a row, the request that had the key has failed since.
    if (row === undefined) return 'in_flight';
    if (!row.same) return 'other';
    const { status, headers, body } = row;
    return status === null ? 'in_flight' : { status, headers: headers ?? {}, body: body ?? '' };
  }

  /** Keeps the answer to the request that has the key. Of what is then too much for its sender, the oldest is forgotten. */
  async keep(key: string, sender: string, { status, headers, body }: KeptAnswer): Promise<void> {
    await this.editions.database.query(
      `update sitrep.keyed_request set status = $2, headers = $3::jsonb, body = $4, sender = $5 where key = $1 and status is null`,
      [key, status, JSON.stringify(headers), body, sender],
    );
    const uncounted = (this.uncounted.get(sender) ?? 0) + Buffer.byteLength(body);
    const isDue = uncounted >= this.bounds.countedAfterBytes;
    if (this.uncounted.size >= most_senders) this.uncounted.clear();
    this.uncounted.set(sender, isDue ? 0 : uncounted);
    if (isDue) await this.editions.database.query(trim_statement, [sender, this.bounds.mostBytes]);
  }

  /** Gives the key back: the next request with it is answered anew. */
  async drop(key: string): Promise<void> {
    await this.editions.database.query(`delete from sitrep.keyed_request where key = $1 and status is null`, [key]);
  }
}

interface KeyedRow {
  readonly same: boolean;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: string | null;
}

/** Processes that clear at once pass over each other's rows. */
const clear_statement = `
  delete from sitrep.keyed_request where key in (
    select key from sitrep.keyed_request where begun_at < now() - ${kept}
    order by begun_at limit 1000 for update skip locked)`;

const trim_statement = `
  delete from sitrep.keyed_request where key in (
    select key from (
      select key, sum(octet_length(body)) over (order by begun_at desc, key) bytes
      from sitrep.keyed_request where sender = $1 and status is not null) kept
    where bytes > $2)`;

const take_statement = `
  insert into sitrep.keyed_request as held (key, request_digest) values ($1, $2)
  on conflict (key) do update set begun_at = now()
  where held.status is null and held.request_digest = excluded.request_digest
    and held.begun_at < now() - ${answered_within}
  returning key`;
