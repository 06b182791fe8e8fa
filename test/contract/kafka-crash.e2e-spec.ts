import { setTimeout as delay } from 'node:timers/promises';

import { AppendUnconfirmed, startOf, type EventLog, type LogCoordinates, type NewEvent } from '#event-log';

import { KafkaBroker } from '../harness/kafka-broker.js';
import { newTopic, type KafkaLogUnderTest } from './kafka-topics.js';
import { spread } from './new-events.js';
import { RecordingFollower, until } from './recording-follower.js';

const place = ({ partition, offset }: LogCoordinates): string => `${partition}/${offset}`;

/** Writers that never rest and append again what was not confirmed, as a client of the API would. */
class Writers {
  readonly acknowledged: { event: NewEvent; at: LogCoordinates }[] = [];
  unconfirmed = 0;
  private writing = true;
  private readonly done: Promise<unknown>;

  constructor(log: EventLog, count: number) {
    this.done = Promise.all(Array.from({ length: count }, () => this.write(log)));
  }

  async stop(): Promise<void> {
    this.writing = false;
    await this.done;
  }

  private async write(log: EventLog): Promise<void> {
    while (this.writing) {
      const events = spread(20);
      const coordinates = await this.append(log, events);
      events.forEach((event, index) => this.acknowledged.push({ event, at: coordinates[index]! }));
      await delay(5);
    }
  }

  private async append(log: EventLog, events: readonly NewEvent[]): Promise<readonly LogCoordinates[]> {
    for (;;) {
      try {
        return await log.append(events);
      } catch (error) {
        if (!(error instanceof AppendUnconfirmed)) throw error;
        this.unconfirmed++;
      }
    }
  }
}

describe('the event log on Kafka when the broker goes away', () => {
  let broker: KafkaBroker | undefined;
  let storage: KafkaLogUnderTest;

  beforeAll(async () => {
    broker = await KafkaBroker.startIfPossible();
  });

  afterAll(async () => {
    await broker?.stop();
  });

  /** Lets writers and a follower work through the trouble, and then asks for every acknowledged event. */
  const survive = async (trouble: (writers: Writers) => Promise<void>, appendTimeoutMs: number): Promise<void> => {
    storage = newTopic(broker!.brokers);
    const log = await storage.open({ appendTimeoutMs });
    const follower = new RecordingFollower();
    const following = await log.follow('through', follower);
    const writers = new Writers(log, 4);
    await until('there is something to lose', () => writers.acknowledged.length > 1_000);
    await trouble(writers);
    await writers.stop();

    const head = await log.head();
    const stored = new Map<string, string>();
    for await (const { events } of log.read(startOf(log.partitionCount), head)) {
      for (const event of events) stored.set(place(event), event.id);
    }
    await until('the follower has seen it all', () => follower.events.length === stored.size, 60_000);
    await following.stop();
    await storage.dispose();
    const lost = writers.acknowledged.filter(({ event, at }) => stored.get(place(at)) !== event.id);
    expect(lost).toEqual([]);
    expect(follower.faults).toEqual([]);
    expect(follower.events.filter((event) => stored.get(place(event)) !== event.id)).toEqual([]);
  };

  it('loses nothing acknowledged when the broker is killed, and recovers without a hand', async ({ skip }) => {
    if (!broker) return skip();
    await survive(async (writers) => {
      await broker!.kill();
      const before = writers.acknowledged.length;
      await broker!.startAgain();
      await until('appending goes on', () => writers.acknowledged.length > before + 1_000);
    }, 25_000);
  });

  it('says unconfirmed while the broker is frozen, and loses nothing when it thaws', async ({ skip }) => {
    if (!broker) return skip();
    await survive(async (writers) => {
      broker!.freeze();
      await until('every writer was told so several times', () => writers.unconfirmed >= 16);
      broker!.thaw();
      const before = writers.acknowledged.length;
      await until('appending goes on', () => writers.acknowledged.length > before + 1_000);
    }, 3_000);
  });
}, 120_000);
