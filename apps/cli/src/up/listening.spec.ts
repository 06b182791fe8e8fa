import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listeningFailed, urlOf } from './listening.js';

it.each([
  ['127.0.0.1', 'IPv4', 'http://127.0.0.1:3000'],
  ['0.0.0.0', 'IPv4', 'http://127.0.0.1:3000'],
  ['::', 'IPv6', 'http://[::1]:3000'],
  ['fe80::1', 'IPv6', 'http://[fe80::1]:3000'],
])('a server on %s is reached from here', (address, family, url) => {
  expect(urlOf({ address, family, port: 3000 })).toBe(url);
});

it('a port that is taken is named together with the way out', async () => {
  const first = createServer();
  await once(first.listen(0, '127.0.0.1'), 'listening');
  const { port } = first.address() as AddressInfo;
  const [error] = (await once(createServer().listen(port, '127.0.0.1'), 'error').catch((e: unknown) => [e])) as [
    unknown,
  ];
  first.close();
  expect(listeningFailed(error, { host: '127.0.0.1', port })).toMatchObject({
    name: 'CommandFailed',
    message: `Port ${port} is in use; choose another one, as in PORT=${port + 1} npm start.`,
  });
});

it('any other failure stays what it is', () => {
  const error = new Error('odd');
  expect(listeningFailed(error, { host: '127.0.0.1', port: 3000 })).toBe(error);
});
