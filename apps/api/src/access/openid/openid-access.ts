import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  digestOfSecret,
  type OpenIdPeople,
  type OpenIdSettings,
  openid_prefix,
  type PageSession,
  type Principal,
  principalOfSubject,
} from '#platform';
import { Newest } from '../newest.js';
import { principalOfClaims } from './claims.js';
import type { TokenBlock } from './revoked-tokens.js';
import type { PageCookies } from './session-cookie.js';
import { TokenReader } from './token-reader.js';

/** How long what was read of a session is believed: one that is closed ends in every process within this time. */
const fresh_ms = 800;
const most_known = 1_000;
/** That somebody was here is noted once in this time. */
const noted_ms = 60_000;

interface ReadSession {
  readonly read: Promise<PageSession | undefined>;
  readonly readAtMs: number;
}

/** Knows who comes with a token of the provider, and who is signed in on the page. */
export class OpenIdAccess {
  private readonly tokens: TokenReader;
  private readonly sessions = new Newest<ReadSession>(most_known);
  private readonly seen = new Newest<true>(most_known);
  private readonly noted = new Newest<number>(most_known);

  constructor(
    readonly settings: OpenIdSettings,
    private readonly people: OpenIdPeople,
    private readonly cookies: PageCookies,
    private readonly block: TokenBlock,
    private readonly nowMs: () => number = Date.now,
  ) {
    this.tokens = new TokenReader(settings);
  }

  /** True if this very token let in not long ago: it is no guess. */
  hasSeen(token: string): boolean {
    return this.seen.has(digestOf(token));
  }

  /** Who a token is of. @throws {Rejected} `key_refused` or `issuer_unreachable`. */
  async principalOfToken(token: string): Promise<Principal> {
    const claims = await this.tokens.claimsOf(token);
    await this.block.refuseRevoked(claims);
    const principal = principalOfClaims(claims, this.settings);
    this.seen.put(digestOf(token), true);
    await this.note(principal);
    return principal;
  }

  /** The secret of the page that a request carries, where nothing else says who sends it. */
  secretOf({ authorization, cookie }: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): string | undefined {
    return authorization === undefined ? this.cookies.read('session', cookie) : undefined;
  }

  /** True if this secret was looked up not long ago. */
  hasRead(secret: string): boolean {
    return this.sessions.has(digestOf(secret));
  }

  /** Who is signed in with a secret; undefined where nobody is any more. */
  async principalOfSecret(secret: string): Promise<Principal | undefined> {
    const session = await this.sessionOf(secret);
    if (session === undefined || session.revokedAt !== null || session.expiresAt.getTime() <= this.nowMs())
      return undefined;
    return principalOfSubject(session.id.slice(openid_prefix.length), session.name, session);
  }

  /** Forgets what was read of a session, so that this process sees its end at once. */
  forget(secret: string): void {
    this.sessions.forget(digestOf(secret));
  }

  private sessionOf(secret: string): Promise<PageSession | undefined> {
    const key = digestOf(secret);
    const known = this.sessions.get(key);
    if (known !== undefined && this.nowMs() - known.readAtMs < fresh_ms) return known.read;
    const read = this.people.find(digestOfSecret(secret));
    read.catch(() => this.sessions.forget(key));
    this.sessions.put(key, { read, readAtMs: this.nowMs() });
    return read;
  }

  private async note(principal: Principal): Promise<void> {
    const at = this.noted.get(principal.id) ?? Number.NEGATIVE_INFINITY;
    if (this.nowMs() - at < noted_ms) return;
    await this.people.note(principal);
    this.noted.put(principal.id, this.nowMs());
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');
