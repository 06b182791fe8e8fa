import {
  AppendUnconfirmed,
  eventCount,
  startOf,
  type EventBatch,
  type EventLog,
  type Position,
  type RecordedEvent,
} from '#event-log';

import { describeFollowing } from './following.contract.js';
import { newEvent, newEvents, spread } from './new-events.js';
import { until } from './recording-follower.js';

/** A log on storage of its own. */
export interface LogUnderTest {
  /** Opens the log, each time as another process would. Following tries three times, with short delays. */
  open(): Promise<EventLog>;
  /** Closes what was opened and clears the storage away. */
  dispose(): Promise<void>;
}

async function collect(batches: AsyncIterable<EventBatch>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of batches) {
    expect(batch.events.length).toBeGreaterThan(0);
    events.push(...batch.events);
  }
  return events;
}

/** The behaviour that every event log has, whatever it is made of. */
export function describeEventLog(create: () => Promise<LogUnderTest>): void {
  let storage: LogUnderTest;
  let log: EventLog;

  beforeEach(async () => {
    storage = await create();
    log = await storage.open();
  });

  afterEach(async () => {
    await log.close();
    await storage.dispose();
  });

  const readAll = async (from: Position = startOf(log.partitionCount)): Promise<RecordedEvent[]> =>
    collect(log.read(from, await log.head()));

  describe('append', () => {
    it('answers coordinates in the order of the events', async () => {
      const events = newEvents(50);
      const coordinates = await log.append(events);
      expect(coordinates.map(({ offset }) => offset)).toEqual(events.map((_, index) => BigInt(index)));
      expect(new Set(coordinates.map(({ partition }) => partition)).size).toBe(1);
    });

    it('answers coordinates under which each event is found', async () => {
      const events = spread(300);
      const coordinates = await log.append(events);
      const stored = new Map((await readAll()).map((event) => [event.id, event]));
      events.forEach(({ id }, index) => expect(stored.get(id)).toMatchObject(coordinates[index]!));
    });

    it('keeps the order of one partition across calls', async () => {
      const events = newEvents(30);
      for (const event of events) await log.append([event]);
      expect((await readAll()).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    });

    it('leaves the log alone when there is nothing to append', async () => {
      expect(await log.append([])).toEqual([]);
      expect(await log.head()).toEqual(startOf(log.partitionCount));
    });

    it('takes the same event twice: removing doubles is for the reader', async () => {
      const event = newEvent();
      await log.append([event, event]);
      await log.append([event]);
      expect((await readAll()).map(({ id }) => id)).toEqual([event.id, event.id, event.id]);
    });

    it('stamps the time of recording, never going back', async () => {
      const before = Date.now();
      const coordinates = [...(await log.append(newEvents(3))), ...(await log.append(newEvents(3)))];
      const stamps = coordinates.map(({ recordedAtMs }) => recordedAtMs);
      expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
      expect(stamps[0]).toBeGreaterThanOrEqual(before - 1_000);
      expect(stamps.at(-1)).toBeLessThanOrEqual(Date.now() + 1_000);
    });

    it('refuses an event that could never be stored, and harms no other', async () => {
      const sound = newEvent();
      const [refused, stored] = await Promise.allSettled([log.append([newEvent({ id: 'x' })]), log.append([sound])]);
      expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) });
      expect(stored.status).toBe('fulfilled');
    });

    it('settles what is pending when it is closed, and takes nothing afterwards', async () => {
      const events = newEvents(200);
      const pending = Promise.all(events.map((event) => log.append([event])));
      await log.close();
      await expect(pending).resolves.toHaveLength(200);
      await expect(log.append([newEvent()])).rejects.toThrow(AppendUnconfirmed);
      log = await storage.open();
      expect(eventCount(await log.head())).toBe(200n);
    });
  });

  describe('read', () => {
    it('gives back exactly the bytes and attributes that were appended', async () => {
      const events = [
        newEvent({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }),
        newEvent({ partitionKey: 'الموصل', source: 'https://وكالة.example/خبر?a=1&b=2' }),
        newEvent({ time: '2017-03-07T23:59:60.123456789+03:00', type: 'sitrep.report_corrected.v1' }),
        newEvent({ body: new TextEncoder().encode('{ "note" : "جسر \\u0000 🌉" ,\n\t"n":1.0 }') }),
        newEvent({ body: Uint8Array.from({ length: 64 * 1024 }, (_, index) => (index * 31) % 256) }),
      ];
      const coordinates = await log.append(events);
      const stored = new Map((await readAll()).map((event) => [event.id, event]));
      events.forEach((event, index) => {
        const { body, ...attributes } = stored.get(event.id)!;
        const { body: bodyGiven, ...given } = event;
        expect(attributes).toEqual({ ...given, ...coordinates[index] });
        expect(Buffer.compare(body, bodyGiven)).toBe(0);
      });
    });

    it('begins at `from` and ends before `to`', async () => {
      const events = newEvents(2_500);
      const { partition } = (await log.append(events))[0]!;
      const at = (offset: bigint): Position => startOf(log.partitionCount).with(partition, offset);
      const idsBetween = async (from: bigint, to: bigint): Promise<string[]> =>
        (await collect(log.read(at(from), at(to)))).map(({ id }) => id);
      const ids = events.map(({ id }) => id);
      expect(await idsBetween(0n, 2_500n)).toEqual(ids);
      expect(await idsBetween(7n, 1_900n)).toEqual(ids.slice(7, 1_900));
      expect(await idsBetween(2_499n, 2_500n)).toEqual(ids.slice(2_499));
      expect(await idsBetween(12n, 12n)).toEqual([]);
      expect(await idsBetween(12n, 11n)).toEqual([]);
    });

    it('ends at `to` while others go on appending', async () => {
      await log.append(spread(500));
      const end = await log.head();
      const reading = collect(log.read(startOf(log.partitionCount), end));
      await log.append(spread(500));
      expect(await reading).toHaveLength(500);
    });

    it('can be broken off', async () => {
      await log.append(spread(3_000));
      for await (const batch of log.read(startOf(log.partitionCount), await log.head())) {
        expect(batch.events.length).toBeGreaterThan(0);
        break;
      }
      expect(await readAll()).toHaveLength(3_000);
    });
  });

  describe('position', () => {
    it('has its head behind the last event', async () => {
      expect(await log.head()).toEqual(startOf(log.partitionCount));
      const coordinates = await log.append(spread(100));
      const head = await log.head();
      expect(eventCount(head)).toBe(100n);
      for (const { partition, offset } of coordinates) expect(head[partition]).toBeGreaterThan(offset);
    });

    it('finds the position that holds exactly what was recorded before an instant', async () => {
      const [first] = await log.append([newEvent()]);
      await until('the clock moves on', () => Date.now() > first!.recordedAtMs + 5);
      const [second] = await log.append([newEvent()]);
      expect(second!.recordedAtMs).toBeGreaterThan(first!.recordedAtMs);
      const recordedBefore = async (instant: number): Promise<bigint> => eventCount(await log.positionAt(instant));
      expect(await recordedBefore(0)).toBe(0n);
      expect(await recordedBefore(first!.recordedAtMs)).toBe(0n);
      expect(await recordedBefore(first!.recordedAtMs + 1)).toBe(1n);
      expect(await recordedBefore(second!.recordedAtMs)).toBe(1n);
      expect(await recordedBefore(second!.recordedAtMs + 1)).toBe(2n);
      expect(await log.positionAt(Date.now() + 3_600_000)).toEqual(await log.head());
    });
  });

  describe('follow', () => describeFollowing(() => log));
}
