import { digestOfKey, type KeyWithDigest, newKey, type Scope } from '#platform';
import type { AccessSettings } from './access-settings.js';
import { type Caller, Gate } from './gate.js';
import { DailyQuotas } from './daily-quotas.js';
import { KeyRing } from './key-ring.js';
import type { OpenIdAccess } from './openid/openid-access.js';

const noKeys = new KeyRing({ find: async () => undefined, touch: async () => undefined, ids: async () => new Set() });
const noQuotas = new DailyQuotas({ addUse: async () => 0 });
const gateWith = (settings: Partial<AccessSettings>): Gate => new Gate(noKeys, settings as AccessSettings, noQuotas);
const caller = (headers: Caller['headers'], key?: string): Caller => ({
  ip: '127.0.0.1',
  method: 'GET',
  originalUrl: '/v1/me',
  headers,
  raw: { rawHeaders: key === undefined ? [] : ['Authorization', `Bearer ${key}`] },
});

describe('a gate that lets in without a key whoever sits at its machine', () => {
  const scopesFor = async (headers: Caller['headers']): Promise<ReadonlySet<Scope>> =>
    (await gateWith({ anonymous: 'write', onlyDirect: true }).principalOf(caller(headers))).scopes;

  it.each([
    'Forwarded',
    'Via',
    'X-Real-IP',
    'X-Client-IP',
    'True-Client-IP',
    'CF-Connecting-IP',
    'X-Original-Host',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Forwarded-Port',
    'X-Forwarded-Server',
  ])('lets nobody in whose request carries %s', async (header) => {
    expect((await scopesFor({})).has('reports:write')).toBe(true);
    expect((await scopesFor({ [header.toLowerCase()]: 'x' })).size).toBe(0);
  });
});

describe('keys that let nobody in', () => {
  const codeOf = (gate: Gate, key: string): Promise<string> =>
    gate.principalOf(caller({}, key)).then(
      () => 'let in',
      ({ code }: { code: string }) => code,
    );

  it('count as guesses where they are whole, and not where they were mistyped', async () => {
    const gate = gateWith({});
    const { text } = newKey();
    for (let sent = 0; sent < 40; sent += 1)
      for (const key of ['nonsense', `${text.slice(0, -1)}${text.endsWith('a') ? 'b' : 'a'}`])
        expect(await codeOf(gate, key)).toBe('key_refused');
    const guesses: string[] = [];
    for (let sent = 0; sent < 32; sent += 1) guesses.push(await codeOf(gate, newKey().text));
    expect([guesses[0], guesses.at(-1)]).toEqual(['key_refused', 'too_many_requests']);
    expect(await codeOf(gate, 'nonsense')).toBe('key_refused');
  });

  it('keep out nobody from the same address whose key there is, unless they guess at that very key', async () => {
    const stands = newKey();
    const key = { id: stands.id, name: 'Ada', digest: digestOfKey(stands.text), roles: [], outlets: [], places: [] };
    const found = { ...key, revokedAt: null, expiresAt: null } as unknown as KeyWithDigest;
    const store = {
      find: async (id: string) => (id === stands.id ? found : undefined),
      touch: async () => undefined,
      ids: async () => new Set([stands.id]),
    };
    const gate = new Gate(new KeyRing(store), {}, noQuotas);
    for (let sent = 0; sent < 40; sent += 1) await codeOf(gate, newKey().text);
    expect(await codeOf(gate, newKey().text)).toBe('too_many_requests');
    expect(await codeOf(gate, stands.text)).toBe('let in');
  });

  it('count where they are cookies, too, whatever they are asked of', async () => {
    let asked = 0;
    const openId = {
      secretOf: ({ cookie }: Caller['headers']) => cookie,
      hasRead: () => false,
      principalOfSecret: async () => void (asked += 1),
    } as unknown as OpenIdAccess;
    const gate = new Gate(noKeys, {}, noQuotas, openId);
    for (let sent = 0; sent < 60; sent += 1) await gate.sessionOf(caller({ cookie: `c-${sent}` }));
    expect(asked).toBe(30);
  });
});
