import type { IHeaders } from 'kafkajs';
import { inject } from 'vitest';

import { followLive, live_edition, parkedEvents, redriveParked, type EditionRef } from '#editions';
import { encodeEvent, type Following } from '#event-log';
import type { SitrepEvent } from '#situation';

import { campaignEvents } from '../harness/campaign-events.js';
import { openDesk, type KafkaDesk } from './kafka-desk.js';

const brokers = inject('kafkaBrokers');
const places = campaignEvents().filter((event) => event.kind === 'place_registered');
const late = encodeEvent(places.at(-1)!);

const envelope = { ce_specversion: '1.0', ce_source: '/elsewhere', ce_time: '2017-03-07T10:00:00Z' };
const type = 'sitrep.place_registered.v1';
const id = '0b9d4a53-94a4-4f0e-8f0e-1a7f9d2f6c11';

/** What another program may have written, by what is wrong with it, and how the reason begins. */
const foreign: Record<string, { headers?: IHeaders; value: Buffer | string | null; reason: RegExp }> = {
  'no headers at all': { value: '{"hello":"world"}', reason: /^unknown event type ""/ },
  'an unknown type': { headers: { ...envelope, ce_id: id, ce_type: 'orders.placed' }, value: '{}', reason: /^unknown/ },
  'no JSON': { headers: { ...envelope, ce_id: id, ce_type: type }, value: 'hello', reason: /^the body is not JSON/ },
  'no UTF-8': {
    headers: { ...envelope, ce_id: id, ce_type: type },
    value: Buffer.from([0x22, 0xff, 0x00, 0x22]),
    reason: /^the body is not JSON in UTF-8/,
  },
  'another shape': { headers: { ...envelope, ce_id: id, ce_type: type }, value: '{"id":7}', reason: /^body/ },
  'no value': { headers: { ...envelope, ce_id: id, ce_type: type }, value: null, reason: /^the body is not JSON/ },
  'headers that are no text': {
    headers: { ce_id: Buffer.from([0, 255, 0]), ce_type: [Buffer.from([0xed, 0xa0, 0x80]), 'x'], ce_time: '' },
    value: '{}',
    reason: /^unknown event type/,
  },
  "another event's id": {
    headers: { ...envelope, ce_id: id, ce_type: type },
    value: Buffer.from(late.body),
    reason: /^the envelope says id/,
  },
  'a type that is still to come': {
    headers: { ...envelope, ce_id: late.id, ce_type: 'sitrep.place_registered.v9', ce_source: late.source },
    value: Buffer.from(late.body),
    reason: /^unknown event type/,
  },
};

describe.skipIf(!brokers)('records that another program wrote into the topic', () => {
  let desk: KafkaDesk;
  let live: EditionRef;
  let following: Following;
  /** What is wrong with the record at a place. */
  const names = new Map<string, string>();

  beforeAll(async () => {
    desk = await openDesk(brokers!);
    await append(places.slice(0, 20));
    await write();
    await append(places.slice(20, -1));
    following = await followLive(desk);
    live = (await desk.editions.find(live_edition))!;
    await applied();
  });

  afterAll(async () => {
    await following.stop();
    await desk.dispose();
  });

  const append = async (events: readonly SitrepEvent[]): Promise<void> =>
    void (await desk.eventLog.append(events.map((event) => encodeEvent(event))));
  const applied = async (): Promise<void> =>
    expect(await desk.editions.reached(live, await desk.eventLog.head(), 30_000)).toBe(true);

  /** Every partition gets each of them, so that none is left without. */
  const write = async (): Promise<void> => {
    const producer = desk.kafka.producer();
    await producer.connect();
    for (const [name, { headers, value }] of Object.entries(foreign)) {
      for (let partition = 0; partition < desk.eventLog.partitionCount; partition++) {
        const messages = [{ partition, value, ...(headers && { headers }) }];
        const [stored] = await producer.send({ topic: desk.topic, messages });
        names.set(`${stored!.partition}/${stored!.baseOffset}`, name);
      }
    }
    await producer.disconnect();
  };

  const parked = () => parkedEvents(desk.editions.scope(live), { limit: 1_000 });
  const placesKnown = async (): Promise<number> => {
    const [row] = await desk.database.query<{ count: number }>(`select count(*)::int from "${live.schema}".place`);
    return row!.count;
  };

  it('are parked with their bytes, the reason and the position', async () => {
    const found = await parked();
    expect(found).toHaveLength(Object.keys(foreign).length * desk.eventLog.partitionCount);
    for (const { partition, offset, reason, body } of found) {
      const wrong = foreign[names.get(`${partition}/${offset}`)!]!;
      expect(reason).toMatch(wrong.reason);
      expect(Buffer.compare(body, Buffer.from(wrong.value ?? ''))).toBe(0);
    }
  });

  it('keep no other event from being applied', async () => {
    expect(await placesKnown()).toBe(places.length - 1);
    expect(await Promise.race([following.ended, 'still following'])).toBe('still following');
  });

  it('stay parked when they are tried again and still cannot be read', async () => {
    const before = await parked();
    expect(await redriveParked(desk.database, live)).toEqual({ applied: 0, stillParked: before.length });
    expect(await parked()).toEqual(before);
  });

  it('are applied when a later version can read them', async () => {
    const { partitionCount } = desk.eventLog;
    const before = await parked();
    // Stands for the later version: the rows cannot tell whether the words or the reader have changed.
    await desk.database.query(`update "${live.schema}".parked_event set event_type = $1 where event_type = $2`, [
      type,
      'sitrep.place_registered.v9',
    ]);
    const redriven = await redriveParked(desk.database, live);
    expect(redriven).toEqual({ applied: partitionCount, stillParked: before.length - partitionCount });
    expect(await placesKnown()).toBe(places.length);
  });
});
