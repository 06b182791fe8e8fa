import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { EditionFollower, type EditionRef, openStorage, type Storage } from '#editions';
import { encodeEvent } from '#event-log';
import type { SitrepEvent } from '#situation';
import pg from 'pg';
import { AppProcess } from '../harness/app-process.js';
import { campaignEvents } from '../harness/campaign-events.js';
import { compiled } from '../harness/compiled-apps.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';

/** The checkpoint went from one offset to another, in a transaction that committed. */
export interface Move {
  readonly from: number;
  readonly to: number;
}

const limit_ms = 40_000;
const poll_interval_ms = 10;

/** One worker in a process that can be frozen, and this process as the other worker on the same edition. */
export class FreezingSite {
  private readonly events: SitrepEvent[] = [...campaignEvents()];

  private constructor(
    readonly worker: AppProcess,
    readonly storage: Storage,
    readonly live: EditionRef,
    /** Holds locks, and asks the server what others do. */
    private readonly operator: pg.Client,
    private readonly server: TestDatabase,
  ) {}

  /** Starts the worker and has it apply the first part of the sample campaign. */
  static async start(source: string): Promise<FreezingSite> {
    const server = await createTestDatabase();
    const options = { databaseUrl: server.url, applicationName: 'freezing-suite', kafkaTopic: 'none' };
    const storage = await openStorage({ ...options, onTrouble: () => undefined });
    const live = await storage.editions.prepareLive(storage.eventLog);
    const operator = new pg.Client({ connectionString: server.url });
    await operator.connect();
    await noteMoves(operator, live.schema);
    const settings = { DATABASE_URL: server.url };
    const worker = new AppProcess({ file: compiled(source), settings, readyLine: /following the log/ });
    const site = new FreezingSite(worker, storage, live, operator, server);
    await worker.start();
    await site.append(200);
    await site.caughtUp();
    return site;
  }

  /** Puts the next events of the campaign into the log. */
  async append(count: number): Promise<void> {
    await this.storage.eventLog.append(this.events.splice(0, count).map((event) => encodeEvent(event)));
  }

  /** Waits until the edition has everything, whoever applies it. */
  async caughtUp(): Promise<void> {
    const { editions, eventLog } = this.storage;
    if (await editions.reached(this.live, await eventLog.head(), limit_ms)) return;
    throw new Error(`the edition lags: ${this.worker.lines.slice(-5).join('\n')}`);
  }

  /** Stops the worker's clock in the middle of whatever it does. */
  async freeze(): Promise<void> {
    this.worker.signal('SIGSTOP');
    await until('the worker is frozen', () => isStopped(this.worker.pid));
  }

  thaw(): void {
    this.worker.signal('SIGCONT');
  }

  /**
   * Lets the worker run until one of its connections waits for `lock`, in which `{live}` stands for the schema of the
   * live edition, freezes it there, and lets the lock go.
   */
  async freezeAt(lock: string, connection: string, afterwards: string): Promise<void> {
    await this.operator.query('begin');
    await this.operator.query(lock.replace('{live}', `"${this.live.schema}"`));
    this.thaw();
    let waiting: number | undefined;
    await until('the worker waits for the lock', async () => (waiting = await this.waiting(connection)) !== undefined);
    await this.freeze();
    await this.operator.query('commit');
    await until('its request is done', async () => (await this.stateOf(waiting)) === afterwards);
  }

  /** Takes the partition over, in this process, and applies everything that it has not. */
  async takeOver(): Promise<void> {
    const { database, eventLog } = this.storage;
    const follower = new EditionFollower(database, this.live);
    const from = (await follower.claim([0])).get(0) ?? 0n;
    for await (const batch of eventLog.read([from], await eventLog.head())) await follower.apply(batch);
  }

  /** Every move of the checkpoint, in order. */
  async moves(): Promise<readonly Move[]> {
    return (await this.operator.query<Move>('select "from"::int, "to"::int from public.move order by id')).rows;
  }

  async stop(): Promise<void> {
    await this.worker.kill();
    await this.operator.end();
    await this.storage.close();
    await this.server.drop();
  }

  /** The server process behind a connection of this name that waits for a lock. */
  private async waiting(connection: string): Promise<number | undefined> {
    const { rows } = await this.operator.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = $1 and wait_event_type = 'Lock'`,
      [connection],
    );
    return rows[0]?.pid;
  }

  private async stateOf(pid: number | undefined): Promise<string | undefined> {
    const { rows } = await this.operator.query<{ state: string }>('select state from pg_stat_activity where pid = $1', [
      pid,
    ]);
    return rows[0]?.state;
  }
}

/**
 * The trigger writes in the transaction that moves the checkpoint: what it noted has happened, once. It writes as its owner: the
 * role of the projector may not.
 */
async function noteMoves(client: pg.Client, schema: string): Promise<void> {
  await client.query(`
    create table public.move (id bigserial, "from" bigint, "to" bigint);
    create function note_move() returns trigger language plpgsql security definer as
      $$ begin insert into public.move ("from", "to") values (old.next_offset, new.next_offset); return null; end $$;
    create trigger note_move after update on "${schema}".checkpoint
      for each row when (old.next_offset is distinct from new.next_offset) execute function note_move()`);
}

/** Where the system does not tell, the signal is taken to have arrived. */
function isStopped(pid: number | undefined): boolean {
  try {
    return / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''));
  } catch {
    return true;
  }
}

export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + limit_ms;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${limit_ms / 1000} s: ${what}`);
    await delay(poll_interval_ms);
  }
}
