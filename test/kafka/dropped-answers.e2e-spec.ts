import { randomUUID } from 'node:crypto';

import { Kafka, logLevel } from 'kafkajs';
import { inject } from 'vitest';

import { KafkaEventLog, startOf } from '#event-log';

import { until } from '../contract/recording-follower.js';
import { FrameProxy, onLoopback } from '../harness/kafka/frame-proxy.js';
import { AppendLoad } from './append-load.js';

const brokers = onLoopback(inject('kafkaBrokers'));

describe.skipIf(!brokers)('answers to appends that never arrive', () => {
  let proxy: FrameProxy;
  let topic: string;

  beforeEach(async () => {
    proxy = await FrameProxy.start(brokers!);
    topic = `dropped.${randomUUID()}`;
  });

  afterEach(async () => {
    await proxy.close();
  });

  const open = (partitionCount: number) =>
    KafkaEventLog.open({ brokers: proxy.brokers, clientId: 'dropped', topic, partitionCount });

  /** Appends until so many answers have been spoiled, and reads everything back. */
  const appendThrough = async (fault: 'closed' | 'silent', everyNth: number, least: number): Promise<void> => {
    const log = await open(6);
    try {
      const load = new AppendLoad(log);
      await load.goesOn('there is something to lose');
      proxy.spoil('produce', fault, (answer) => answer % everyNth === 0 && proxy.spoiled('produce') < least);
      await until('enough answers were dropped', () => proxy.spoiled('produce') >= least, 60_000);
      await load.goesOn('appending goes on');
      await load.stop();
      const reckoning = await load.reckon();
      process.stdout.write(`${least} × ${fault}: ${reckoning.acknowledged} acknowledged, ${reckoning.stored} stored\n`);
      expect(reckoning).toMatchObject({ lost: [], misplaced: [], outOfOrder: [] });
    } finally {
      await log.close();
    }
  };

  it('cost no acknowledged event when the connection closes in their place', async () => {
    await appendThrough('closed', 9, 20);
  });

  it('cost no acknowledged event when the broker stays silent', async () => {
    await appendThrough('silent', 1, 3);
  });

  it('cost acknowledged events when several sends share one idempotent producer', async () => {
    const log = await open(1);
    const kafka = new Kafka({ brokers: proxy.brokers, requestTimeout: 500, logLevel: logLevel.NOTHING });
    const retry = { retries: 8, initialRetryTime: 100, maxRetryTime: 1_000 };
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry });
    await producer.connect();
    const acknowledged: string[] = [];
    const send = async (): Promise<void> => {
      const id = randomUUID();
      await producer.send({ topic, acks: -1, messages: [{ partition: 0, value: '{}', headers: { ce_id: id } }] });
      acknowledged.push(id);
    };
    try {
      await send();
      proxy.spoil('produce', 'silent', (answer) => answer % 10 === 0);
      for (let round = 0; round < 10; round++) await Promise.allSettled(Array.from({ length: 5 }, send));
      proxy.spoil('produce', 'silent', () => false);
      const stored = new Map<string, number>();
      for await (const { events } of log.read(startOf(1), await log.head())) {
        for (const { id } of events) stored.set(id, (stored.get(id) ?? 0) + 1);
      }
      const lost = acknowledged.filter((id) => !stored.has(id));
      const doubled = [...stored.values()].filter((times) => times > 1);
      process.stdout.write(
        `control: ${acknowledged.length} acknowledged, ${lost.length} lost, ${doubled.length} doubled\n`,
      );
      expect(lost.length).toBeGreaterThan(0);
    } finally {
      await producer.disconnect();
      await log.close();
    }
  });
});
