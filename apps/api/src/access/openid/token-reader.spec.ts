import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IssuerKeys } from './issuer-keys.js';
import { TokenReader } from './token-reader.js';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

describe('a token', () => {
  let server: Server;
  let issuer: string;
  let reader: TokenReader;
  let own: KeyPair;
  let published: { kid: string; pair: KeyPair }[];
  let fetches: number;
  let calls: string;

  beforeAll(async () => {
    own = await generateKeyPair('RS256', { extractable: true });
  });
  beforeEach(async () => {
    [published, fetches] = [[{ kid: 'k1', pair: own }], 0];
    server = createServer((request, response) => void answer(request.url ?? '').then((body) => response.end(body)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    calls = issuer;
    reader = new TokenReader({ issuer, audience: 'sitrep' });
  });
  afterEach(() => void server.close());

  async function answer(url: string): Promise<string> {
    if (url !== '/keys') return JSON.stringify({ issuer: calls, jwks_uri: `${issuer}/keys` });
    fetches += 1;
    const keys = published.map(async ({ kid, pair }) => ({ ...(await exportJWK(pair.publicKey)), kid, alg: 'RS256' }));
    return JSON.stringify({ keys: await Promise.all(keys) });
  }
  const now = (): number => Math.floor(Date.now() / 1_000);
  const signed = (claims: JWTPayload = {}, { kid = 'k1', pair = own, typ = 'at+jwt' } = {}): Promise<string> =>
    new SignJWT({ iss: issuer, aud: 'sitrep', sub: 'ada', exp: now() + 60, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid, typ })
      .sign(pair.privateKey);
  const faultOf = (token: string): Promise<string> =>
    reader.claimsOf(token).then(
      () => 'let in',
      ({ code, message }: { code: string; message: string }) => `${code}: ${message}`,
    );

  it('of the provider, for this server, says who its holder is', async () => {
    expect(await reader.claimsOf(await signed({ groups: ['newsroom'] }))).toMatchObject({
      sub: 'ada',
      groups: ['newsroom'],
    });
    expect((await reader.claimsOf(await signed({ aud: ['other', 'sitrep'] })))['sub']).toBe('ada');
  });

  it('may have expired, or begin, half a minute off, and no more', async () => {
    expect(await faultOf(await signed({ exp: now() - 20 }))).toBe('let in');
    expect(await faultOf(await signed({ exp: now() - 40 }))).toBe('key_refused: The token has expired.');
    expect(await faultOf(await signed({ nbf: now() + 20 }))).toBe('let in');
    expect(await faultOf(await signed({ nbf: now() + 60 }))).toContain('does not hold yet');
  });

  it.each<[JWTPayload, string]>([
    [{ aud: 'other' }, 'The token is meant for other; this server is sitrep.'],
    [{ iss: 'https://else.example' }, 'The token comes from https://else.example; this server takes those of'],
    [{ exp: undefined as never }, 'The token has no claim exp.'],
    [{ sub: undefined as never }, 'The token has no claim sub.'],
    [{ exp: now() + 401 * 86_400 }, 'The token holds for more than 400 days'],
    [{ iat: now() - 400 * 86_400 }, 'The token holds for more than 400 days'],
    [{ cnf: { jkt: 'x' } }, 'The token is bound to a key of its holder'],
  ])('with the claims %j is refused, and told why', async (claims, told) => {
    expect(await faultOf(await signed(claims))).toContain(`key_refused: ${told}`);
  });

  it('without a signature, or signed with what everybody knows, is refused before anybody is asked', async () => {
    const claims = { iss: issuer, aud: 'sitrep', sub: 'ada', exp: now() + 60 };
    expect(await faultOf(new UnsecuredJWT(claims).encode())).toContain('signed with none; this server takes RS256');
    const known = [await exportSPKI(own.publicKey), JSON.stringify(await exportJWK(own.publicKey))];
    for (const secret of known) {
      const header = { alg: 'HS256', kid: 'k1' };
      const forged = await new SignJWT(claims).setProtectedHeader(header).sign(new TextEncoder().encode(secret));
      expect(await faultOf(forged)).toContain('signed with HS256');
    }
    expect(await faultOf(await signed({}, { typ: 'logout+jwt' }))).toContain('send an access token');
    expect(await faultOf('e30.e30.')).toContain('signed with undefined');
    expect(fetches).toBe(0);
  });

  it('signed with another key of the same name is a guess', async () => {
    const forged = await signed({}, { pair: await generateKeyPair('RS256') });
    await expect(reader.claimsOf(forged)).rejects.toMatchObject({ code: 'key_refused', isGuess: true });
  });

  it('that names an unknown key has the keys fetched anew once, however many come', async () => {
    await reader.claimsOf(await signed());
    for (let sent = 0; sent < 20; sent += 1)
      expect(await faultOf(await signed({}, { kid: `unknown-${sent}` }))).toContain('does not publish');
    expect(fetches).toBe(1);
    reader = new TokenReader({ issuer, audience: 'sitrep' }, new IssuerKeys(issuer, 0));
    await reader.claimsOf(await signed());
    published.push({ kid: 'k2', pair: await generateKeyPair('RS256') });
    const { pair } = published[1] ?? { pair: own };
    expect(await faultOf(await signed({}, { kid: 'k2', pair }))).toBe('let in');
    expect(fetches).toBe(3);
  });

  it('cannot be judged while the provider is away, or calls itself something else; then nobody waits for it', async () => {
    calls = 'https://else.example';
    expect(await faultOf(await signed())).toMatch(/^issuer_unreachable: .*calls itself "https:\/\/else.example"/);
    calls = issuer;
    expect(await faultOf(await signed())).toContain('issuer_unreachable');
    let nowMs = Date.now();
    reader = new TokenReader({ issuer, audience: 'sitrep' }, new IssuerKeys(issuer, 0, () => nowMs));
    server.close();
    server.closeAllConnections();
    expect(await faultOf(await signed())).toContain('issuer_unreachable');
    server = createServer((request, response) => void answer(request.url ?? '').then((body) => response.end(body)));
    server.listen(Number(new URL(issuer).port), '127.0.0.1');
    await once(server, 'listening');
    expect(await faultOf(await signed())).toContain('issuer_unreachable');
    nowMs += 5_000;
    expect(await faultOf(await signed())).toBe('let in');
  });
});
