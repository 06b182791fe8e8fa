import { randomBytes, randomUUID } from 'node:crypto';
import { type AuditAction, type Database, recordAudit, type Sql } from '#platform';
import type { Day } from '#situation';
import type { CountedNumber, Watch, WatchQuestion, WatchTarget } from '../domain/question.js';
import { watchColumns, watchOf, type WatchRow } from './watch-row.js';

/** A watch about to be made. */
export interface NewWatch {
  readonly name: string;
  readonly question: WatchQuestion;
  readonly target: WatchTarget;
  readonly createdBy: string;
  /** The number of the watched count at this moment. */
  readonly counted?: CountedNumber;
  /** The last day that is not to have a briefing any more. */
  readonly briefedDay?: Day;
  /** Where the live edition stands: what the log holds until here is not reported. */
  readonly position: string;
}

/** What may be changed about a watch. */
export interface WatchChange {
  readonly name?: string;
  readonly question?: WatchQuestion;
  /** The number of the count of the new question. */
  readonly counted?: CountedNumber;
  readonly state?: 'active' | 'paused';
  /** The last day that is not to have a briefing any more. */
  readonly briefedDay?: Day;
  /** Where the live edition stands now. */
  readonly position: string;
}

/** So many watches there may be. */
export const most_watches = 100;
const secret_bytes = 32;
/** Serialises the making of watches. */
const creation_lock = 'sitrep.watch.creation';

/** The watches of one database. */
export class Watches {
  constructor(private readonly database: Database) {}

  /** Stores a watch; undefined when there are `most_watches`. The secret signs webhooks and is not shown again. */
  async create(watch: NewWatch): Promise<{ readonly watch: Watch; readonly secret: string | undefined } | undefined> {
    const { channel, ...target } = watch.target;
    const secret = channel === 'webhook' ? `whsec_${randomBytes(secret_bytes).toString('base64')}` : undefined;
    return this.database.transaction(async (sql) => {
      await sql.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [creation_lock]);
      const [row] = await sql.query<WatchRow>(
        `insert into sitrep.watch (id, name, question, channel, target, secret, created_by, responsible,
           from_position, counted, briefed_day)
         select $1, $2, $3::jsonb, $4, $5::jsonb, $6, $7, $7, $8, $9::jsonb, $10::date
         where (select count(*) from sitrep.watch) < ${most_watches}
         returning ${watchColumns}`,
        [
          randomUUID(),
          watch.name,
          JSON.stringify(watch.question),
          channel,
          JSON.stringify(target),
          secret ?? null,
          watch.createdBy,
          watch.position,
          watch.counted === undefined ? null : JSON.stringify(watch.counted),
          watch.briefedDay ?? null,
        ],
      );
      if (row === undefined) return undefined;
      await sql.query(`insert into sitrep.watch_cursor (position) values ($1) on conflict do nothing`, [
        watch.position,
      ]);
      await audit(sql, {
        by: watch.createdBy,
        action: 'watch_created',
        watch: row,
        more: { channel, question: row.question },
      });
      return { watch: watchOf(row), secret };
    });
  }

  /** All watches, the oldest first. */
  async list(): Promise<readonly Watch[]> {
    const rows = await this.database.query<WatchRow>(
      `select ${watchColumns} from sitrep.watch order by created_at, id`,
    );
    return rows.map(watchOf);
  }

  async find(id: string): Promise<Watch | undefined> {
    const [row] = await this.database.query<WatchRow>(`select ${watchColumns} from sitrep.watch where id = $1`, [id]);
    return row === undefined ? undefined : watchOf(row);
  }

  async secretOf(id: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ secret: string | null }>(
      `select secret from sitrep.watch where id = $1`,
      [id],
    );
    return row?.secret ?? undefined;
  }

  /** How many of the watches that send do so under this principal. */
  async countSendingFor(responsible: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int count from sitrep.watch where responsible = $1 and state = 'active' and channel <> 'feed'`,
      [responsible],
    );
    return row?.count ?? 0;
  }

  /**
   * Changes a watch; undefined when there is none. A watch that collected nothing while it was paused begins anew at the
   * present; messages that wait for a receiver go out first. The one who sets it to active answers for it from then on.
   */
  async change(id: string, change: WatchChange, by: string): Promise<Watch | undefined> {
    return this.database.transaction(async (sql) => {
      const row = await changeRow(sql, id, change, by);
      if (row === undefined) return undefined;
      const { name, question, state } = change;
      await audit(sql, { by, action: 'watch_changed', watch: row, more: { changed: { name, question, state } } });
      return watchOf(row);
    });
  }

  /** Removes a watch with its messages; false when there is none. */
  async drop(id: string, by: string): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      const [row] = await sql.query<Audited>(`delete from sitrep.watch where id = $1 returning id, name`, [id]);
      if (row !== undefined) await audit(sql, { by, action: 'watch_dropped', watch: row });
      return row !== undefined;
    });
  }

  /** Records that somebody is about to send a test. */
  async recordTest(watch: Audited, by: string): Promise<void> {
    await audit(this.database, { by, action: 'watch_tested', watch });
  }
}

type Audited = Pick<WatchRow, 'id' | 'name'>;

/** Records what is done to a watch, with its id and name. Where a message goes may be a secret and is not recorded. */
const audit = (
  sql: Sql,
  {
    by,
    action,
    watch: { id, name },
    more = {},
  }: { readonly by: string; readonly action: AuditAction; readonly watch: Audited; readonly more?: object },
): Promise<void> =>
  recordAudit(sql, { principal: by, action, subject: `/v1/watches/${id}`, detail: { id, name, ...more } });

async function changeRow(
  sql: Sql,
  id: string,
  { name, question, counted, state, position, briefedDay }: WatchChange,
  by: string,
): Promise<WatchRow | undefined> {
  const [row] = await sql.query<WatchRow>(
    `update sitrep.watch set
         name = coalesce($2, name),
         question = coalesce($3::jsonb, question),
         counted = case when $3::jsonb is null then counted else $6::jsonb end,
         from_position = case when $4 = 'active' and pause_code in ('by_request', 'too_many_waiting') then $5
           else from_position end,
         briefed_day = coalesce($8::date, briefed_day),
         responsible = case when $4 = 'active' then $7 else responsible end,
         responsible_since = case when $4 = 'active' then now() else responsible_since end,
         state = coalesce($4, state),
         pause_code = case coalesce($4, state) when 'active' then null else coalesce(pause_code, 'by_request') end,
         pause_detail = case coalesce($4, state) when 'active' then null
           else coalesce(pause_detail, 'Somebody paused it.') end,
         paused_at = case coalesce($4, state) when 'active' then null else coalesce(paused_at, now()) end,
         failures = case when $4 = 'active' then 0 else failures end,
         failing_since = case when $4 = 'active' then null else failing_since end,
         next_try_at = case when $4 = 'active' then now() else next_try_at end
       where id = $1 returning ${watchColumns}`,
    [
      id,
      name ?? null,
      question === undefined ? null : JSON.stringify(question),
      state ?? null,
      position,
      counted === undefined ? null : JSON.stringify(counted),
      by,
      briefedDay ?? null,
    ],
  );
  return row;
}
