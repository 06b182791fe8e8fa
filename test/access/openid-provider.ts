import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { freePort } from '../harness/kafka/loopback.js';

/** The part of oidc-provider that is used here; it comes without types. */
interface ProviderOfNpm {
  callback(): RequestListener;
}
type ProviderClass = new (issuer: string, configuration: object) => ProviderOfNpm;

const kid = 'desk-1';
const program = { client_id: 'feeder', client_secret: 'feeder-secret-of-a-test', audience: 'sitrep' };

/** A person or a program that the provider knows, and what it says of them. */
export type Known = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A real OpenID provider, oidc-provider of npm, on loopback: it signs people and programs in. */
export class OpenIdProvider {
  private constructor(
    readonly issuer: string,
    private readonly server: Server,
    private readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'],
  ) {}

  /** `page` is where Sitrep is reached; `known` are the claims by subject. */
  static async start(page: string, known: Known): Promise<OpenIdProvider> {
    const { default: Provider } = (await import('oidc-provider' as string)) as { default: ProviderClass };
    const issuer = `http://127.0.0.1:${await freePort()}`;
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const claimsOf = (subject: string) => ({ sub: subject, ...known[subject] });
    const provider = new Provider(issuer, {
      clients: [
        { ...program, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
        {
          client_id: 'page',
          client_secret: 'page-secret-of-a-test',
          redirect_uris: [`${page}/v1/auth/callback`],
          post_logout_redirect_uris: [`${page}/`],
        },
      ].map(({ audience: _audience, ...client }: Record<string, unknown>) => client),
      jwks: { keys: [{ ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }] },
      cookies: { keys: ['a key of this test'] },
      claims: { openid: ['sub'], profile: ['name', 'groups'] },
      findAccount: (_context: unknown, subject: string) => ({ accountId: subject, claims: () => claimsOf(subject) }),
      extraTokenClaims: (_context: unknown, token: { clientId: string; accountId?: string }) => {
        const { sub: _sub, ...claims } = claimsOf(token.accountId ?? token.clientId);
        return claims;
      },
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: true },
        rpInitiatedLogout: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: () => ({
            scope: '',
            audience: program.audience,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
    });
    const server = createServer(provider.callback());
    server.listen(Number(new URL(issuer).port), '127.0.0.1');
    await once(server, 'listening');
    return new OpenIdProvider(issuer, server, privateKey);
  }

  /** A token that the provider gives the program `feeder`, for the API. */
  async programToken(): Promise<string> {
    const { client_id: id, client_secret: secret } = program;
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: 'https://sitrep.example' }),
    });
    const answer = (await response.json()) as { access_token?: string };
    if (answer.access_token === undefined) throw new Error(`the provider gives no token: ${JSON.stringify(answer)}`);
    return answer.access_token;
  }

  /** A token as the provider would sign it, with claims that it would not give. */
  signed(claims: JWTPayload): Promise<string> {
    const exp = Math.floor(Date.now() / 1_000) + 60;
    return new SignJWT({ iss: this.issuer, aud: program.audience, sub: 'ada', exp, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(this.privateKey);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close').catch(() => undefined);
  }
}
