import { Rejected } from '../http/rejected.js';

const advice = 'Send it as "Authorization: Bearer KEY", or as the password of Basic with any user name.';

/** What a request was sent with, unchecked. */
export interface Credentials {
  readonly scheme: 'bearer' | 'basic';
  /** A key, or after `bearer` also a token. */
  readonly secret: string;
}

/**
 * The key or token that a request was sent with; undefined without one. @throws {Rejected} `malformed` for two headers,
 * `key_refused` for one that holds none.
 */
export function credentialsOf(rawHeaders: readonly string[]): Credentials | undefined {
  const [header, second] = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization',
  );
  if (header === undefined) return undefined;
  if (second !== undefined) throw new Rejected('malformed', 'Send one Authorization header.');
  const [, named = '', value = ''] = /^(\S+) +(\S+)$/.exec(header.trim()) ?? [];
  const scheme = named.toLowerCase();
  if (scheme === 'bearer') return { scheme, secret: value };
  if (scheme === 'basic') return { scheme, secret: passwordIn(value) };
  throw new Rejected('key_refused', `The Authorization header holds no key. ${advice}`);
}

/** RFC 7617: the first colon ends the user name. */
function passwordIn(value: string): string {
  const text = Buffer.from(value, 'base64').toString('utf8');
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : '';
}
