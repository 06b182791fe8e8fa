import type { IncomingHttpHeaders } from 'node:http';
import { Rejected } from '../../http/rejected.js';

const safe_methods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a request that changes something and comes from a page of another origin. A browser sends the session cookie with
 * requests of foreign pages too; the headers `Sec-Fetch-Site` (Fetch Metadata) and `Origin` name the origin of the page.
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
  if (safe_methods.includes(method)) return;
  const { 'sec-fetch-site': site, origin, host } = headers;
  const isOwnSite = site === undefined || site === 'same-origin';
  const isOwnOrigin = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase());
  if (isOwnSite && isOwnOrigin && (site ?? origin) !== undefined) return;
  throw new Rejected(
    'not_permitted',
    'A browser that is signed in changes things from the page of this server alone. Programs send a key or a token.',
  );
}
