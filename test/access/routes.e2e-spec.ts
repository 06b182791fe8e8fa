import { PinoLogger, type Role, roleNames, SystemClock } from '#platform';
import { createApi } from '../../apps/api/src/index.js';
import { startSitrep, type RunningSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';

/** Who may ask what, written down once more by hand: a route that is not in here fails the first test. */
const everybody =
  'livez readyz problems problems/:code docs docs/ docs/* openapi.json v1/auth v1/auth/login v1/auth/callback'
    .split(' ')
    .map((path) => `GET /${path}`)
    .concat('POST /v1/auth/logout');
const reading = [
  'me',
  'control',
  'control/:place/timeline',
  'control/:place/explanation',
  'control/:place/answers',
  'conditions',
  'conditions/:place/timeline',
  'conditions/:place/explanation',
  'conditions/:place/answers',
  'isolation/:place',
  'tallies',
  'tallies/explanation',
  'incidents',
  'incidents/:key',
  'incident-suggestions',
  'changes',
  'contradictions',
  'desk',
  'stream',
  'days',
  'map',
  'reports',
  'reports/:id',
  'places',
  'places/:id',
  'actors',
  'actors/:id',
  'editions',
  'editions/:edition',
  'editions/:edition/verification',
  'jobs',
  'jobs/:id',
  'editions/:a/diff/:b',
  'policies',
  'search',
  'briefings',
  'catalogue',
  'catalogue/:type',
  'waiting',
]
  .map((path) => `GET /v1/${path}`)
  .concat(
    [
      '',
      '/conformance',
      '/api',
      '/collections',
      '/collections/:id',
      '/collections/:id/schema',
      '/collections/:id/items',
    ]
      .concat('/collections/:id/items/:feature')
      .flatMap((path) => ['/ogc', '/ogc/at/:validAt/known/:knownAt'].map((root) => `GET ${root}${path}`)),
  )
  // A question in a body.
  .concat('POST /v1/reports/search');
const writing: Readonly<Record<string, readonly Role[]>> = {
  'POST /v1/auth/revocations': [],
  'POST /v1/reports': ['reporter', 'editor'],
  'POST /v1/reports/batch': ['reporter', 'editor'],
  'POST /v1/reports/:id/corrections': ['reporter', 'editor'],
  'POST /v1/reports/:id/retractions': ['reporter', 'editor'],
  'POST /v1/reports/:id/reinstatements': ['reporter', 'editor'],
  'POST /v1/reports/:id/grades': ['editor'],
  'POST /v1/imports': ['editor'],
  'POST /v1/imports/proposals': ['editor'],
  'POST /v1/incidents/links': ['editor'],
  'POST /v1/incidents/unlinks': ['editor'],
  'POST /v1/places': ['editor'],
  'POST /v1/actors': ['editor'],
  'GET /v1/drafts': ['reporter', 'editor'],
  'GET /v1/drafts/:id': ['reporter', 'editor'],
  'POST /v1/drafts/:id/preview': ['reporter', 'editor'],
  'POST /v1/drafts/:id/comments': ['reporter', 'editor'],
  'POST /v1/drafts/:id/revisions': ['reporter', 'editor'],
  'POST /v1/drafts/:id/assignment': ['editor'],
  'POST /v1/drafts/:id/state': ['editor'],
  'POST /v1/drafts/:id/approval': ['editor'],
  'POST /v1/drafts/:id/rejection': ['editor'],
  'POST /v1/drafts/approvals': ['editor'],
  'POST /v1/editions': ['analyst'],
  'PATCH /v1/editions/:edition': ['analyst'],
  'DELETE /v1/editions/:edition': ['analyst'],
  'POST /v1/editions/:edition/verification': ['analyst'],
  'DELETE /v1/jobs/:id': ['analyst'],
  'GET /v1/watches': ['editor', 'analyst'],
  'POST /v1/watches': ['editor', 'analyst'],
  'GET /v1/watches/:id': ['editor', 'analyst'],
  'PATCH /v1/watches/:id': ['editor', 'analyst'],
  'DELETE /v1/watches/:id': ['editor', 'analyst'],
  'GET /v1/watches/:id/feed': ['editor', 'analyst'],
  'GET /v1/watches/:id/deliveries': ['editor', 'analyst'],
  'POST /v1/watches/:id/test': ['editor', 'analyst'],
  'POST /v1/editions/:edition/switch': [],
  'GET /metrics': [],
  'GET /v1/parked': [],
  'GET /v1/audit': [],
};

/** Two routes may call the same part of an address differently. */
const unnamed = (route: string): string => route.replace(/:[\w|:]+/g, ':');
const readingRoutes = reading.map(unnamed);
const writingRoutes = new Map(Object.entries(writing).map(([route, roles]) => [unnamed(route), roles]));

const mayOf = (route: string): readonly Role[] | 'everybody' | undefined => {
  if (everybody.includes(route) || isPage(route)) return 'everybody';
  if (readingRoutes.includes(unnamed(route))) return roleNames;
  const roles = writingRoutes.get(unnamed(route));
  return roles === undefined ? undefined : [...roles, 'admin'];
};

/** The screens of the page; without a built page `/` alone. */
const isPage = (route: string): boolean => /^GET \/(?!v1|metrics|ogc)/.test(route);

/** Every route of the running app with each of its methods; HEAD goes with GET. */
function routesOf({ app }: RunningSitrep): readonly string[] {
  const routes: string[] = [];
  const above: string[] = [];
  for (const line of app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', path = '', methods] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (path === '') continue;
    above.length = indent.length / 4;
    above.push(path);
    for (const method of (methods ?? '').split(', ').filter((one) => one !== ''))
      routes.push(`${method} ${above.join('')}`);
  }
  // Without a body to send, the headers of a stream never leave the server.
  return routes.filter((route) => route !== 'HEAD /v1/stream');
}

const filled = (route: string): string =>
  route
    .replace(/:id\b/, '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11')
    .replace(/:[\w|:]+/g, 'unheard-of')
    .replace('*', '');

describe('every route of the running app', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  const keys = new Map<Role, string>();
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, {});
    client = await KeyedClient.of(sitrep);
    for (const role of roleNames) keys.set(role, await client.keyFor([role]));
  });
  afterAll(() => sitrep.stop());

  const statusOf = async (route: string, key?: string): Promise<number> => {
    const [method = '', path = ''] = filled(route).split(' ');
    const body = method === 'POST' || method === 'PATCH' ? {} : undefined;
    const response = await client.ask(method, path, key, body);
    await response.body?.cancel();
    return response.status;
  };

  it('is known to this test', () => {
    const routes = routesOf(sitrep).filter((route) => !route.startsWith('HEAD '));
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.filter((route) => mayOf(route) === undefined)).toEqual([]);
    const found = new Set(routes.map(unnamed));
    expect([...readingRoutes, ...writingRoutes.keys()].filter((route) => !found.has(route))).toEqual([]);
  });

  it('asks for a key with 401, unless everybody may ask', async () => {
    for (const route of routesOf(sitrep)) {
      const open = mayOf(route.replace('HEAD', 'GET')) === 'everybody';
      const status = await statusOf(route);
      if (open) expect([401, 403], route).not.toContain(status);
      else expect(status, route).toBe(401);
    }
  });

  it.each(roleNames)('lets a %s in where the role may, and answers 403 elsewhere', async (role) => {
    for (const route of routesOf(sitrep)) {
      const may = mayOf(route.replace('HEAD', 'GET'));
      const status = await statusOf(route, keys.get(role));
      if (may === 'everybody' || may?.includes(role) === true) expect([401, 403], route).not.toContain(status);
      else expect(status, route).toBe(403);
    }
  });

  it('answers anew, where everybody may ask, what is sent again under an Idempotency-Key', async () => {
    for (const route of routesOf(sitrep).filter((one) => one.startsWith('POST') && mayOf(one) === 'everybody'))
      for (const again of [1, 2]) {
        const path = route.slice('POST '.length);
        const { status } = await client.send('POST', `${path}?everywhere=true`, { 'idempotency-key': 'k' });
        expect([route, again, status]).toEqual([route, again, 404]);
      }
  });

  it('that declares no scope is refused, whoever asks', async () => {
    const app = await createApi({
      ...sitrep,
      clock: new SystemClock(),
      settings: { timeZone: 'UTC', access: { anonymous: 'write' } },
      ready: () => ({ ready: true, missing: [] }),
      logger: PinoLogger.toStderr('fatal'),
    });
    app
      .getHttpAdapter()
      .getInstance()
      .get('/v1/forgotten', (_request, reply) => reply.send('let in'));
    await app.listen(0, '127.0.0.1');
    const key = keys.get('admin') ?? '';
    for (const headers of [{}, { authorization: `Bearer ${key}` }]) {
      const response = await fetch(`${await app.getUrl()}/v1/forgotten`, { headers });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({
        code: 'not_permitted',
        detail: expect.stringContaining('declares no scope'),
      });
    }
    await app.close();
  });
});
