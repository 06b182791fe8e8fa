import type { KafkaMessage } from 'kafkajs';

import type { NewEvent } from '../event-log.js';
import { fromMessage, toMessage } from './headers.js';

const event: NewEvent = {
  id: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
  type: 'sitrep.road_cut.v1',
  source: 'https://agency.example/wire?lang=ar',
  time: '2017-03-07T10:00:00.250+03:00',
  partitionKey: 'الموصل',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  body: new TextEncoder().encode('{"note":"طريق"}'),
};

/** What a broker would give back: every header and the key as bytes. */
function stored(written: ReturnType<typeof toMessage>): KafkaMessage {
  const bytes = Object.entries(written.headers ?? {}).map(([name, value]) => [name, Buffer.from(String(value))]);
  return {
    key: written.key === null || written.key === undefined ? null : Buffer.from(written.key),
    value: written.value as Buffer,
    headers: Object.fromEntries(bytes) as Record<string, Buffer>,
    timestamp: '1488870000250',
    offset: '9007199254740993',
    attributes: 0,
  };
}

describe('CloudEvents headers', () => {
  it('gives an event back as it was', () => {
    const read = fromMessage(7, stored(toMessage(event, 7)));
    expect(read).toEqual({
      ...event,
      body: Buffer.from(event.body),
      partition: 7,
      offset: 9007199254740993n,
      recordedAtMs: 1488870000250,
    });
  });

  it('names the binding and the media type', () => {
    const { headers } = toMessage(event, 0);
    expect(headers).toMatchObject({ ce_specversion: '1.0', 'content-type': 'application/json' });
  });

  it('does not copy the body, and respects a view into a larger buffer', () => {
    const whole = new TextEncoder().encode('xx{}xx');
    const { value } = toMessage({ ...event, body: whole.subarray(2, 4) }, 0);
    expect(String(value)).toBe('{}');
  });

  it('reads a foreign record without headers, key or value as an event with empty attributes', () => {
    const read = fromMessage(0, { key: null, value: null, headers: {}, timestamp: '0', offset: '0', attributes: 0 });
    expect(read).toEqual({
      id: '',
      type: '',
      source: '',
      time: '',
      partitionKey: '',
      body: new Uint8Array(),
      partition: 0,
      offset: 0n,
      recordedAtMs: 0,
    });
  });

  it('takes the first of a repeated header, and the record key for a missing partition key', () => {
    const headers = { ce_id: [Buffer.from('a'), Buffer.from('b')] };
    const read = fromMessage(0, {
      key: Buffer.from('k'),
      value: null,
      timestamp: '0',
      offset: '0',
      attributes: 0,
      headers,
    });
    expect(read).toMatchObject({ id: 'a', partitionKey: 'k' });
  });
});
