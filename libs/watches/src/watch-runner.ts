import { setTimeout as pause } from 'node:timers/promises';
import { type AdvisoryLock, tryAdvisoryLock } from '#platform';
import type { Watch } from './domain/question.js';
import { forgetCursor } from './store/cursor.js';
import { Messages } from './store/messages.js';
import { watchColumns, watchOf, type WatchRow } from './store/watch-row.js';
import { deliver } from './send/deliver.js';
import { briefMornings } from './reckon/brief-mornings.js';
import { lookAgain } from './reckon/look-again.js';
import type { WatchParts } from './watch-options.js';

/** A started runner of watches. */
export interface WatchRunner {
  /** Finishes the messages in hand and ends. Idempotent. */
  stop(): Promise<void>;
}

/** One process looks and sends, whichever has the lock: when it dies, another goes on. */
const runner_lock = 'sitrep.watches';
const sweep_interval_ms = 60_000;
const trouble_pause_ms = 2_000;
const most_watches_sending = 8;
/** How long the messages in hand are waited for. */
const stop_timeout_ms = 2_000;

/** Looks for changes and sends messages until stopped, in at most one process of those that use the database. */
export function startWatchRunner(parts: WatchParts): WatchRunner {
  const runner = new Runner(parts);
  const over = runner.run();
  return {
    stop: async () => {
      runner.stop();
      await over;
    },
  };
}

class Runner {
  private readonly stopping = new AbortController();
  private readonly sending = new Map<string, Promise<void>>();
  private sweptAtMs = performance.now();

  constructor(private readonly parts: WatchParts) {}

  stop(): void {
    this.stopping.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const lock = await tryAdvisoryLock(this.parts.database, runner_lock);
        if (lock !== undefined) await this.lead(lock);
      } catch (error) {
        if (!signal.aborted) this.parts.onTrouble('watching was interrupted', error);
      }
      await this.rest(trouble_pause_ms);
    }
    await this.settleSending();
  }

  /** Works for as long as the lock is held; its connection says when it is lost. */
  private async lead(lock: AdvisoryLock): Promise<void> {
    const { signal } = this.stopping;
    try {
      while (!signal.aborted) {
        const due = await dueWatches(lock, this.parts.timeZone);
        for (const watch of due) this.send(watch, signal);
        if (await lookAgain(this.parts)) continue;
        await briefMornings(this.parts);
        await this.sweep();
        await this.rest(this.parts.pace.tickMs);
      }
    } finally {
      await this.settleSending();
      await lock.release();
    }
  }

  private send(watch: Watch, signal: AbortSignal): void {
    if (this.sending.has(watch.id) || this.sending.size >= most_watches_sending) return;
    const sent = deliver(watch, this.parts, signal)
      .catch((error: unknown) => {
        if (!signal.aborted) this.parts.onTrouble(`sending for watch ${watch.id} was interrupted`, error);
      })
      .finally(() => this.sending.delete(watch.id));
    this.sending.set(watch.id, sent);
  }

  /** A message that a slow receiver holds up is sent again later, under its own id. */
  private async settleSending(): Promise<void> {
    const late = new AbortController();
    const timeout = pause(stop_timeout_ms, undefined, { signal: late.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.sending.values()), timeout]);
    late.abort();
  }

  private async sweep(): Promise<void> {
    if (performance.now() - this.sweptAtMs < sweep_interval_ms) return;
    this.sweptAtMs = performance.now();
    await new Messages(this.parts.database).forgetOld();
    await forgetCursor(this.parts.database);
  }

  private async rest(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/**
 * The watches that have something to send and may try now, those that wait longest first. A digest is due in an hour, day or
 * week of the desk that has had none; a briefing is due at once.
 */
async function dueWatches({ sql }: AdvisoryLock, zone: string): Promise<readonly Watch[]> {
  const turn = (at: string): string => `date_trunc(target ->> 'digest', ${at} at time zone $2)`;
  const rows = await sql.query<WatchRow>(
    `select ${watchColumns} from sitrep.watch w
     where state = 'active' and channel <> 'feed' and next_try_at <= now()
       and exists (select from sitrep.watch_message m where m.watch_id = w.id and m.state = 'waiting'
         and (w.channel <> 'mail' or m.kind = 'briefing' or ${turn('now()')} > ${turn(
           `coalesce((select max(d.delivered_at) from sitrep.watch_message d where d.watch_id = w.id), w.created_at)`,
         )}))
     order by next_try_at, id limit $1`,
    [2 * most_watches_sending, zone],
  );
  return rows.map(watchOf);
}
