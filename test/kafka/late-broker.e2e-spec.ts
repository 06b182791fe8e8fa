import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { KafkaEventLog } from '#event-log';
import { KafkaBroker } from '../harness/kafka-broker.js';
import { freePort } from '../harness/kafka/loopback.js';

const brokers = inject('kafkaBrokers');
const deadline_ms = 60_000;

describe.skipIf(!brokers)('a log whose broker is not there at the start', () => {
  const told: { readonly what: string; readonly afterMs: number }[] = [];

  /** Opens a log at this port, and notes what it complains of and when. */
  function open(port: number, waitUntil: AbortSignal): Promise<KafkaEventLog> {
    const begunMs = Date.now();
    told.length = 0;
    const onTrouble = (what: string): void => void told.push({ what, afterMs: Date.now() - begunMs });
    const topic = `late.${randomUUID()}`;
    return KafkaEventLog.open({ brokers: [`127.0.0.1:${port}`], clientId: 'late', topic, onTrouble, waitUntil });
  }

  const complaints = async (count: number): Promise<void> => {
    const giveUpAtMs = Date.now() + deadline_ms;
    while (told.length < count) {
      if (Date.now() > giveUpAtMs) throw new Error(`only ${told.length} complaints`);
      await delay(20);
    }
  };

  it('says so within five seconds and again ten later, and opens when the broker comes', async () => {
    const port = await freePort();
    const opening = open(port, new AbortController().signal);
    await complaints(2);
    expect(told.map(({ what }) => what)).toEqual([
      `Cannot reach Kafka at 127.0.0.1:${port}; trying again`,
      `Cannot reach Kafka at 127.0.0.1:${port}; trying again`,
    ]);
    expect(told[0]?.afterMs).toBeLessThan(5_000);
    expect((told[1]?.afterMs ?? 0) - (told[0]?.afterMs ?? 0)).toBeLessThan(12_000);
    const broker = await KafkaBroker.start({ port });
    try {
      const log = await opening;
      expect((await log.head()).length).toBe(12);
      await log.close();
    } finally {
      await broker.stop();
    }
  });

  it('gives up when it is told to, and says nothing more', async () => {
    const stop = new AbortController();
    const opening = open(await freePort(), stop.signal);
    await complaints(1);
    stop.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(told).toHaveLength(1);
  });
});
