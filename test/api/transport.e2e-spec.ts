import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import request from 'supertest';
import { ApiClient, draft, now, some_uuid } from '../harness/api-client.js';
import { startApi, type RunningApi } from '../harness/running-api.js';

interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly body: { readonly status: number; readonly code: string; readonly detail: string };
}

describe('what never becomes a question to the api', () => {
  let api: RunningApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(now);
    client = new ApiClient(api);
    await client.registerNames();
    await api.app.listen(0, '127.0.0.1');
  });
  afterAll(() => api.close());

  /** Sends these bytes and reads until the server closes. */
  async function send(bytes: string): Promise<Answer> {
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(bytes);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), headers: head, body: JSON.parse(body) as Answer['body'] };
  }

  it.each([
    ['put', '/v1/reports', 'GET, HEAD, POST'],
    ['delete', `/v1/reports/${some_uuid}`, 'GET, HEAD'],
    ['get', `/v1/reports/${some_uuid}/retractions`, 'POST'],
    ['post', '/v1/control', 'GET, HEAD'],
    ['patch', '/v1/control/mosul/timeline?validAt=2017-03-07', 'GET, HEAD'],
    ['options', '/v1/tallies', 'GET, HEAD'],
    ['post', '/openapi.json', 'GET, HEAD'],
  ] as const)('%s %s is answered 405 and says what is allowed', async (method, path, allowed) => {
    const answer = await request(api.app.getHttpServer())[method](path);
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe(allowed);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ status: 405, title: 'Method Not Allowed', code: 'method_not_allowed' });
  });

  it('an address with nothing at it stays 404, by every method, and a known one goes on answering', async () => {
    for (const method of ['get', 'put', 'delete'] as const) {
      const answer = await request(api.app.getHttpServer())[method]('/v1/nothing');
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    }
    await client.post('/v1/reports', draft).expect(201);
    await client.get('/v1/reports').expect(200);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'malformed'],
    ['an unknown method', 'FETCH /v1/reports HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, 'malformed'],
    ['no host', 'GET /v1/reports HTTP/1.1\r\n\r\n', 400, 'malformed'],
    [
      'two lengths',
      'POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
      400,
      'malformed',
    ],
    [
      'endless headers',
      `GET /v1/reports HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_long',
    ],
    ['an endless address', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431, 'headers_too_long'],
    [
      'what nobody does',
      'GET /livez HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n',
      417,
      'expectation_failed',
    ],
  ])('%s is answered with a problem', async (_what, bytes, status, code) => {
    const answer = await send(bytes);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatch(/^content-type: application\/problem\+json; charset=utf-8$/im);
    expect(answer.body).toMatchObject({ status, code, detail: expect.any(String) });
  });

  it('a name that is not ours is answered 421, two names 400, and a post from another site 403', async () => {
    const misdirected = await send('GET /v1/reports HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
    expect(misdirected.body).toMatchObject({ status: 421, code: 'misdirected' });
    const hosts = 'Host: localhost\r\nHost: evil.example';
    const twice = await send(`GET /v1/reports HTTP/1.1\r\n${hosts}\r\nConnection: close\r\n\r\n`);
    expect(twice.body).toMatchObject({ status: 400, code: 'malformed' });
    const foreign = await client.post('/v1/actors', {}).set('Origin', 'https://evil.example').expect(403);
    expect(foreign.body).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('a cache asks again before it sends an answer that it kept, and nothing is promised about TLS', async () => {
    const { headers } = await client.get('/v1/reports').expect(200);
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('an address too long for its parameter is answered 414 with a problem', async () => {
    const answer = await client.get(`/v1/reports/${'a'.repeat(2_500)}`).expect(414);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status: 414, code: 'address_too_long' });
  });

  it('headers that do not come to an end are answered 408 with a problem', async () => {
    const answer = await send('GET /v1/reports HTTP/1.1\r\nHost: localhost\r\n');
    expect(answer.body).toMatchObject({ status: 408, code: 'too_slow' });
  });
});
