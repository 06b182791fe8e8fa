import { anonymousWith, keyInText, operator_id, type Principal, principalOfKey, readKey, roleNames } from '#platform';
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Rejected, TooMany } from '../http/rejected.js';
import type { AccessSettings } from './access-settings.js';
import { addressSubject, proxy_headers, senderSubject } from './address-subject.js';
import { credentialsOf } from './credentials.js';
import type { DailyQuotas } from './daily-quotas.js';
import type { KeyFault, KeyRing, WholeKey } from './key-ring.js';
import type { OpenIdAccess } from './openid/openid-access.js';
import { requireOwnPage } from './openid/own-page.js';
import { isToken, TokenRefused } from './openid/token-reader.js';
import { MinuteRates, type Rate } from './request-rates.js';

/** The part of a request that says who sends it. */
export interface Caller {
  readonly ip: string;
  readonly method: string;
  readonly originalUrl: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: { readonly rawHeaders: readonly string[] };
}

/** Unknown keys that an address may send in a minute before nothing more is looked up for it. A mistyped one is no guess. */
const most_guesses = 30;

/** Finds out who sends a request, and counts what each sends. */
export class Gate {
  /** Wrong secrets, by the address that they came from and by the key that they name. */
  private readonly guesses = new MinuteRates(most_guesses);
  private readonly rates: MinuteRates;
  private readonly anonymous: Principal;

  constructor(
    private readonly ring: KeyRing,
    private readonly settings: AccessSettings,
    /** The quotas of a day, of the keys that have one. */
    readonly quotas: DailyQuotas,
    private readonly openId?: OpenIdAccess,
  ) {
    this.rates = new MinuteRates(settings.requestsPerMinute ?? Number.MAX_SAFE_INTEGER);
    this.anonymous = anonymousWith(settings.anonymous ?? 'none');
  }

  /** @throws {Rejected} `malformed`: an address is kept in logs and histories. */
  refuseKeyInAddress({ originalUrl }: Pick<Caller, 'originalUrl'>): void {
    if (!originalUrl.includes('itrep') && !/sitrep/i.test(originalUrl)) return;
    if (!keyInText.test(decodedOr(originalUrl))) return;
    const advice = 'Send it as "Authorization: Bearer KEY", or as the password of Basic.';
    throw new Rejected('malformed', `A key in an address ends in logs and histories: revoke this one. ${advice}`);
  }

  /**
   * Who sends a request: by its key or token, by the cookie of the page, or nobody.
   *
   * @throws {Rejected} `key_refused`, `malformed`, `issuer_unreachable`, or `too_many_requests` after too many wrong keys.
   */
  async principalOf(caller: Caller): Promise<Principal> {
    const sent = credentialsOf(caller.raw.rawHeaders);
    if (sent === undefined) return (await this.signedIn(caller)) ?? this.withoutKey(caller);
    const { scheme, secret } = sent;
    if (this.isOwn(secret)) return own_principal;
    if (scheme === 'bearer' && isToken(secret)) return this.principalOfToken(secret, caller);
    return this.principalOfKey(secret, caller);
  }

  private async principalOfKey(secret: string, caller: Caller): Promise<Principal> {
    const key = readKey(secret);
    if ('fault' in key) throw new Rejected('key_refused', shape_faults[key.fault]);
    await this.refuseGuesserOf(key, caller);
    const found = await this.ring.principalOf(key);
    if (typeof found !== 'string') return found;
    if (found === 'unknown') for (const subject of subjectsOf(key, caller)) this.guesses.count(subject);
    throw new Rejected('key_refused', faults[found]);
  }

  /**
   * An address may be that of a proxy, and of many: a stranger’s guesses keep nobody out whose key there is. Which keys there are is
   * read once for all; one of them is kept out by guesses at itself alone.
   */
  private async refuseGuesserOf(key: WholeKey, caller: Caller): Promise<void> {
    const [ofKey, ofAddress] = subjectsOf(key, caller);
    if (this.ring.hasSeen(key)) return;
    if (!this.guesses.at(ofAddress).isOver && !this.guesses.at(ofKey).isOver) return;
    if (!this.guesses.at(ofKey).isOver && (await this.ring.isThere(key))) return;
    this.refuseGuesser(caller, false, this.guesses.at(ofKey).isOver ? ofKey : ofAddress);
  }

  private async principalOfToken(token: string, caller: Caller): Promise<Principal> {
    if (this.openId === undefined)
      throw new Rejected('key_refused', 'Tokens are not taken here: no OpenID provider is set. Send a key.');
    this.refuseGuesser(caller, this.openId.hasSeen(token));
    return this.openId.principalOfToken(token).catch((error: unknown) => {
      if (error instanceof TokenRefused && error.isGuess) this.guesses.count(addressSubject(caller.ip));
      throw error;
    });
  }

  /** Who is signed in on the page that sends a request. A browser sends its cookie for pages of others, too. */
  private async signedIn(caller: Caller): Promise<Principal | undefined> {
    const principal = await this.sessionOf(caller);
    if (principal !== undefined) requireOwnPage(caller);
    return principal;
  }

  /** Who is signed in with the cookie of a request. A cookie that is nobody's is a guess. */
  async sessionOf({ headers, ip }: Pick<Caller, 'headers' | 'ip'>): Promise<Principal | undefined> {
    const secret = this.openId?.secretOf(headers);
    if (this.openId === undefined || secret === undefined) return undefined;
    const subject = addressSubject(ip);
    if (this.guesses.at(subject).isOver && !this.openId.hasRead(secret)) return undefined;
    const principal = await this.openId.principalOfSecret(secret);
    if (principal === undefined) this.guesses.count(subject);
    return principal;
  }

  /** Counts a request of a principal, or of its address where it has no key. */
  count(principal: Principal, caller: Caller): Rate & { readonly limit: number } {
    return { ...this.rates.count(senderSubject(principal, caller)), limit: this.rates.limit };
  }

  /** Counts a request of an address; who sends it is not asked. */
  countAddress({ ip }: Pick<Caller, 'ip'>): Rate & { readonly limit: number } {
    return { ...this.rates.count(addressSubject(ip)), limit: this.rates.limit };
  }

  /** True for a request whose sender may be let in no more while it is answered. */
  mayEnd({ headers }: Caller): boolean {
    return headers.authorization !== undefined || this.openId?.secretOf(headers) !== undefined;
  }

  /** Whether what an open answer was asked with still lets in. Without a verdict it does. */
  async stillLetsIn(caller: Caller, before: Principal): Promise<boolean> {
    try {
      return (await this.principalOf(caller)).id === before.id;
    } catch (error) {
      return !(error instanceof Rejected && error.code === 'key_refused');
    }
  }

  /** A proxy on this machine makes everybody look like somebody on this machine. */
  private withoutKey({ headers }: Caller): Principal {
    const isPassedOn = this.settings.onlyDirect === true && proxy_headers.some((name) => headers[name] !== undefined);
    return isPassedOn ? anonymousWith('none') : this.anonymous;
  }

  private isOwn(sent: string): boolean {
    const own = Buffer.from(this.settings.ownKey ?? '');
    const given = Buffer.from(sent);
    return own.length > 0 && own.length === given.length && timingSafeEqual(own, given);
  }

  private refuseGuesser({ ip }: Caller, hasBeenIn: boolean, subject = addressSubject(ip)): void {
    const { isOver, resetS } = this.guesses.at(subject);
    if (isOver && !hasBeenIn)
      throw new TooMany('Too many wrong keys came from this address. Wait, then send the right one.', resetS);
  }
}

const subjectsOf = ({ id }: WholeKey, { ip }: Caller): readonly [string, string] => [`key ${id}`, addressSubject(ip)];

/** What this process sends to itself, such as the sample. */
const own_principal: Principal = {
  ...principalOfKey('', 'this Sitrep', { roles: [...roleNames], outlets: [], places: [] }),
  id: operator_id,
};

const shape_faults = {
  shape: 'What was sent as the key is none: a key is sitrep_, 12 digits, _ and 49 letters or digits, without blanks.',
  checksum: 'The key was typed or copied wrong: its last six characters do not fit the rest.',
} as const;

const faults: Readonly<Record<KeyFault, string>> = {
  unknown: 'There is no such key.',
  revoked: 'This key was revoked. "sitrep key create" makes another one.',
  expired: 'This key has expired. "sitrep key create" makes another one.',
};

function decodedOr(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
