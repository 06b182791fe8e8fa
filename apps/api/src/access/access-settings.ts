import type { AnonymousAccess, OpenIdSettings, Settings } from '#platform';
import { isIP } from 'node:net';

/** Who may come in, and how often. */
export interface AccessSettings {
  /** What requests without a key may do; nothing by default. */
  readonly anonymous?: AnonymousAccess;
  /** True where only requests that no proxy passed on may come without a key. */
  readonly onlyDirect?: boolean;
  /** How many requests a minute a key may send, or an address without one. */
  readonly requestsPerMinute?: number;
  /** A key of this process for itself; nothing is stored of it. */
  readonly ownKey?: string;
  /** The OpenID provider that people may come from. */
  readonly openId?: OpenIdSettings;
}

/** Beyond loopback: enough for a page that is dragged about all the time. */
const requests_per_minute = 6_000;
/** On loopback: only what goes round in circles meets it. */
const requests_per_minute_on_loopback = 1_000_000;

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

type Given = Pick<Settings, 'host' | 'hosts' | 'anonymous' | 'requestsPerMinute' | 'openId'>;

/**
 * What the settings come to. `forOnePerson`: the Sitrep that two commands start, where everybody on this machine may read
 * and write without a key, unless a setting says otherwise, people sign in, or it is to be reached from elsewhere.
 */
export function accessOf(
  { host, hosts, anonymous, requestsPerMinute, openId }: Given,
  forOnePerson: boolean,
): AccessSettings {
  const isAlone = forOnePerson && isLoopback(host) && hosts.length === 0 && openId === undefined;
  return {
    anonymous: anonymous ?? (isAlone ? 'write' : 'none'),
    onlyDirect: anonymous === undefined,
    requestsPerMinute: requestsPerMinute ?? (isLoopback(host) ? requests_per_minute_on_loopback : requests_per_minute),
    ...(openId !== undefined && { openId }),
  };
}
