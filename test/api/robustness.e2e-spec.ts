import fc from 'fast-check';
import request from 'supertest';
import { AppendUnconfirmed, EventLog } from '#event-log';
import { ApiClient, draft, now, road, some_uuid, violationsOf } from '../harness/api-client.js';
import { startApi, type RunningApi } from '../harness/running-api.js';

describe('the api', () => {
  let api: RunningApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(now);
    client = new ApiClient(api);
    await client.registerNames();
  });
  afterAll(() => api.close());

  describe('bodies', () => {
    it.each([
      ['text/plain', '{}'],
      ['application/x-www-form-urlencoded', 'a=1'],
      ['application/json; charset=latin1', '{}'],
      ['application/vnd.api+json', '{}'],
    ])('refuses %s with 415', async (type, body) => {
      const response = await client.postAs(type, '/v1/reports', body).expect(415);
      expect(response.body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    });

    it.each([
      '/v1/places',
      '/v1/actors',
      '/v1/incidents/links',
      '/v1/editions',
      '/v1/watches',
      '/v1/auth/logout',
      `/v1/reports/${some_uuid}/retractions`,
    ])('does nothing at %s where the address has a parameter that it does not take', async (path) => {
      const response = await client.post(`${path}?dryRun=true`, '{}').expect(400);
      expect(response.body.errors).toMatchObject([{ parameter: 'dryRun', code: 'unknown_field' }]);
    });

    it('refuses a compressed body, an empty one and none', async () => {
      await client.post('/v1/reports', '{}').set('content-encoding', 'gzip').expect(415);
      await client.post('/v1/reports', '').expect(400);
      await request(api.app.getHttpServer()).post('/v1/reports').expect(400);
    });

    it('refuses more than 64 KiB with 413', async () => {
      const body = JSON.stringify({ ...draft, note: 'x'.repeat(64 * 1024) });
      expect((await client.post('/v1/reports', body).expect(413)).body).toMatchObject({
        status: 413,
        code: 'too_large',
      });
    });

    it('refuses what only looks like JSON, with a pointer', async () => {
      const response = await client.post('/v1/reports', '{"control":[{"place":"a","place":"b"}]}').expect(400);
      expect(violationsOf(response)).toEqual(['/control/0/place duplicate_name']);
      await client.post('/v1/reports', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`).expect(400);
    });

    it('never fails on arbitrary JSON', async () => {
      const paths = [
        '/v1/reports',
        '/v1/places',
        '/v1/actors',
        `/v1/reports/${some_uuid}/corrections`,
        `/v1/reports/${some_uuid}/retractions`,
        `/v1/reports/${some_uuid}/grades`,
        '/v1/incidents/links',
        '/v1/incidents/unlinks',
        '/v1/watches',
        '/v1/reports/search',
        '/v1/reports?draft=true',
        '/v1/drafts/approvals',
        ...['approval', 'rejection', 'revisions', 'assignment', 'state', 'comments'].map(
          (what) => `/v1/drafts/${some_uuid}/${what}`,
        ),
      ];
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...paths), mutated(), async (path, body) => {
          const response = await client.post(path, body);
          expect(response.status).toBeLessThan(500);
          if (response.status >= 400) expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
        }),
        { numRuns: 600 },
      );
    });
  });

  describe('itself', () => {
    it('lives, and is ready when everything is there', async () => {
      // The arbitrary bodies above may have left accepted events that are not applied yet.
      await api.projected();
      await client.get('/livez').expect(200);
      const served = await client.get('/readyz').expect(200);
      expect(served.body).toMatchObject({ ready: true, missing: [], progress: { lag: 0, parked: 0 } });
      api.readiness = { ready: false, missing: ['database'] };
      const obstructed = await client.get('/readyz').expect(503);
      expect(obstructed.body).toMatchObject({ ready: false, missing: ['database'] });
      api.readiness = { ready: true, missing: [] };
    });

    it('documents every route, parameter and field', async () => {
      const { body } = await client.get('/openapi.json').expect(200);
      expect(Object.keys(body.paths).sort()).toEqual([
        '/livez',
        '/metrics',
        '/problems',
        '/problems/{code}',
        '/readyz',
        '/v1/actors',
        '/v1/actors/{id}',
        '/v1/audit',
        '/v1/auth',
        '/v1/auth/callback',
        '/v1/auth/login',
        '/v1/auth/logout',
        '/v1/auth/revocations',
        '/v1/briefings',
        '/v1/catalogue',
        '/v1/catalogue/{type}',
        '/v1/changes',
        '/v1/conditions',
        '/v1/conditions/{place}/answers',
        '/v1/conditions/{place}/explanation',
        '/v1/conditions/{place}/timeline',
        '/v1/contradictions',
        '/v1/control',
        '/v1/control/{place}/answers',
        '/v1/control/{place}/explanation',
        '/v1/control/{place}/timeline',
        '/v1/days',
        '/v1/desk',
        '/v1/drafts',
        '/v1/drafts/approvals',
        '/v1/drafts/{id}',
        '/v1/drafts/{id}/approval',
        '/v1/drafts/{id}/assignment',
        '/v1/drafts/{id}/comments',
        '/v1/drafts/{id}/preview',
        '/v1/drafts/{id}/rejection',
        '/v1/drafts/{id}/revisions',
        '/v1/drafts/{id}/state',
        '/v1/editions',
        '/v1/editions/{a}/diff/{b}',
        '/v1/editions/{edition}',
        '/v1/editions/{edition}/switch',
        '/v1/editions/{id}/verification',
        '/v1/imports',
        '/v1/imports/proposals',
        '/v1/incident-suggestions',
        '/v1/incidents',
        '/v1/incidents/links',
        '/v1/incidents/unlinks',
        '/v1/incidents/{key}',
        '/v1/isolation/{place}',
        '/v1/jobs',
        '/v1/jobs/{id}',
        '/v1/map',
        '/v1/me',
        '/v1/parked',
        '/v1/places',
        '/v1/places/{id}',
        '/v1/policies',
        '/v1/reports',
        '/v1/reports/batch',
        '/v1/reports/search',
        '/v1/reports/{id}',
        '/v1/reports/{id}/corrections',
        '/v1/reports/{id}/grades',
        '/v1/reports/{id}/reinstatements',
        '/v1/reports/{id}/retractions',
        '/v1/search',
        '/v1/stream',
        '/v1/tallies',
        '/v1/tallies/explanation',
        '/v1/waiting',
        '/v1/watches',
        '/v1/watches/{id}',
        '/v1/watches/{id}/deliveries',
        '/v1/watches/{id}/feed',
        '/v1/watches/{id}/test',
      ]);
      const schemas = Object.entries<{
        properties?: Record<string, { description?: string; allOf?: unknown; $ref?: string }>;
      }>(body.components.schemas);
      expect(schemas.length).toBeGreaterThan(20);
      const silent = schemas.flatMap(([name, { properties = {} }]) =>
        Object.entries(properties)
          .filter(([, property]) => (property.description ?? '') === '')
          .map(([field]) => `${name}.${field}`),
      );
      expect(silent).toEqual([]);
      expect(schemas.filter(([, { properties = {} }]) => Object.keys(properties).length === 0)).toEqual([]);
      const references = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]*)"/g)].map(([, target]) => target!);
      const known = new Set(schemas.map(([name]) => `#/components/schemas/${name}`));
      expect(references.filter((target) => !known.has(target))).toEqual([]);
      const parameters = body.paths['/v1/control'].get.parameters.map(({ name }: { name: string }) => name);
      expect(parameters).toEqual([
        'validAt',
        'knownAt',
        'edition',
        'snapshot',
        'minPosition',
        'policy',
        'stance',
        'place',
        'within',
        'bbox',
        'holder',
        'rollUp',
        'limit',
        'after',
        'format',
        'bom',
        'meta',
        'If-None-Match',
      ]);
      expect(body.paths['/v1/reports'].post.parameters).toMatchObject([
        { name: 'dryRun', required: false },
        { name: 'draft', required: false },
        { name: 'validAt', required: false },
        { name: 'traceparent', required: false },
        { name: 'Idempotency-Key', required: false },
      ]);
      expect((await client.get('/docs').expect(200)).text).toContain('swagger-ui');
    });

    it('sends the headers that keep browsers safe', async () => {
      const { headers } = await client.get('/livez');
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
      expect(headers['x-content-type-options']).toBe('nosniff');
    });

    it('gives slow clients up', () => {
      const server = api.app.getHttpServer();
      expect(server).toMatchObject({ headersTimeout: 10_000, maxConnections: 1_000 });
    });
  });
});

describe('the api when the log does not confirm', () => {
  it('answers 503 and says that sending it again is safe; any other failure is 500 without internals', async () => {
    let failure: Error = new AppendUnconfirmed('no answer within 5 s');
    const api = await startApi(now, (parts) => {
      const broken: EventLog = Object.create(parts.eventLog) as EventLog;
      broken.append = () => Promise.reject(failure);
      return { ...parts, eventLog: broken };
    });
    const send = () => request(api.app.getHttpServer()).post('/v1/actors').send({ id: 'a', name: 'A', kind: 'state' });
    const unconfirmed = await send().expect(503);
    expect(unconfirmed.headers['retry-after']).toBe('1');
    expect(unconfirmed.body).toMatchObject({ code: 'unconfirmed', detail: expect.stringContaining('safe') });
    failure = new Error('password is hunter2');
    const failed = await send().expect(500);
    expect(failed.text).not.toContain('hunter2');
    await api.close();
  });

  it('answers 503 while the database is away, and serves again', async () => {
    const api = await startApi(now);
    const { editions } = api.parts;
    const find = editions.find.bind(editions);
    editions.find = () => Promise.reject(Object.assign(new Error('terminating connection'), { code: '57P01' }));
    const away = await request(api.app.getHttpServer()).get('/v1/control').expect(503);
    expect(away.body.code).toBe('unavailable');
    expect(away.headers['retry-after']).toBe('1');
    editions.find = find;
    await request(api.app.getHttpServer()).get('/v1/control').expect(200);
    await api.close();
  });
});

/** Arbitrary JSON, and good bodies with arbitrary JSON put in somewhere. */
function mutated(): fc.Arbitrary<string> {
  const good: readonly object[] = [draft, road, { reportedAt: now, reason: 'x', report: draft }];
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('', '2017-03-07', 'mosul', -1, 1e308, [[]], {}),
  );
  const changed = fc
    .tuple(fc.constantFrom(...good), fc.nat(), anything)
    .map(([body, seed, value]) => JSON.stringify(replaced(body, seed, value)));
  return fc.oneof(fc.json(), fc.string(), changed, changed);
}

/** The value with one part of it, chosen by the seed, replaced. */
function replaced(value: unknown, seed: number, by: unknown): unknown {
  if (typeof value !== 'object' || value === null) return by;
  const names = Object.keys(value);
  const name = names[seed % (names.length + 1)];
  if (name === undefined) return { ...value, [`extra${seed % 3}`]: by };
  const part = replaced((value as Record<string, unknown>)[name], Math.floor(seed / (names.length + 1)), by);
  if (!Array.isArray(value)) return { ...value, [name]: part };
  return value.map((item, index) => (String(index) === name ? part : item));
}
