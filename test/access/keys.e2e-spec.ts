import { setTimeout as pause } from 'node:timers/promises';
import { newKey } from '#platform';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';

/** Longer than a key is believed. */
const believed_ms = 2_500;

describe('a key', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let key: string;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, { requestsPerMinute: 1_000 });
    client = await KeyedClient.of(sitrep);
    key = await client.keyFor(['reader'], { name: 'Amina' });
  });
  afterAll(() => sitrep.stop());

  const me = (headers: Record<string, string>) => client.send('GET', '/v1/me', headers);
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

  it('says whose it is and what it may do, as Bearer and as the password of Basic, whatever the user', async () => {
    for (const authorization of [`Bearer ${key}`, `bearer  ${key} `, basic('', key), basic('qgis', key)]) {
      const response = await me({ authorization });
      expect(response.status, authorization.slice(0, 8)).toBe(200);
      expect(await response.json()).toMatchObject({
        id: expect.stringMatching(/^key:[0-9a-f]{12}$/),
        name: 'Amina',
        anonymous: false,
        roles: ['reader'],
        scopes: ['self:read', 'answers:read'],
        outlets: [],
        places: [],
      });
      expect(response.headers.get('ratelimit')).toMatch(/^"minute";r=\d+;t=\d+$/);
    }
    expect((await client.keys.list())[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  it.each([
    ['mistyped', (text: string) => `${text.slice(0, -1)}${text.endsWith('a') ? 'b' : 'a'}`, /typed or copied wrong/],
    ['in capitals', (text: string) => text.toUpperCase(), /is none/],
    ['in small letters', (text: string) => text.toLowerCase(), /typed or copied wrong/],
    ['cut short', (text: string) => text.slice(0, -1), /is none/],
    ['never made', () => newKey().text, /no such key/],
    ['with the id of another', (text: string) => text.replace(/_\w{12}_/, `_${newKey().id}_`), /copied wrong/],
  ])('%s lets nobody in, and the answer says why', async (_how, change, why) => {
    const response = await me({ authorization: `Bearer ${change(key)}` });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer realm="Sitrep", error="invalid_token"');
    expect(await response.json()).toMatchObject({ code: 'key_refused', detail: expect.stringMatching(why) });
  });

  it('is taken from one Authorization header alone, never from the address', async () => {
    const inAddress = await client.send('GET', `/v1/me?access_token=${key}`, {});
    expect([inAddress.status, await codeOf(inAddress)]).toEqual([400, 'malformed']);
    const encoded = await client.send('GET', `/livez?k=${key.replace('_', '%5F')}`, { authorization: `Bearer ${key}` });
    expect(encoded.status).toBe(400);
    const other = await me({ authorization: `Digest ${key}` });
    expect([other.status, await codeOf(other)]).toEqual([401, 'key_refused']);
    expect((await me({ 'x-api-key': key })).status).toBe(401);
    const { status, body } = await twice(client.url, `Bearer ${key}`);
    expect([status, body]).toEqual([400, expect.stringContaining('Send one Authorization header')]);
  });

  it('is asked for without a window of the browser where a page asks', async () => {
    expect((await me({})).headers.get('www-authenticate')).toContain('Basic realm="Sitrep"');
    for (const sign of ['x-requested-with', 'sec-fetch-site']) {
      const page = await me({ [sign]: 'same-origin' });
      expect(page.headers.get('www-authenticate')).toBe('Bearer realm="Sitrep"');
      expect(await codeOf(page)).toBe('key_missing');
    }
  });

  it('ends by itself, and may be replaced while it lives by one more', async () => {
    const soon = await client.keyFor(['reader'], { name: 'Basim', expiresAt: new Date(Date.now() + 1_000) });
    expect((await client.ask('GET', '/v1/me', soon)).status).toBe(200);
    const second = await client.keyFor(['reader'], { name: 'Basim' });
    await expect(client.keyFor(['reader'], { name: 'Basim' })).rejects.toThrow(/2 live keys.*Revoke one/);
    await pause(1_100);
    const over = await client.ask('GET', '/v1/me', soon);
    expect([over.status, await over.json()]).toMatchObject([401, { detail: expect.stringContaining('expired') }]);
    expect((await client.ask('GET', '/v1/me', second)).status).toBe(200);
    await client.keyFor(['reader'], { name: 'Basim' });
  });

  it('revoked ends within seconds, and with it what it keeps open', async () => {
    const gone = await client.keyFor(['reader'], { name: 'Carla' });
    const stream = await client.ask('GET', '/v1/stream', gone);
    expect(stream.status).toBe(200);
    const ended = stream.text().then(
      () => 'ended',
      () => 'ended',
    );
    const [, id = ''] = gone.split('_');
    await client.keys.revoke(id);
    await pause(believed_ms);
    const refused = await client.ask('GET', '/v1/me', gone);
    expect([refused.status, await refused.json()]).toMatchObject([401, { detail: expect.stringContaining('revoked') }]);
    expect(await ended).toBe('ended');
    await expect(client.keys.revoke(id)).rejects.toThrow('can be revoked');
  });

  it('guessed too often is not looked up any more, while those known go on', async () => {
    const guesses = await Promise.all(Array.from({ length: 40 }, () => client.ask('GET', '/v1/me', newKey().text)));
    await Promise.all(guesses.map((guess) => guess.body?.cancel()));
    const late = await client.ask('GET', '/v1/me', newKey().text);
    expect([late.status, await codeOf(late)]).toEqual([429, 'too_many_requests']);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await client.ask('GET', '/v1/me', key)).status).toBe(200);
  });
});

/** Two Authorization headers, which `fetch` would join. */
async function twice(url: string, authorization: string): Promise<{ status: number | undefined; body: string }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/v1/me`, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    asked.on('error', reject);
    asked.setHeader('authorization', [authorization, authorization]);
    asked.end();
  });
}

describe('requests beyond what a minute allows', () => {
  it('are refused until the next one, for each key by itself', async () => {
    const sitrep = await startSitrep('postgres', undefined, { anonymous: 'read', requestsPerMinute: 5 });
    const client = await KeyedClient.of(sitrep);
    const [first, second] = [await client.keyFor(['reader']), await client.keyFor(['reader'])];
    const statuses: number[] = [];
    for (let sent = 0; sent < 6; sent += 1) statuses.push((await client.ask('GET', '/v1/me', first)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await client.ask('GET', '/v1/me', second)).status).toBe(200);
    expect((await client.ask('GET', '/v1/me')).status).toBe(200);
    const over = await client.ask('GET', '/v1/me', first);
    expect(over.headers.get('ratelimit-policy')).toBe('"minute";q=5;w=60');
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await client.ask('GET', '/livez')).status).toBe(200);
    const daily = await client.keyFor(['reader'], { dailyQuota: 2 });
    const day: Response[] = [];
    for (let sent = 0; sent < 3; sent += 1) day.push(await client.ask('GET', '/v1/me', daily));
    expect(day.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(day[2]?.headers.get('ratelimit-policy')).toBe('"minute";q=5;w=60, "day";q=2;w=86400');
    expect(day[1]?.headers.get('ratelimit')).toMatch(/^"minute";r=3;t=\d+, "day";r=0;t=\d+$/);
    const untilMidnightS = Number(day[2]?.headers.get('retry-after'));
    expect(untilMidnightS > 0 && untilMidnightS <= 86_400).toBe(true);
    await sitrep.stop();
  });
});

describe('a Sitrep that lets in without a key whoever sits at its machine', () => {
  it('asks for a key what a proxy passed on', async () => {
    const sitrep = await startSitrep('postgres', undefined, { anonymous: 'write', onlyDirect: true });
    const client = await KeyedClient.of(sitrep);
    expect((await client.ask('GET', '/v1/me')).status).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'via'])
      expect((await client.send('GET', '/v1/me', { [header]: '203.0.113.9' })).status).toBe(401);
    await sitrep.stop();
  });
});
