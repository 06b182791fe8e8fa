import { privateKind } from './private-address.js';

describe('the kind of an address', () => {
  it.each([
    ['127.0.0.1', 'a loopback address'],
    ['127.8.9.1', 'a loopback address'],
    ['10.1.2.3', 'a private address'],
    ['172.16.0.1', 'a private address'],
    ['172.31.255.255', 'a private address'],
    ['192.168.1.1', 'a private address'],
    ['169.254.169.254', 'a link-local address'],
    ['0.0.0.0', 'an address of this network'],
    ['100.64.0.1', 'a shared address'],
    ['::1', 'a loopback address'],
    ['[::1]', 'a loopback address'],
    ['::', 'the unspecified address'],
    ['fe80::1%eth0', 'a link-local address'],
    ['fd12:3456::1', 'a private address'],
    ['::ffff:127.0.0.1', 'a loopback address'],
    ['::ffff:7f00:1', 'a loopback address'],
    ['0:0:0:0:0:ffff:a00:1', 'a private address'],
    ['64:ff9b::192.168.0.1', 'a private address'],
    ['2002:7f00:1::', 'a loopback address'],
    ['192.88.99.1', 'a reserved address'],
    ['168.63.129.16', 'an address of the services of a cloud'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'an address of Teredo'],
    ['::ffff:0:127.0.0.1', 'a translated address'],
    ['3fff:1::1', 'an address for documentation'],
    ['5f00::1', 'a reserved address'],
    ['::127.0.0.1', 'a loopback address'],
  ])('%s is %s', (address, kind) => expect(privateKind(address)).toBe(kind));

  it.each(['1.1.1.1', '172.32.0.1', '192.169.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => expect(privateKind(address)).toBeUndefined(),
  );
});
