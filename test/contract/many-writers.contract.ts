import { eventCount, startOf, type EventLog, type RecordedEvent } from '#event-log';

import type { LogUnderTest } from './event-log.contract.js';
import { newEvent } from './new-events.js';
import { RecordingFollower, until } from './recording-follower.js';

const writer_count = 16;
const process_count = 4;
const events_per_writer = 6_000;
const total = writer_count * events_per_writer;
/** A quarter of a minute on an idle machine; tests share theirs. */
const timeout_ms = 180_000;
/** Calls of every size from a single report to a small import. */
const call_sizes = [1, 1, 7, 1, 40, 3, 120];

interface Acknowledged {
  readonly key: string;
  readonly event: RecordedEvent;
}

/** One writer: call after call, its own partition keys, remembering what was acknowledged. */
async function write(log: EventLog, writer: number, acknowledged: Acknowledged[]): Promise<void> {
  for (let written = 0, call = 0; written < events_per_writer; call++) {
    const size = Math.min(call_sizes[call % call_sizes.length]!, events_per_writer - written);
    const events = Array.from({ length: size }, (_, index) => {
      const number = written + index;
      const body = new TextEncoder().encode(JSON.stringify({ writer, number, note: 'x'.repeat(400) }));
      return newEvent({ partitionKey: `writer-${writer}-place-${number % 5}`, body });
    });
    const coordinates = await log.append(events);
    events.forEach((event, index) => {
      acknowledged.push({ key: event.partitionKey, event: { ...event, ...coordinates[index]! } });
    });
    written += size;
  }
}

const place = ({ partition, offset }: RecordedEvent): string => `${partition}/${offset}`;

/** The law of the log, at full load: nothing skipped, nothing doubled, no hole, while a follower reads along. */
export function describeManyWriters(create: () => Promise<LogUnderTest>): void {
  it(
    `loses and doubles nothing of ${writer_count} writers × ${events_per_writer} events`,
    async () => {
      const storage = await create();
      const logs = await Promise.all(Array.from({ length: process_count }, () => storage.open()));
      const follower = new RecordingFollower();
      const following = await logs[0]!.follow('law', follower);
      const acknowledged: Acknowledged[] = [];

      const begunMs = Date.now();
      await Promise.all(
        Array.from({ length: writer_count }, (_, writer) => write(logs[writer % process_count]!, writer, acknowledged)),
      );
      const writtenMs = Date.now();
      await until('the follower has seen as many', () => follower.events.length >= total);
      const followedMs = Date.now();
      await following.stop();

      const { partitionCount } = logs[0]!;
      const head = await logs[0]!.head();
      const read: RecordedEvent[] = [];
      for await (const { events } of logs[1]!.read(startOf(partitionCount), head)) read.push(...events);
      const readMs = Date.now();

      expect(eventCount(head)).toBe(BigInt(total));
      expect(follower.faults).toEqual([]);
      const given = new Map(acknowledged.map(({ event }) => [event.id, place(event)]));
      expect(given.size).toBe(total);
      for (const seen of [follower.events, read]) {
        expect(seen).toHaveLength(total);
        // Each event once, and exactly where its writer was told.
        expect(new Set(seen.map(({ id }) => id)).size).toBe(total);
        expect(seen.filter((event) => given.get(event.id) !== place(event))).toEqual([]);
      }
      expect(outOfOrder(acknowledged, read)).toEqual([]);

      const perSecond = (ms: number): number => Math.round((total / ms) * 1_000);
      process.stdout.write(
        `${perSecond(writtenMs - begunMs)} appends/s, the follower ${followedMs - writtenMs} ms behind at the end, ` +
          `${perSecond(readMs - followedMs)} reads/s\n`,
      );
      await Promise.all(logs.map((log) => log.close()));
      await storage.dispose();
    },
    timeout_ms,
  );
}

/** The keys whose events do not stand in the log in the order their writer appended them. */
function outOfOrder(acknowledged: readonly Acknowledged[], read: readonly RecordedEvent[]): string[] {
  const byKey = (ids: Iterable<readonly [key: string, id: string]>): Map<string, string[]> => {
    const lists = new Map<string, string[]>();
    for (const [key, id] of ids) lists.set(key, [...(lists.get(key) ?? []), id]);
    return lists;
  };
  const sorted = [...read].sort((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
  const stored = byKey(sorted.map(({ partitionKey, id }) => [partitionKey, id]));
  const appended = byKey(acknowledged.map(({ key, event }) => [key, event.id]));
  return [...appended].filter(([key, ids]) => stored.get(key)?.join() !== ids.join()).map(([key]) => key);
}
