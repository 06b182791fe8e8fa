import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/**
 * Below the range from which systems take the local ports of outgoing connections: a broker that is away for a while
 * must find its port free again, and a client that keeps calling there must not end up connected to itself.
 */
const lowest_port = 12_000;
const highest_port = 32_000;
const port_tries = 100;

/** A port on the loopback address that nobody holds at this moment. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < port_tries; tried++) {
    const port = randomInt(lowest_port, highest_port);
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${port_tries} ports on the loopback address was free`);
}

/** True when nobody listens on this loopback port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** ApiVersions, version 0, no client id: the one request that every broker answers, whatever its version. */
const api_versions_request = Buffer.from('0000000a' + '0012' + '0000' + '00000001' + 'ffff', 'hex');

/** True when a broker answers on this loopback port within the time given. */
export function answersKafka(port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(api_versions_request));
    const settle = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(timeoutMs, () => settle(false));
    socket.once('data', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });
}
