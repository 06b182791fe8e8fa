import { inject } from 'vitest';

import { newTopic, type KafkaLogUnderTest } from './kafka-topics.js';
import { newEvent, spread } from './new-events.js';
import { RecordingFollower, SharedCheckpoint, until } from './recording-follower.js';

const brokers = inject('kafkaBrokers');

describe.skipIf(!brokers)('a group of followers', () => {
  let storage: KafkaLogUnderTest;

  beforeEach(() => {
    storage = newTopic(brokers!);
  });

  afterEach(async () => {
    await storage.dispose();
  });

  it('shares the partitions, and whoever stays takes over those of whoever goes', async () => {
    const checkpoint = new SharedCheckpoint();
    const [first, second] = [new RecordingFollower(checkpoint), new RecordingFollower(checkpoint)];
    const [one, two] = [await storage.open(), await storage.open()];
    const staying = await one.follow('shared', first);
    await until('one holds them all', () => first.claims.at(-1)?.length === 12);

    const leaving = await two.follow('shared', second);
    const half = () => first.claims.at(-1)?.length === 6 && second.claims.at(-1)?.length === 6;
    await until('each holds half of them', half);
    await one.append(spread(1_000));
    await until('all is applied', () => first.events.length + second.events.length === 1_000);
    expect(first.events.length).toBeGreaterThan(0);
    expect(second.events.length).toBeGreaterThan(0);

    await leaving.stop();
    const appending = one.append(spread(1_000));
    await until('the one who stays holds them all again', () => first.claims.at(-1)?.length === 12);
    await appending;
    await until('the rest is applied', () => first.events.length + second.events.length === 2_000);
    await staying.stop();
    expect([...first.faults, ...second.faults]).toEqual([]);
    expect(new Set([...first.ids, ...second.ids]).size).toBe(2_000);
  });

  it('goes on through joins and departures while events arrive', async () => {
    const checkpoint = new SharedCheckpoint();
    const logs = await Promise.all([1, 2, 3].map(() => storage.open()));
    const followers: RecordingFollower[] = [];
    const total = 20_000;
    const appending = (async () => {
      for (let written = 0; written < total; written += 500) await logs[0]!.append(spread(500));
    })();
    const applied = () => followers.reduce((sum, { events }) => sum + events.length, 0);
    const enter = async (log: number) => {
      const follower = new RecordingFollower(checkpoint);
      followers.push(follower);
      return { follower, following: await logs[log]!.follow('busy', follower) };
    };
    const memberships = await enter(0);
    await until('the first one works', () => memberships.follower.events.length > 0);
    for (const log of [1, 2]) {
      const { follower, following } = await enter(log);
      await until('it takes part', () => follower.claims.length > 0);
      await following.stop();
    }
    await appending;
    await until('all is applied', () => applied() >= total);
    await memberships.following.stop();
    expect(followers.flatMap(({ faults }) => faults)).toEqual([]);
    expect(new Set(followers.flatMap(({ ids }) => ids)).size).toBe(total);
    expect(applied()).toBe(total);
  });

  it('costs next to nothing while nothing happens', async () => {
    const log = await storage.open();
    const follower = new RecordingFollower();
    const following = await log.follow('idle', follower);
    await log.append([newEvent()]);
    await until('it follows', () => follower.events.length === 1);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const begun = Date.now();
    await until('two seconds have passed', () => Date.now() - begun > 2_000);
    const own = 200; // `until` itself waits in steps of 10 ms.
    expect(timers.mock.calls.length).toBeLessThan(own + 100);
    timers.mockRestore();
    await following.stop();
  });
});
