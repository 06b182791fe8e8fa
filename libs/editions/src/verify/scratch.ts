import type { Sql } from '#platform';
import type { SitrepEvent } from '#situation';
import { type Keyed, KeyedCursor } from '../keyed-cursor.js';
import type { FactFamily, PlainFact } from '#read-models';
import type { EvidenceEvent } from './verification.js';

/** A fact and where the log has it. */
export interface LocatedFact extends PlainFact {
  readonly partition: number;
  readonly offset: bigint;
}

interface FactRow extends Keyed {
  readonly event_id: string;
  readonly digest: string;
  readonly event: SitrepEvent;
}

/** Something that was kept. */
export interface KeptRow extends Keyed {
  readonly part: Record<string, unknown>;
}

/** JSON has no infinity: a known time without an end is left out, and read back as one. */
const withoutEnd = (part: object): string =>
  JSON.stringify(part, (_name, value: unknown) => (value === Infinity ? undefined : value));

const parts_a_statement = 1_000;

/**
 * Where a verification keeps the log while it walks over it: tables of its own transaction, which nobody else sees and
 * which are gone with it, whatever happens. They are as large as the log; memory is not.
 */
export class Scratch {
  private readonly waiting: { readonly kind: string; readonly key: string; readonly part: string }[] = [];

  private constructor(private readonly sql: Sql) {}

  static async create(sql: Sql): Promise<Scratch> {
    await sql.query(`create temp table told_fact (family text, event_id text, key text collate "C", digest text collate "C", event text,
      partition int, "offset" bigint) on commit drop`);
    await sql.query(`create temp table kept_part (kind text, key text collate "C", part text) on commit drop`);
    await sql.query('create index on kept_part (kind, key)');
    return new Scratch(sql);
  }

  /** Adds facts as they stand in the log, doubles included. */
  async tell(facts: readonly LocatedFact[]): Promise<void> {
    const column = <Value>(valueOf: (fact: LocatedFact) => Value): Value[] => facts.map(valueOf);
    await this.sql.query(
      `insert into told_fact select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[],
         $7::bigint[])`,
      [
        column(({ family }) => family),
        column(({ eventId }) => eventId),
        column(({ key }) => key),
        column(({ digest }) => digest),
        column(({ event }) => JSON.stringify(event)),
        column(({ partition }) => partition),
        column(({ offset }) => offset.toString()),
      ],
    );
  }

  /** To be called once everything has been told. */
  async index(): Promise<void> {
    await this.sql.query('create index on told_fact (family, event_id)');
    await this.sql.query('create index on told_fact (family, key)');
    await this.sql.query('analyze told_fact');
  }

  /** How many facts of a family there are, doubles included. */
  async told(family: FactFamily): Promise<bigint> {
    const [row] = await this.sql.query<{ count: string }>('select count(*) from told_fact where family = $1', [family]);
    return BigInt(row?.count ?? 0);
  }

  /** How many parts of a kind were kept. */
  async kept(kind: string): Promise<bigint> {
    await this.flush();
    const [row] = await this.sql.query<{ count: string }>('select count(*) from kept_part where kind = $1', [kind]);
    return BigInt(row?.count ?? 0);
  }

  /** The facts that stand, by key: of two with one id the one with the smaller digest (law 1). */
  async facts(family: FactFamily): Promise<KeyedCursor<Keyed & PlainFact>> {
    const text = `select key, event_id, digest, event::json event from told_fact one
       where family = $1 and not exists (
         select from told_fact other where other.family = one.family and other.event_id = one.event_id
           and (other.digest, other.ctid) < (one.digest, one.ctid))
       order by key`;
    return KeyedCursor.open(this.sql, { text, values: [family] }, ({ key, event_id: eventId, ...row }: FactRow) => ({
      family,
      key,
      eventId,
      digest: row.digest,
      event: row.event,
    }));
  }

  /** Leaves something under a key for a later walk. */
  async keep(kind: string, key: string, part: object): Promise<void> {
    this.waiting.push({ kind, key, part: withoutEnd(part) });
    if (this.waiting.length >= parts_a_statement) await this.flush();
  }

  /** What was left of this kind, by key. */
  async parts(kind: string): Promise<KeyedCursor<KeptRow>> {
    await this.flush();
    const text = `select key, part::json part from kept_part where kind = $1 order by key`;
    return KeyedCursor.open(this.sql, { text, values: [kind] }, (row: KeptRow) => row);
  }

  /** Where the log has these events. */
  async located(eventIds: readonly string[]): Promise<readonly EvidenceEvent[]> {
    const rows = await this.sql.query<{ id: string; at: string | null }>(
      `select id, min(f.partition || '-' || f."offset") at
       from unnest($1::text[]) with ordinality w (id, place) left join told_fact f on f.event_id = id
       group by id, place order by place`,
      [eventIds],
    );
    return rows;
  }

  private async flush(): Promise<void> {
    const parts = this.waiting.splice(0);
    if (parts.length === 0) return;
    await this.sql.query(`insert into kept_part select * from unnest($1::text[], $2::text[], $3::text[])`, [
      parts.map(({ kind }) => kind),
      parts.map(({ key }) => key),
      parts.map(({ part }) => part),
    ]);
  }
}
