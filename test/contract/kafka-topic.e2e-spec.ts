import { randomUUID } from 'node:crypto';

import { ConfigResourceTypes, Kafka, logLevel, type Admin } from 'kafkajs';
import { inject } from 'vitest';

import { HistoryLost, eventCount, startOf, type EventLog } from '#event-log';

import { newTopic, type KafkaLogUnderTest } from './kafka-topics.js';
import { newEvent, newEvents } from './new-events.js';
import { RecordingFollower, SharedCheckpoint, until } from './recording-follower.js';

const brokers = inject('kafkaBrokers');

describe.skipIf(!brokers)('the topic of the log', () => {
  let kafka: Kafka;
  let admin: Admin;
  let storage: KafkaLogUnderTest;

  beforeEach(async () => {
    kafka = new Kafka({ brokers: brokers!, logLevel: logLevel.NOTHING });
    admin = kafka.admin();
    await admin.connect();
    storage = newTopic(brokers!);
  });

  afterEach(async () => {
    await storage.dispose();
    await admin.disconnect();
  });

  const settings = async (): Promise<Record<string, string>> => {
    const answer = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: storage.topic }],
    });
    return Object.fromEntries(answer.resources[0]!.configEntries.map((entry) => [entry.configName, entry.configValue]));
  };

  /** Appends ten events to one partition, and answers which. */
  const appendTen = async (log: EventLog): Promise<number> => {
    const coordinates = await log.append(newEvents(10));
    return coordinates[0]!.partition;
  };

  /** Has the broker forget the first events of a partition. */
  const forget = async (partition: number, offset: number): Promise<void> => {
    await admin.fetchTopicOffsets(storage.topic); // Without it the client does not know the partition's leader.
    await admin.deleteTopicRecords({ topic: storage.topic, partitions: [{ partition, offset: String(offset) }] });
  };

  it('is created so that it keeps everything, by twenty processes at once', async () => {
    const logs = await Promise.all(Array.from({ length: 20 }, () => storage.open()));
    expect(logs.map(({ partitionCount }) => partitionCount)).toEqual(Array(20).fill(12));
    expect(await settings()).toMatchObject({
      'retention.ms': '-1',
      'retention.bytes': '-1',
      'cleanup.policy': 'delete',
      'message.timestamp.type': 'LogAppendTime',
      'unclean.leader.election.enable': 'false',
      'max.message.bytes': '1048576',
    });
  });

  it.each([
    ['retention.ms', '604800000', '-1'],
    ['retention.bytes', '1000000', '-1'],
    ['cleanup.policy', 'compact', 'delete'],
    ['message.timestamp.type', 'CreateTime', 'LogAppendTime'],
    ['unclean.leader.election.enable', 'true', 'false'],
    ['max.message.bytes', '1000', 'at least 1048576'],
  ])('is refused with %s = %s', async (name, actual, required) => {
    const sound = { 'retention.ms': '-1', 'retention.bytes': '-1', 'message.timestamp.type': 'LogAppendTime' };
    const entries = Object.entries({ ...sound, 'max.message.bytes': '1048588', [name]: actual });
    const configEntries = entries.map(([setting, value]) => ({ name: setting, value }));
    const topics = [{ topic: storage.topic, numPartitions: 12, configEntries }];
    await admin.createTopics({ waitForLeaders: false, topics });
    const refusal = await storage.open().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(HistoryLost);
    const words = `topic "${storage.topic}" is refused: ${name} is ${actual} where ${required} is required`;
    expect((refusal as Error).message).toBe(words);
  });

  it('is refused with another number of partitions', async () => {
    await storage.open({ partitionCount: 6 });
    await expect(storage.open()).rejects.toThrow('it has 6 partitions where 12 are required');
    expect((await storage.open({ partitionCount: 6 })).partitionCount).toBe(6);
  });

  it('stops a follower whose events it no longer has', async () => {
    const log = await storage.open();
    const partition = await appendTen(log);
    await forget(partition, 4);
    const following = await log.follow('late', new RecordingFollower());
    const reason = `partition ${partition} of "${storage.topic}" begins at 4, and 0 is still needed`;
    await expect(following.ended).rejects.toThrow(new HistoryLost(reason));
  });

  it('lets a follower go on whose events it still has', async () => {
    const log = await storage.open();
    const partition = await appendTen(log);
    await forget(partition, 4);
    const checkpoint = new SharedCheckpoint();
    checkpoint.next.set(partition, 4n);
    const follower = new RecordingFollower(checkpoint);
    const following = await log.follow('in time', follower);
    await until('the rest is applied', () => follower.events.length === 6);
    await following.stop();
    expect(follower.faults).toEqual([]);
  });

  it('stops a follower that waited while its events were deleted', async () => {
    const log = await storage.open();
    let refusals = 0;
    const follower = new RecordingFollower(undefined, async () => {
      refusals++;
      throw Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });
    });
    const following = await log.follow('slow', follower);
    const partition = await appendTen(log);
    await until('it has fetched them and waits', () => refusals > 0);
    await forget(partition, 4);
    await expect(following.ended).rejects.toThrow(HistoryLost);
    expect(follower.events).toEqual([]);
  });

  it('stops a follower that has been further than the log goes', async () => {
    const log = await storage.open();
    const checkpoint = new SharedCheckpoint();
    checkpoint.next.set(3, 1n);
    const following = await log.follow('ahead', new RecordingFollower(checkpoint));
    await expect(following.ended).rejects.toThrow('ends before the checkpoint 1');
  });

  it('refuses to read what it no longer has, or does not have yet', async () => {
    const log = await storage.open();
    const partition = await appendTen(log);
    await forget(partition, 4);
    const read = async (from: bigint, to: bigint): Promise<bigint> => {
      const at = (offset: bigint) => startOf(12).with(partition, offset);
      let last = -1n;
      for await (const { events } of log.read(at(from), at(to))) last = events.at(-1)!.offset;
      return last;
    };
    await expect(read(0n, 10n)).rejects.toThrow(HistoryLost);
    await expect(read(4n, 11n)).rejects.toThrow(HistoryLost);
    await expect(read(4n, 10n)).resolves.toBe(9n);
  });

  it('reports the hole that a foreign transaction leaves, and never steps over it', async () => {
    const log = await storage.open({ partitionCount: 1 });
    await log.append([newEvent()]);
    const producer = kafka.producer({ transactionalId: randomUUID(), maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: storage.topic, messages: [{ value: '{}' }] });
    await transaction.commit();
    await producer.disconnect();
    await until('the marker is written', async () => eventCount(await log.head()) === 3n);
    await log.append([newEvent()]);
    const follower = new RecordingFollower();
    const following = await log.follow('careful', follower);
    await expect(following.ended).rejects.toThrow('offset 2 of partition 0');
    expect(follower.events.map(({ offset }) => offset)).toEqual([0n, 1n]);
    const reading = async () => {
      for await (const batch of log.read([0n], [4n])) expect(batch.events.length).toBeGreaterThan(0);
    };
    await expect(reading()).rejects.toThrow(HistoryLost);
  });
});
