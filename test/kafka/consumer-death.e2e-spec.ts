import { randomUUID } from 'node:crypto';

import { Kafka, logLevel } from 'kafkajs';
import { inject } from 'vitest';

import { KafkaEventLog, type Following } from '#event-log';

import { spread } from '../contract/new-events.js';
import { RecordingFollower, until } from '../contract/recording-follower.js';
import { FrameProxy, onLoopback } from '../harness/kafka/frame-proxy.js';

const brokers = onLoopback(inject('kafkaBrokers'));

describe.skipIf(!brokers)('a consumer that dies inside the client library', () => {
  let proxy: FrameProxy;
  let log: KafkaEventLog;
  let follower: RecordingFollower;
  let following: Following;
  let causes: unknown[];
  let claimsBefore: number;

  beforeEach(async () => {
    proxy = await FrameProxy.start(brokers!);
    const topic = `death.${randomUUID()}`;
    causes = [];
    const onTrouble = (_what: string, cause: unknown): void => void causes.push(cause);
    log = await KafkaEventLog.open({ brokers: proxy.brokers, clientId: 'death', topic, onTrouble });
    follower = new RecordingFollower();
  });

  afterEach(async () => {
    await log.close();
    await proxy.close();
  });

  const follow = async (): Promise<void> => {
    following = await log.follow('dying', follower);
    await arrive(100);
    // A broker that has only just started may have refused the first joins.
    causes.length = 0;
    claimsBefore = follower.claims.length;
  };

  /** Appends events and waits until the follower has them all, each once and in order. */
  const arrive = async (count: number): Promise<void> => {
    const due = follower.events.length + count;
    await log.append(spread(count));
    await until('the events arrive', () => follower.events.length === due, 45_000);
    expect(follower.faults).toEqual([]);
  };

  it('is rebuilt when an error of the program ends it, and following goes on', async () => {
    await follow();
    proxy.spoil('fetch', 'halved', (answer) => answer === 1);
    await until('it has died', () => causes.length > 0);
    expect(causes[0]).toMatchObject({ cause: { name: expect.stringMatching(/^(Range|Type)Error$/) } });
    await arrive(100);
    expect(follower.claims.length).toBe(claimsBefore + 1);
    await following.stop();
    await expect(following.ended).resolves.toBeUndefined();
  });

  it('is rebuilt when its connection breaks while it joins, however often', async () => {
    proxy.spoil('joinGroup', 'closed', (answer) => answer <= 2);
    proxy.spoil('syncGroup', 'closed', (answer) => answer <= 2);
    await follow();
    expect([proxy.spoiled('joinGroup'), proxy.spoiled('syncGroup')]).toEqual([2, 2]);
    proxy.spoil('joinGroup', 'halved', (answer) => answer === 1);
    proxy.spoil('fetch', 'halved', (answer) => answer === 1);
    await until('it has died, and again while it joined', () => proxy.spoiled('joinGroup') === 1);
    await arrive(100);
  });

  it('is rebuilt when the answer to a heartbeat cannot be read', async () => {
    await follow();
    proxy.spoil('heartbeat', 'halved', (answer) => answer === 1);
    await until('it has died', () => causes.length > 0);
    await arrive(100);
  });

  it('never comes back by itself: without us following would have ended', async () => {
    const topic = `alone.${randomUUID()}`;
    const direct = await KafkaEventLog.open({ brokers: brokers!, clientId: 'alone', topic });
    const kafka = new Kafka({ brokers: proxy.brokers, logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 100 });
    const crashes: boolean[] = [];
    let taken = 0;
    consumer.on(consumer.events.CRASH, ({ payload }) => void crashes.push(payload.restart));
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachMessage: async () => void taken++ });
    await direct.append(spread(10));
    await until('it consumes', () => taken === 10);
    crashes.length = 0;
    proxy.spoil('fetch', 'halved', (answer) => answer === 1);
    await until('it has died', () => crashes.length === 1);
    expect(crashes).toEqual([false]);
    await consumer.disconnect();
    await direct.close();
  });
});
