import { anonymous_id, type Principal } from '#platform';

/** What proxies add to a request; one that adds nothing is not seen. */
export const proxy_headers: readonly string[] = [
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-original-host',
  ...['for', 'host', 'proto', 'port', 'server'].map((what) => `x-forwarded-${what}`),
];

/** What a sender is counted as: its key, or its address where it has none. */
export const senderSubject = ({ id }: Pick<Principal, 'id'>, { ip }: { readonly ip: string }): string =>
  id === anonymous_id ? addressSubject(ip) : id;

/**
 * What an address is counted as: an IPv4 address by itself, of an IPv6 address the network that one subscriber has (the
 * first 64 bits).
 */
export function addressSubject(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined || !ip.includes(':')) return `address ${mapped ?? ip}`;
  const [before = '', after] = (ip.split('%', 1)[0] ?? '').split('::');
  const [head, tail] = [before, after ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = after === undefined ? 0 : 8 - (head?.length ?? 0) - (tail?.length ?? 0);
  const groups = [...(head ?? []), ...new Array<string>(Math.max(0, zeros)).fill('0'), ...(tail ?? [])];
  return `network ${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}`;
}
