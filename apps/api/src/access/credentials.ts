import { Rejected } from '../http/rejected.js';

const advice = 'Send it as "Authorization: Bearer KEY", or as the password of Basic with any user name.';

/**
 * The key that a request was sent with, unchecked; undefined without one. @throws {Rejected} `malformed` for two headers,
 * `key_refused` for one that holds no key.
 */
export function credentialsOf(rawHeaders: readonly string[]): string | undefined {
  const [header, second] = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization',
  );
  if (header === undefined) return undefined;
  if (second !== undefined) throw new Rejected('malformed', 'Send one Authorization header.');
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() === 'basic') return passwordIn(value);
  throw new Rejected('key_refused', `The Authorization header holds no key. ${advice}`);
}

/** RFC 7617: the first colon ends the user name. */
function passwordIn(value: string): string {
  const text = Buffer.from(value, 'base64').toString('utf8');
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : '';
}
