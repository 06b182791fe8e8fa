import { BlockList, isIP, isIPv4 } from 'node:net';

/** Address ranges that are not of the public internet (IANA special-purpose registries; RFC 6890). */
const ranges: readonly (readonly [string, number, string])[] = [
  ['0.0.0.0', 8, 'an address of this network'],
  ['10.0.0.0', 8, 'a private address'],
  ['100.64.0.0', 10, 'a shared address'],
  ['127.0.0.0', 8, 'a loopback address'],
  ['169.254.0.0', 16, 'a link-local address'],
  ['172.16.0.0', 12, 'a private address'],
  ['192.0.0.0', 24, 'a reserved address'],
  ['168.63.129.16', 32, 'an address of the services of a cloud'],
  ['192.0.2.0', 24, 'an address for documentation'],
  ['192.88.99.0', 24, 'a reserved address'],
  ['192.168.0.0', 16, 'a private address'],
  ['198.18.0.0', 15, 'an address for benchmarks'],
  ['198.51.100.0', 24, 'an address for documentation'],
  ['203.0.113.0', 24, 'an address for documentation'],
  ['224.0.0.0', 4, 'a multicast address'],
  ['240.0.0.0', 4, 'a reserved address'],
  ['::', 128, 'the unspecified address'],
  ['::1', 128, 'a loopback address'],
  ['::ffff:0:0:0', 96, 'a translated address'],
  ['64:ff9b:1::', 48, 'a private address'],
  ['100::', 64, 'a discarded address'],
  ['2001::', 32, 'an address of Teredo'],
  ['2001:db8::', 32, 'an address for documentation'],
  ['3fff::', 20, 'an address for documentation'],
  ['5f00::', 16, 'a reserved address'],
  ['fc00::', 7, 'a private address'],
  ['fe80::', 10, 'a link-local address'],
  ['fec0::', 10, 'a private address'],
  ['ff00::', 8, 'a multicast address'],
];

const lists = ranges.map(([network, prefix, what]) => {
  const list = new BlockList();
  list.addSubnet(network, prefix, isIPv4(network) ? 'ipv4' : 'ipv6');
  return { list, what };
});

/** What kind of address this is, where it is none of the public internet; undefined of a public one. */
export function privateKind(address: string): string | undefined {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const embedded = embeddedIPv4(plain);
  if (embedded !== undefined) return privateKind(embedded);
  const family = isIPv4(plain) ? 'ipv4' : 'ipv6';
  return lists.find(({ list }) => list.check(plain, family))?.what;
}

/** The IPv4 address inside an IPv6 one: mapped, compatible, translated (RFC 6052), or 6to4 (RFC 3056). */
function embeddedIPv4(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined;
  const groups = expanded(address);
  const [high = 0, low = 0] = groups.slice(-2);
  const leading = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(':');
  const isCompatible = leading === '0:0:0:0:0:0' && high !== 0;
  if (leading === '0:0:0:0:0:ffff' || leading === '64:ff9b:0:0:0:0' || isCompatible) return dotted(high, low);
  return groups[0] === 0x2002 ? dotted(groups[1] ?? 0, groups[2] ?? 0) : undefined;
}

const dotted = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');

/** The eight groups of an IPv6 address. */
function expanded(address: string): readonly number[] {
  const hexadecimal = address.replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_all, a: string, b: string, c: string, d: string) =>
      [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = hexadecimal.split('::');
  const groups = (text: string | undefined): readonly number[] =>
    text === undefined || text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail)];
  return tail === undefined
    ? before
    : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
