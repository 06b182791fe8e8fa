import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { OpenIdPeople, PinoLogger, SystemClock } from '#platform';
import { createApi } from '../../apps/api/src/index.js';
import { draft } from '../harness/api-client.js';
import { freePort } from '../harness/kafka/loopback.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';
import { OpenIdProvider } from './openid-provider.js';
import { PageBrowser } from './page-browser.js';

const known = {
  feeder: { name: 'The feeder', groups: ['newsroom'] },
  ada: { name: 'Ada Lovelace', groups: ['newsroom'] },
  rita: { name: 'Rita', groups: ['sport'] },
};
const fromPage = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };

describe('people and programs of an OpenID provider', () => {
  let sitrep: RunningSitrep;
  let provider: OpenIdProvider;
  let client: KeyedClient;
  let page: string;
  let api: Awaited<ReturnType<typeof createApi>>;
  const report = () => ({ ...draft, externalId: randomUUID() });
  const apiWith = (issuer: string) =>
    createApi({
      ...sitrep,
      clock: new SystemClock(),
      settings: {
        timeZone: 'UTC',
        publicBaseUrl: page,
        access: {
          openId: {
            issuer,
            audience: 'sitrep',
            roles: [{ claim: 'groups', value: 'newsroom', role: 'editor' }, { role: 'reader' }],
            client: { id: 'page', secret: 'page-secret-of-a-test', scope: 'openid profile' },
          },
        },
      },
      ready: () => ({ ready: true, missing: [] }),
      logger: PinoLogger.toStderr('fatal'),
    });
  const asJson = async (response: Response): Promise<Record<string, unknown>> =>
    (await response.json()) as Record<string, unknown>;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'write' });
    page = `http://127.0.0.1:${await freePort()}`;
    provider = await OpenIdProvider.start(page, known);
    api = await apiWith(provider.issuer);
    await api.listen(Number(new URL(page).port), '127.0.0.1');
    client = await KeyedClient.of(sitrep);
    for (const actor of ['iraq', 'islamic-state'])
      await client.ask('POST', '/v1/actors', undefined, { id: actor, name: actor, kind: 'state' });
    await client.ask('POST', '/v1/places', undefined, {
      id: 'mosul',
      name: 'Mosul',
      kind: 'city',
      timeZone: 'Asia/Baghdad',
    });
    await sitrep.settled();
  });
  afterAll(async () => {
    await api.close();
    await provider.stop();
    await sitrep.stop();
  });

  const ask = (method: string, path: string, token: string, body?: object): Promise<Response> =>
    fetch(page + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });

  describe('with a token', () => {
    it('do what its claims give, and stand in the log, in the report and in the audit', async () => {
      const token = await provider.programToken();
      expect(await asJson(await ask('GET', '/v1/me', token))).toMatchObject({
        id: 'oidc:feeder',
        name: 'The feeder',
        anonymous: false,
        roles: ['editor', 'reader'],
      });
      const sent = await ask('POST', '/v1/reports', token, report());
      const { id } = await asJson(sent);
      expect(sent.status).toBe(201);
      await sitrep.settled();
      const { versions } = await asJson(await ask('GET', `/v1/reports/${String(id)}`, token));
      expect(versions).toMatchObject([{ by: { id: 'oidc:feeder', name: 'The feeder' } }]);
      const [event] = await sitrep.database.query(`select principal from sitrep.log_event where event_id = $1`, [id]);
      expect(event).toEqual({ principal: 'oidc:feeder' });
      expect((await ask('GET', '/v1/control.csv', token)).status).toBe(200);
      const admin = await client.keyFor(['admin']);
      const { items } = await asJson(await ask('GET', '/v1/audit?limit=2', admin));
      expect(items).toMatchObject([{}, { action: 'export_made', principal: 'oidc:feeder', name: 'The feeder' }]);
    });

    it('are refused as RFC 6750 has it', async () => {
      const challengeOf = async (token: string, path = '/v1/reports'): Promise<readonly [number, string]> => {
        const response = await ask('POST', path, token, report());
        return [response.status, response.headers.get('www-authenticate') ?? ''];
      };
      const nobody = await fetch(`${page}/v1/reports`);
      expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="Sitrep", Basic realm="Sitrep", charset="UTF-8"',
      ]);
      const [, expired] = await challengeOf(await provider.signed({ exp: Math.floor(Date.now() / 1_000) - 60 }));
      expect(expired).toMatch(
        /^Bearer realm="Sitrep", error="invalid_token", error_description="The token has expired\."/,
      );
      const [status, elsewhere] = await challengeOf(await provider.signed({ aud: 'other' }));
      expect([status, elsewhere]).toEqual([401, expect.stringContaining('meant for other; this server is sitrep')]);
      const [forbidden, scope] = await challengeOf(await provider.signed({ groups: ['sport'] }));
      expect([forbidden, scope]).toEqual([
        403,
        expect.stringMatching(/error="insufficient_scope".*scope="reports:write"/),
      ]);
      const twice = { authorization: 'Bearer a, Bearer b' };
      expect((await fetch(`${page}/v1/me`, { headers: twice })).status).toBe(401);
      expect((await ask('GET', '/v1/me', 'a.b')).status).toBe(401);
    });

    it('as the password of Basic are no keys, and keys go on working beside them', async () => {
      const basic = Buffer.from(`any:${await provider.programToken()}`).toString('base64');
      expect((await fetch(`${page}/v1/me`, { headers: { authorization: `Basic ${basic}` } })).status).toBe(401);
      const key = await client.keyFor(['reader']);
      const keyed = Buffer.from(`any:${key}`).toString('base64');
      expect((await fetch(`${page}/v1/me`, { headers: { authorization: `Basic ${keyed}` } })).status).toBe(200);
      const unset = await client.ask('GET', '/v1/me', await provider.programToken());
      expect([unset.status, await unset.text()]).toEqual([401, expect.stringContaining('no OpenID provider is set')]);
    });

    it('are let in no more once their token, or all of theirs until then, were revoked, in flight as well', async () => {
      const nowS = Math.floor(Date.now() / 1_000);
      const [one, old, other] = await Promise.all([
        provider.signed({ jti: 'one', sub: 'rita', iat: nowS }),
        provider.signed({ jti: 'old', sub: 'revoked', iat: nowS - 5 }),
        provider.signed({ sub: 'rita', iat: nowS }),
      ]);
      const fresh = await provider.signed({ sub: 'revoked', iat: nowS + 20 });
      const stream = await ask('GET', '/v1/stream', old);
      const ended = stream.body?.pipeTo(new WritableStream()).catch(() => undefined);
      const admin = await client.keyFor(['admin']);
      const revoke = (body: object, key = admin) => client.ask('POST', '/v1/auth/revocations', key, body);
      expect((await revoke({ token: 'one' })).status).toBe(200);
      expect(await asJson(await revoke({ subject: 'oidc:revoked' }))).toEqual({ revoked: 'oidc:revoked', sessions: 0 });
      for (const token of [one, old])
        await expect.poll(async () => (await ask('GET', '/v1/me', token)).status, { timeout: 10_000 }).toBe(401);
      await ended;
      for (const token of [other, fresh]) expect((await ask('GET', '/v1/me', token)).status).toBe(200);
      const key = await client.keyFor(['editor']);
      expect((await revoke({ token: 'two' }, key)).status).toBe(403);
      expect((await revoke({ key: /sitrep_(\w{12})_/.exec(key)?.[1] })).status).toBe(200);
      await expect.poll(async () => (await client.ask('GET', '/v1/me', key)).status, { timeout: 10_000 }).toBe(401);
    });

    it('wait where the provider is away: 503, when to come again, and keys go on', async () => {
      const issuer = `http://127.0.0.1:${await freePort()}`;
      const away = await apiWith(issuer);
      await away.listen(0, '127.0.0.1');
      const url = await away.getUrl();
      const authorization = `Bearer ${await provider.signed({ iss: issuer })}`;
      const unknown = await fetch(`${url}/v1/me`, { headers: { authorization } });
      expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '5']);
      const login = await fetch(`${url}/v1/auth/login`, { redirect: 'manual' });
      expect([login.status, login.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
      expect(await asJson(login)).toMatchObject({ code: 'issuer_unreachable' });
      const key = await client.keyFor(['reader']);
      expect((await fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
      await away.close();
    });
  });

  describe('on the page', () => {
    const callback = (): string => `${page}/v1/auth/callback`;
    const signIn = async (browser: PageBrowser, subject: string, returnTo = '/'): Promise<Response> => {
      const login = `${page}/v1/auth/login?returnTo=${encodeURIComponent(returnTo)}`;
      return browser.ask(await browser.signInAt(login, subject, callback()));
    };
    const me = async (browser: PageBrowser) => asJson(await browser.ask(`${page}/v1/me`));

    it('sign in by a code with PKCE, come back to where they were, and write by the cookie from the page alone', async () => {
      const browser = new PageBrowser();
      expect(await asJson(await browser.ask(`${page}/v1/auth`))).toEqual({ signIn: '/v1/auth/login', signedIn: false });
      const login = await browser.ask(`${page}/v1/auth/login`);
      const address = new URL(login.headers.get('location') ?? '');
      expect(address.searchParams.get('code_challenge_method')).toBe('S256');
      const back = await signIn(browser, 'ada', '/reports?q=bridge');
      expect([back.status, back.headers.get('location')]).toEqual([303, `${page}/reports?q=bridge`]);
      const kept = browser.received.findLast((cookie) => cookie.startsWith('sitrep-session='));
      expect(kept).toMatch(/^sitrep-session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax$/);
      expect(await me(browser)).toMatchObject({ id: 'oidc:ada', name: 'Ada Lovelace', roles: ['editor', 'reader'] });
      const write = (headers: Record<string, string>): Promise<Response> => {
        const init = { method: 'POST', body: JSON.stringify(report()) };
        return browser.ask(`${page}/v1/reports`, {
          ...init,
          headers: { 'content-type': 'application/json', ...headers },
        });
      };
      expect((await write(fromPage)).status).toBe(201);
      for (const headers of [{}, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'cross-site' }])
        expect((await write(headers as Record<string, string>)).status).toBe(403);
      const answer = await browser.ask(`${page}/v1/control`);
      expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    });

    it('come in with their own roles, and out at once: here, and at the provider', async () => {
      const browser = new PageBrowser();
      await signIn(browser, 'rita');
      expect(await me(browser)).toMatchObject({ id: 'oidc:rita', roles: ['reader'] });
      const cookies = browser.cookiesOf(page);
      const stream = await browser.ask(`${page}/v1/stream`);
      const ended = stream.body?.pipeTo(new WritableStream()).catch(() => undefined);
      const foreign = await browser.ask(`${page}/v1/auth/logout`, { method: 'POST' });
      expect(foreign.status).toBe(403);
      const out = await browser.ask(`${page}/v1/auth/logout`, { method: 'POST', headers: fromPage, body: '{}' });
      expect(await asJson(out)).toMatchObject({ signOut: expect.stringContaining(`${provider.issuer}/session/end`) });
      expect(browser.cookiesOf(page)).toEqual([]);
      const stolen = await fetch(`${page}/v1/me`, { headers: { cookie: cookies.join('; ') } });
      expect(stolen.status).toBe(401);
      await ended;
    });

    it('are signed out of every browser where they ask for that', async () => {
      const [here, there] = [new PageBrowser(), new PageBrowser()];
      await signIn(here, 'rita');
      await signIn(there, 'rita');
      expect(await me(there)).toMatchObject({ id: 'oidc:rita' });
      const address = `${page}/v1/auth/logout?everywhere=true`;
      expect((await here.ask(address, { method: 'POST', headers: fromPage, body: '{}' })).status).toBe(200);
      await expect.poll(async () => (await there.ask(`${page}/v1/me`)).status, { timeout: 10_000 }).toBe(401);
    });

    it('upload a file from the page, of which every row is theirs', async () => {
      const browser = new PageBrowser();
      await signIn(browser, 'ada');
      const body = new FormData();
      body.set('timeZone', 'Europe/Athens');
      body.set('file', new Blob([await readFile('test/import/acled-sample.csv')]), 'acled.csv');
      const headers = { 'sec-fetch-site': 'same-origin', origin: page };
      const sent = await browser.ask(`${page}/v1/imports`, { method: 'POST', headers, body });
      expect([sent.status, await sent.text()]).toEqual([200, expect.stringMatching(/"recorded":6,/)]);
      const senders = await sitrep.database.query<{ principal: string; events: number }>(
        `select principal, count(*)::int as events from sitrep.intake where principal = 'oidc:ada' group by 1`,
      );
      expect(senders[0]?.events).toBeGreaterThanOrEqual(6);
    });

    it('are let in by no callback that this browser did not begin, and by each once', async () => {
      const browser = new PageBrowser();
      const address = await browser.signInAt(`${page}/v1/auth/login`, 'ada', callback());
      expect((await new PageBrowser().ask(address)).status).toBe(400);
      expect((await browser.ask(address)).status).toBe(303);
      expect((await browser.ask(address)).status).toBe(400);
      const other = new PageBrowser();
      await other.ask(`${page}/v1/auth/login`);
      const changed = await other.ask(address);
      expect([changed.status, await changed.text()]).toEqual([403, expect.stringContaining('does not belong')]);
      const refused = new PageBrowser();
      const login = new URL((await refused.ask(`${page}/v1/auth/login`)).headers.get('location') ?? '');
      const denied = new URLSearchParams({ error: 'access_denied', iss: provider.issuer });
      denied.set('state', login.searchParams.get('state') ?? '');
      const answer = await refused.ask(`${callback()}?${denied}`);
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('access_denied')]);
    });

    it('go back to this server alone', async () => {
      for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'reports', '/a\nb'])
        expect((await fetch(`${page}/v1/auth/login?returnTo=${encodeURIComponent(returnTo)}`)).status).toBe(400);
    });

    it('are signed out when their time is over, and everywhere when they are erased; a cookie that is none is nobody', async () => {
      const browser = new PageBrowser();
      await signIn(browser, 'ada');
      await sitrep.database.query(`update sitrep.page_session set expires_at = now() where subject = 'ada'`);
      expect((await browser.ask(`${page}/v1/me`)).status).toBe(401);
      await signIn(browser, 'ada');
      await signIn(new PageBrowser(), 'ada');
      expect(await new OpenIdPeople(sitrep.database).closeAll('oidc:ada')).toBe(2);
      await expect.poll(async () => (await browser.ask(`${page}/v1/me`)).status, { timeout: 10_000 }).toBe(401);
      await signIn(browser, 'ada');
      expect(await client.keys.erase('oidc:ada')).toMatch(/^erased-[0-9a-f]{12}$/);
      await expect.poll(async () => (await browser.ask(`${page}/v1/me`)).status, { timeout: 10_000 }).toBe(401);
      const rows = await sitrep.database.query<{ row: string }>(
        `select t::text as row from sitrep.openid_person t union all select t::text from sitrep.audit t`,
      );
      expect(rows.filter(({ row }) => row.includes('Lovelace'))).toEqual([]);
      const forged = await fetch(`${page}/v1/me`, { headers: { cookie: `sitrep-session=${'a'.repeat(43)}` } });
      expect(forged.status).toBe(401);
    });
  });
});
