import type { IncomingHttpHeaders } from 'node:http';
import { pageBehind, safe_methods } from '../../http/page-origin.js';
import { Rejected } from '../../http/rejected.js';

/**
 * Refuses a request that changes something and does not come from a page of this server. A browser sends the session cookie with
 * requests of foreign pages too.
 *
 * @throws {Rejected} `not_permitted`.
 */
export function requireOwnPage({
  method,
  headers,
}: {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}): void {
  if (safe_methods.includes(method) || pageBehind(headers) === 'own') return;
  throw new Rejected(
    'not_permitted',
    'A browser that is signed in changes things from the page of this server alone. Programs send a key or a token.',
  );
}
