import { setTimeout as delay } from 'node:timers/promises';
import { openStorage, type Storage } from '#editions';
import { AppendUnconfirmed, type EventLog } from '#event-log';
import { newEvents } from '../contract/new-events.js';
import { KillablePostgres } from '../harness/killable-postgres.js';
import { readWholeLog } from './whole-log.js';

const writer_count = 16;
const events_per_append = 5;
const fewest_acknowledged = 2_000;
/** What is lost is a matter of a moment: a kill may happen to come right after everything was written. */
const most_kills = 12;
const safe_kills = 3;

/** The append itself asks for a durable commit; this takes it back behind its back, and stays in the test. */
const unsafe_commits = `
  create function sitrep.promise_only() returns trigger language plpgsql as
    $$ begin perform set_config('synchronous_commit', 'off', true); return null; end $$;
  create trigger promise_only before insert on sitrep.log_event execute function sitrep.promise_only()`;

describe('the log in PostgreSQL, killed right after it has acknowledged', () => {
  let postgres: KillablePostgres;

  beforeEach(async () => {
    postgres = await KillablePostgres.start();
  });
  afterEach(() => postgres.dispose());

  const open = (): Promise<Storage> =>
    openStorage({
      databaseUrl: postgres.url,
      applicationName: 'unsafe-suite',
      kafkaTopic: 'none',
      onTrouble: () => undefined,
    });

  /** Writes, kills in the middle of it, and answers what was acknowledged then and what of it is gone. */
  const killWhileWriting = async (): Promise<{ acknowledged: number; lost: number }> => {
    const storage = await open();
    const acknowledged: string[] = [];
    const over = new AbortController();
    const write = (): Promise<void> => writeUntil(over.signal, storage.eventLog, acknowledged);
    const writers = Promise.all(Array.from({ length: writer_count }, write));
    while (acknowledged.length < fewest_acknowledged) await delay(5);
    await postgres.kill();
    over.abort();
    await writers;
    await storage.close();
    await postgres.startAgain();
    const reopened = await open();
    const kept = new Set((await readWholeLog(reopened.eventLog)).map(({ id }) => id));
    await reopened.close();
    return { acknowledged: acknowledged.length, lost: acknowledged.filter((id) => !kept.has(id)).length };
  };

  it('has everything that it acknowledged', async () => {
    for (let kills = 0; kills < safe_kills; kills += 1) expect((await killWhileWriting()).lost).toBe(0);
  }, 120_000);

  it('would lose some if it did not wait for the commit, and this suite would see it', async () => {
    const storage = await open();
    await storage.database.query(unsafe_commits);
    await storage.close();
    let lost = 0;
    for (let kills = 1; kills <= most_kills && lost === 0; kills += 1) {
      const outcome = await killWhileWriting();
      lost = outcome.lost;
      process.stderr.write(`\nunsafe commits: kill ${kills} lost ${lost} of ${outcome.acknowledged} acknowledged\n`);
    }
    expect(lost).toBeGreaterThan(0);
  }, 300_000);
});

async function writeUntil(over: AbortSignal, log: EventLog, acknowledged: string[]): Promise<void> {
  while (!over.aborted) {
    const events = newEvents(events_per_append);
    try {
      await log.append(events);
      acknowledged.push(...events.map(({ id }) => id));
    } catch (error) {
      if (!(error instanceof AppendUnconfirmed)) throw error;
    }
  }
}
