import type { IncomingHttpHeaders } from 'node:http';

export const safe_methods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Which page made a browser send a request, as its headers `Origin` and `Sec-Fetch-Site` (Fetch Metadata) say: one of this server,
 * one of the same site or none (an address that was typed), or one of another site. Programs send neither header.
 */
export function pageBehind({
  origin,
  host,
  'sec-fetch-site': site,
}: Pick<IncomingHttpHeaders, 'origin' | 'host' | 'sec-fetch-site'>): 'no page' | 'own' | 'same site' | 'foreign' {
  if (origin === undefined && site === undefined) return 'no page';
  if (origin !== undefined && !isOwn(origin, host)) return 'foreign';
  if (site === undefined || site === 'same-origin') return 'own';
  return site === 'same-site' || site === 'none' ? 'same site' : 'foreign';
}

/** `null`, which sandboxed pages and files send, is never our own. */
const isOwn = (origin: string, host: string | undefined): boolean =>
  URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
