import { EventLog } from '#event-log';
import { pageFolder } from '../../apps/api/src/page/serve-page.js';
import { ApiClient, draft, now, violationsOf } from '../harness/api-client.js';
import { type RunningApi, startApi } from '../harness/running-api.js';

const desk = 'https://desk.example';
const reader = 'https://reader.example';

describe('the conventions of HTTP that hold for every route', () => {
  let api: RunningApi;
  let client: ApiClient;
  let before: () => Promise<void> = () => Promise.resolve();
  beforeAll(async () => {
    api = await startApi(now, (parts) => {
      const held: EventLog = Object.create(parts.eventLog) as EventLog;
      held.append = async (events) => {
        await before();
        return parts.eventLog.append(events);
      };
      return {
        ...parts,
        eventLog: held,
        settings: { ...parts.settings, corsOrigins: ['*', desk], frameAncestors: [reader] },
      };
    });
    client = new ApiClient(api);
    await client.registerNames();
  });
  afterEach(() => void (before = () => Promise.resolve()));
  afterAll(() => api.close());

  const send = (key: string, body: object, path = '/v1/reports') => client.post(path, body).set('Idempotency-Key', key);

  it.each([
    ['/v1/reports?q=%ff', 'q'],
    ['/v1/reports?limit=1&outlet=50%', 'outlet'],
    ['/v1/search?q=a%2', 'q'],
    ['/ogc/collections/places/items?limit=%zz', 'limit'],
  ])('refuses a parameter that is no text, at %s', async (path, parameter) => {
    const { body } = await client.get(path).expect(400);
    expect(body.errors).toMatchObject([{ parameter, code: 'unreadable', detail: expect.stringContaining('%25') }]);
  });

  it('takes a percent sign that is written as a code', () => client.get('/v1/reports?q=50%25').expect(200));

  describe('a write with an Idempotency-Key', () => {
    it('is answered as the first time, with the same status and body, and changes nothing', async () => {
      const first = await send('k-1', draft).expect(201);
      const again = await send('k-1', draft).expect(201);
      expect(again.text).toBe(first.text);
      for (const header of ['content-type', 'location', 'cache-control'])
        expect(again.headers[header], header).toBe(first.headers[header]);
      expect((await client.post('/v1/reports', draft).expect(200)).body.alreadyRecorded).toBe(true);
      const refused = await send('k-2', { ...draft, externalId: 'D2', places: ['nowhere'] }).expect(422);
      const refusedAgain = await send('k-2', { ...draft, externalId: 'D2', places: ['nowhere'] }).expect(422);
      expect(refusedAgain.text).toBe(refused.text);
      expect(refusedAgain.headers['content-type']).toMatch(/^application\/problem\+json/);
    });

    it('is refused under the key of another request, and with a key that cannot be one', async () => {
      await send('k-3', { ...draft, externalId: 'D3' }).expect(201);
      const other = await send('k-3', { ...draft, externalId: 'D4' }).expect(422);
      expect(other.body).toMatchObject({ code: 'key_reused', type: '/problems/key_reused' });
      await send('k-3', { id: 'a', name: 'A', kind: 'state' }, '/v1/actors').expect(422);
      for (const key of ['x'.repeat(256), 'with space', 'é'])
        expect(violationsOf(await send(key, draft).expect(400))).toEqual(['Idempotency-Key not_a_key']);
      const batch = client.postAs('application/x-ndjson', '/v1/reports/batch', '{}').set('Idempotency-Key', 'k-4');
      expect(violationsOf(await batch.expect(400))).toEqual(['Idempotency-Key not_a_key']);
    });

    it('is kept for its sender alone: who sends without a key is told apart by the address, also behind a proxy', async () => {
      const from = async (remoteAddress: string, passedOn: Record<string, string> = {}): Promise<number> => {
        const headers = { 'idempotency-key': 'k-apart', ...passedOn };
        const payload = { ...draft, externalId: 'D-apart' };
        const sent = { method: 'POST' as const, url: '/v1/reports', remoteAddress, headers, payload };
        return (await api.app.getHttpAdapter().getInstance().inject(sent)).statusCode;
      };
      expect(await from('203.0.113.9')).toBe(201);
      expect(await from('203.0.113.9')).toBe(201);
      // The report is there; the answer of the first sender is not theirs.
      expect(await from('203.0.113.10')).toBe(200);
      for (const header of ['x-forwarded-for', 'x-real-ip', 'cf-connecting-ip'])
        expect(await from('203.0.113.9', { [header]: '198.51.100.1' })).toBe(200);
    });

    it('is refused while the first is being answered', async () => {
      let release: () => void = () => undefined;
      const reached = new Promise<void>((isReached) => {
        before = () =>
          new Promise((resolve) => {
            release = resolve;
            isReached();
          });
      });
      const first = send('k-5', { ...draft, externalId: 'D5' }).then((answer) => answer);
      await reached;
      expect((await send('k-5', { ...draft, externalId: 'D5' }).expect(409)).body.code).toBe('in_flight');
      release();
      const { status, text } = await first;
      expect(status).toBe(201);
      expect((await send('k-5', { ...draft, externalId: 'D5' }).expect(201)).text).toBe(text);
    });

    it('is tried again after a failure of the server, after a day, and when its process was cut off', async () => {
      before = () => Promise.reject(new Error('broken'));
      await send('k-6', { ...draft, externalId: 'D6' }).expect(500);
      before = () => Promise.resolve();
      await send('k-6', { ...draft, externalId: 'D6' }).expect(201);
      const { database } = api.parts.editions;
      const age = (status: string) =>
        database.query(`update sitrep.keyed_request set begun_at = now() - interval '24 hours 1 second'${status}`);
      await age('');
      expect((await send('k-6', { ...draft, externalId: 'D6' }).expect(200)).body.alreadyRecorded).toBe(true);
      expect(await database.query(`select key from sitrep.keyed_request`)).toHaveLength(1);
      await database.query(
        `update sitrep.keyed_request set begun_at = now() - interval '3 minutes', status = null, body = null`,
      );
      await send('k-6', { ...draft, externalId: 'D6' }).expect(200);
    });
  });

  describe('a page of another site', () => {
    it('reads where all may, and writes where its origin is listed', async () => {
      const read = await client.get('/v1/places').set('Origin', reader).expect(200);
      expect(read.headers).toMatchObject({ 'access-control-allow-origin': '*', vary: 'Origin, Accept' });
      expect(read.headers['access-control-expose-headers']).toContain('ETag');
      await client.post('/v1/actors', {}).set('Origin', reader).expect(403);
      const written = await client.post('/v1/actors', {}).set('Origin', desk).expect(400);
      expect(written.headers['access-control-allow-origin']).toBe(desk);
    });

    it('has its preflight answered with what it may', async () => {
      const server = api.app.getHttpAdapter().getInstance();
      const preflight = (origin: string) =>
        server.inject({
          method: 'OPTIONS',
          url: '/v1/reports',
          headers: { host: 'localhost', origin, 'access-control-request-method': 'POST' },
        });
      const [some, all] = [await preflight(desk), await preflight(reader)];
      expect(some.statusCode).toBe(204);
      expect(some.headers).toMatchObject({
        'access-control-allow-origin': desk,
        'access-control-allow-methods': expect.stringContaining('POST'),
        'access-control-allow-headers': expect.stringContaining('Idempotency-Key'),
      });
      expect(all.headers['access-control-allow-methods']).toBe('GET, HEAD');
    });
  });

  it('a question waits for the position that it asks for, and says when the edition does not come to it', async () => {
    const lagging = await client.get('/v1/control?minPosition=0:999999999').expect(503);
    expect(lagging.body).toMatchObject({ code: 'lagging' });
    expect(violationsOf(lagging)).toEqual(['minPosition not_reached']);
    expect(lagging.headers['retry-after']).toBe('1');
    for (const [text, code] of [
      ['live', 'not_understood'],
      ['7:1', 'other_log'],
    ])
      expect(violationsOf(await client.get(`/v1/control?minPosition=${text}`).expect(400))).toEqual([
        `minPosition ${code}`,
      ]);
  });

  it.skipIf(pageFolder() === undefined && process.env.CI !== 'true')(
    'lets the pages of named origins show /embed in a frame, and nothing else',
    async () => {
      const embedded = await client.get('/embed').expect(200);
      expect(embedded.headers['content-security-policy']).toContain(`frame-ancestors 'self' ${reader};`);
      expect(embedded.headers).not.toHaveProperty('x-frame-options');
      const page = await client.get('/').expect(200);
      expect(page.headers['content-security-policy']).not.toContain(reader);
      expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
    },
  );
});
