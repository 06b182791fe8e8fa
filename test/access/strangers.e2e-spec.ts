import { KeyedRequests } from '#editions';
import { createHash } from 'node:crypto';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';

describe('who asks again and again', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  const limit = 20;
  beforeAll(async () => {
    const access = { anonymous: 'read', requestsPerMinute: limit } as const;
    sitrep = await startSitrep('postgres', undefined, access, { trustedProxies: ['127.0.0.1'] });
    client = await KeyedClient.of(sitrep);
  });
  afterAll(() => sitrep?.stop());

  const statuses = async (path: string, address: string, times: number): Promise<readonly number[]> => {
    const found: number[] = [];
    for (let nth = 0; nth < times; nth += 1)
      found.push((await client.send('GET', path, { 'x-forwarded-for': address })).status);
    return found;
  };

  it('is counted by the address that a trusted proxy names, also where everybody may ask', async () => {
    expect(await statuses('/livez', '10.1.1.1', limit + 1)).toEqual([...Array<number>(limit).fill(200), 429]);
    expect(await statuses('/v1/places', '10.1.1.1', 1)).toEqual([429]);
    expect(await statuses('/livez', '10.1.1.2', 1)).toEqual([200]);
  });

  it('shares how far the live edition is with all who ask within a second', async () => {
    const spy = vi.spyOn(sitrep.eventLog, 'head');
    await Promise.all(Array.from({ length: 10 }, () => statuses('/readyz', '10.1.1.3', 1)));
    expect(spy.mock.calls.length).toBeLessThan(5);
    spy.mockRestore();
  });

  it('keeps no answer by asking with an Idempotency-Key, and of answers to writes so many bytes', async () => {
    const key = await client.keyFor(['reader']);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'k' };
    for (const q of ['hill', 'house'])
      expect((await client.send('POST', '/v1/reports/search', headers, { q })).status).toBe(200);
    const kept = async (sender: string) => {
      const rows = await sitrep.database.query<{ bytes: number }>(
        `select coalesce(sum(octet_length(body)), 0)::int bytes from sitrep.keyed_request where sender = $1`,
        [sender],
      );
      return rows[0]?.bytes;
    };
    expect(await sitrep.database.query('select key from sitrep.keyed_request')).toEqual([]);
    const requests = new KeyedRequests(sitrep.editions, { mostBytes: 1_000, countedAfterBytes: 300 });
    for (const sender of ['a', 'b'])
      for (let nth = 0; nth < (sender === 'a' ? 30 : 3); nth += 1) {
        expect(await requests.begin(`${sender} ${nth}`, createHash('sha256').update(sender).digest())).toBe('new');
        await requests.keep(`${sender} ${nth}`, sender, { status: 201, headers: {}, body: 'x'.repeat(100) });
      }
    expect([await kept('a'), await kept('b')]).toEqual([1_000, 300]);
    const digest = createHash('sha256').update('a').digest();
    expect(await requests.begin('a 29', digest)).toMatchObject({ status: 201 });
    expect(await requests.begin('a 0', digest)).toBe('new');
  });
});
