import pg from 'pg';

import { AppendUnconfirmed, HistoryLost, type EventLog, type NewEvent, type RecordedEvent } from '#event-log';

import { newEvent, newEvents } from './new-events.js';
import { newDatabase, type PostgresLogUnderTest } from './postgres-databases.js';
import { RecordingFollower, SharedCheckpoint, until } from './recording-follower.js';

const own_connections = `from pg_stat_activity where application_name = 'sitrep-log' and datname = current_database()`;

describe('the event log on PostgreSQL when something is wrong', () => {
  let storage: PostgresLogUnderTest;
  let log: EventLog;
  let operator: pg.Client;

  beforeEach(async () => {
    storage = await newDatabase();
    log = await storage.open();
    operator = new pg.Client({ connectionString: storage.url });
    operator.on('error', () => undefined);
    await operator.connect();
  });

  afterEach(async () => {
    await operator.end();
    await storage.dispose();
  });

  const readAll = async (): Promise<RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    for await (const batch of log.read([0n], await log.head())) events.push(...batch.events);
    return events;
  };

  const cutConnections = async (): Promise<number> =>
    (await operator.query(`select pg_terminate_backend(pid) ${own_connections}`)).rowCount ?? 0;

  it('keeps every acknowledged event exactly as acknowledged while its connections are cut', async () => {
    const follower = new RecordingFollower();
    const following = await log.follow('cut', follower);
    const acknowledged = new Map<bigint, NewEvent>();
    let unconfirmed = 0;
    let writing = true;
    const write = async (): Promise<void> => {
      while (writing) {
        const events = newEvents(1 + Math.floor(Math.random() * 20));
        try {
          const coordinates = await log.append(events);
          events.forEach((event, index) => acknowledged.set(coordinates[index]!.offset, event));
        } catch (error) {
          expect(error).toBeInstanceOf(AppendUnconfirmed);
          unconfirmed++;
        }
      }
    };
    const writers = Array.from({ length: 8 }, write);
    for (let cuts = 0; cuts < 40; cuts++) {
      const before = acknowledged.size;
      await cutConnections();
      await until('appending goes on by itself', () => acknowledged.size > before + 20);
    }
    writing = false;
    await Promise.all(writers);

    const stored = await readAll();
    await until('the follower has seen all of it', () => follower.events.length === stored.length);
    await following.stop();
    expect(unconfirmed).toBeGreaterThan(0);
    expect(stored.map(({ offset }) => offset)).toEqual(stored.map((_, index) => BigInt(index)));
    for (const [offset, { id }] of acknowledged) expect(stored[Number(offset)]!.id).toBe(id);
    expect(follower.faults).toEqual([]);
    expect(follower.ids).toEqual(stored.map(({ id }) => id));
  });

  it('says that an append is unconfirmed when it did not happen, and takes the next one', async () => {
    await log.append([newEvent()]);
    await operator.query('alter table sitrep.log_event rename to hidden');
    await expect(log.append([newEvent()])).rejects.toThrow(AppendUnconfirmed);
    await operator.query('alter table sitrep.hidden rename to log_event');
    const [coordinates] = await log.append([newEvent()]);
    expect(coordinates!.offset).toBe(1n);
  });

  it('commits synchronously even where the server does not', async () => {
    const name = new URL(storage.url).pathname.slice(1);
    await operator.query(`alter database ${name} set synchronous_commit = off`);
    await operator.query(`
      create table seen (setting text);
      create function note() returns trigger language plpgsql as
        $$ begin insert into seen values (current_setting('synchronous_commit')); return null; end $$;
      create trigger note after insert on sitrep.log_event execute function note()`);
    const fresh = await storage.open();
    await fresh.append([newEvent()]);
    expect((await operator.query('select setting from seen')).rows).toEqual([{ setting: 'on' }]);
  });

  it('never lets the time of recording go back when the clock does', async () => {
    const times = [5_000, 4_000, 7_000, 6_999.5, 8_000];
    const stepping = await storage.open({ nowMs: () => times.shift() ?? 0 });
    const stamps: number[] = [];
    while (times.length > 0) stamps.push((await stepping.append([newEvent()]))[0]!.recordedAtMs);
    expect(stamps).toEqual([5_000, 5_000, 7_000, 7_000, 8_000]);
    expect(await log.positionAt(5_000)).toEqual([0n]);
    expect(await log.positionAt(5_001)).toEqual([2n]);
    expect(await log.positionAt(7_000)).toEqual([2n]);
    expect(await log.positionAt(7_000.5)).toEqual([4n]);
    expect(await log.positionAt(Number.MAX_VALUE)).toEqual([5n]);
    expect(await log.positionAt(-1)).toEqual([0n]);
  });

  it('wakes a follower at once', async () => {
    const seen = new Map<string, number>();
    const follower = new RecordingFollower(undefined, async ({ events }) => {
      for (const { id } of events) seen.set(id, performance.now());
    });
    const following = await log.follow('prompt', follower);
    const delays: number[] = [];
    for (let round = 0; round < 30; round++) {
      const event = newEvent();
      const begun = performance.now();
      await log.append([event]);
      await until('it is seen', () => seen.has(event.id));
      delays.push(seen.get(event.id)! - begun);
    }
    await following.stop();
    // A follower that only polled would need half a second on average.
    expect(delays.sort((a, b) => a - b)[15]).toBeLessThan(250);
  });

  it('reports a missing event, and never steps over it', async () => {
    await log.append(newEvents(10));
    await operator.query('delete from sitrep.log_event where log_offset = 4');
    await expect(readAll()).rejects.toThrow(HistoryLost);
    const follower = new RecordingFollower();
    const following = await log.follow('careful', follower);
    await expect(following.ended).rejects.toThrow(new HistoryLost('the log has no event at offset 4'));
    expect(follower.events.every(({ offset }) => offset < 4n)).toBe(true);
  });

  it('stops a follower that has been further than the log goes', async () => {
    const checkpoint = new SharedCheckpoint();
    checkpoint.next.set(0, 3n);
    const following = await log.follow('ahead', new RecordingFollower(checkpoint));
    await expect(following.ended).rejects.toThrow(new HistoryLost('the log ends at 0, before the checkpoint 3'));
    await expect(readTo(5n)).rejects.toThrow(HistoryLost);
  });

  const readTo = async (end: bigint): Promise<void> => {
    for await (const { events } of log.read([0n], [end])) expect(events.length).toBeGreaterThan(0);
  };

  it('is not opened before its tables are there', async () => {
    await operator.query('drop table sitrep.log_head');
    await expect(storage.open()).rejects.toThrow('sitrep.log_head');
  });
});
