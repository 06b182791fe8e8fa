import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { checkPort, listeningFailed, urlOf } from './listening.js';

it.each([
  ['127.0.0.1', 'IPv4', 'http://127.0.0.1:3000'],
  ['0.0.0.0', 'IPv4', 'http://127.0.0.1:3000'],
  ['::', 'IPv6', 'http://[::1]:3000'],
  ['fe80::1', 'IPv6', 'http://[fe80::1]:3000'],
])('a server on %s is reached from here', (address, family, url) => {
  expect(urlOf({ address, family, port: 3000 })).toBe(url);
});

it('a port that is taken is named together with the way out; a free one is left free', async () => {
  const first = createServer();
  await once(first.listen(0, '127.0.0.1'), 'listening');
  const address = { host: '127.0.0.1', port: (first.address() as AddressInfo).port };
  await expect(checkPort(address)).rejects.toMatchObject({
    name: 'CommandFailed',
    message: `Port ${address.port} is in use; choose another one, as in PORT=${address.port + 1} npm start.`,
  });
  await once(first.close(), 'close');
  await checkPort(address);
  await checkPort(address);
});

it('a host that is no address of this machine is named', async () => {
  // Reserved for documentation (RFC 5737), so nobody has it.
  await expect(checkPort({ host: '192.0.2.1', port: 0 })).rejects.toThrow('HOST is 192.0.2.1, which is no address');
});

it('any other failure stays what it is', () => {
  const error = new Error('odd');
  expect(listeningFailed(error, { host: '127.0.0.1', port: 3000 })).toBe(error);
});
