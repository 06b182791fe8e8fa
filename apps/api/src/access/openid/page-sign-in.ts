import type { IncomingHttpHeaders } from 'node:http';
import { digestOfSecret, newBrowserSecret, type OpenIdPeople } from '#platform';
import { Rejected, TooMany } from '../../http/rejected.js';
import { addressSubject } from '../address-subject.js';
import { MinuteRates } from '../request-rates.js';
import { principalOfClaims } from './claims.js';
import type { OpenIdAccess } from './openid-access.js';
import { requireOwnPage } from './own-page.js';
import { Provider } from './provider.js';
import type { PageCookies } from './session-cookie.js';

/** A working day: afterwards the provider is asked again who it is. */
const session_lasts_s = 8 * 3_600;
const sign_in_lasts_s = 600;
/** How often an address may begin a sign-in in a minute: each is stored until it ends. */
const most_begun = 30;

/** What the page signs people in with. */
export interface SignInParts {
  readonly access: OpenIdAccess;
  readonly people: OpenIdPeople;
  readonly cookies: PageCookies;
  /** Where others reach this server, without a slash at the end. */
  readonly baseUrl: string | undefined;
}

/** Signs people in on the page, and out. Without an OpenID client it offers nothing. */
export class PageSignIn {
  private readonly begun = new MinuteRates(most_begun);
  private readonly provider: Provider | undefined;

  constructor(private readonly parts: SignInParts | undefined) {
    if (parts === undefined) return;
    const { client } = parts.access.settings;
    if (client !== undefined && parts.baseUrl !== undefined)
      this.provider = new Provider(parts.access.settings, client, `${parts.baseUrl}/v1/auth/callback`);
  }

  get isOffered(): boolean {
    return this.provider !== undefined;
  }

  /** @throws {Rejected} `not_found` where nobody signs in so, `too_many_requests`, `issuer_unreachable`. */
  async begin(returnTo: string, ip: string): Promise<{ readonly address: string; readonly cookie: string }> {
    const { provider, people, cookies } = this.offered();
    const { isOver, resetS } = this.begun.count(addressSubject(ip));
    if (isOver) throw new TooMany('Too many sign-ins were begun from this address. Wait, then begin again.', resetS);
    const { address, expected } = await provider.begin();
    const secret = newBrowserSecret();
    await people.beginSignIn(secret.digest, { ...expected, returnTo });
    return { address: address.href, cookie: cookies.keep('sign-in', secret.text, sign_in_lasts_s) };
  }

  /** @throws {Rejected} `malformed` where this browser began none, and what the provider refuses. */
  async complete(
    query: string,
    headers: IncomingHttpHeaders,
  ): Promise<{ readonly returnTo: string; readonly cookies: string[] }> {
    const { provider, people, cookies, access, baseUrl } = this.offered();
    const began = cookies.read('sign-in', headers.cookie);
    const signIn = began === undefined ? undefined : await people.takeSignIn(digestOfSecret(began));
    if (signIn === undefined)
      throw new Rejected(
        'malformed',
        'This browser began no sign-in within the last ten minutes that is not over. Begin it at /v1/auth/login.',
      );
    const principal = principalOfClaims(await provider.complete(query, signIn), access.settings);
    const secret = newBrowserSecret();
    await people.note(principal);
    await people.open(secret.digest, principal, session_lasts_s);
    // The old session ends: somebody else may know its secret (session fixation).
    await this.close(headers);
    return {
      returnTo: `${baseUrl}${signIn.returnTo}`,
      cookies: [cookies.forget('sign-in'), cookies.keep('session', secret.text, session_lasts_s)],
    };
  }

  /** Ends the session of a browser. @throws {Rejected} `not_permitted` where a page of others asks for it. */
  async end(
    request: Parameters<typeof requireOwnPage>[0],
    everywhere = false,
  ): Promise<{ readonly signOut: string | undefined; readonly cookie: string }> {
    const { provider, cookies, baseUrl } = this.offered();
    requireOwnPage(request);
    if (everywhere) await this.closeAll(request.headers);
    await this.close(request.headers);
    return { signOut: await provider.endOfSession(`${baseUrl}/`), cookie: cookies.forget('session') };
  }

  private async closeAll(headers: IncomingHttpHeaders): Promise<void> {
    const secret = this.parts?.access.secretOf(headers);
    const person = secret === undefined ? undefined : await this.parts?.access.principalOfSecret(secret);
    if (person !== undefined) await this.parts?.people.closeAll(person.id, person.id);
  }

  private async close({ cookie }: IncomingHttpHeaders): Promise<void> {
    const secret = this.parts?.cookies.read('session', cookie);
    if (this.parts === undefined || secret === undefined) return;
    await this.parts.people.close(digestOfSecret(secret));
    this.parts.access.forget(secret);
  }

  private offered(): SignInParts & { readonly provider: Provider } {
    if (this.parts === undefined || this.provider === undefined)
      throw new Rejected('not_found', 'Nobody signs in here by an OpenID provider: SITREP_OIDC_CLIENT_ID is not set.');
    return { ...this.parts, provider: this.provider };
  }
}
