import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { CommandFailed } from '../terminal/command-failed.js';

/** Where to reach a server from this machine: a server that listens everywhere is reached here too. */
export function urlOf({ address, family, port }: AddressInfo): string {
  const reachable = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${family === 'IPv6' && reachable !== '127.0.0.1' ? `[${reachable}]` : reachable}:${port}`;
}

/** What a server listens on. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Finds out whether a server could listen there, before anything else is started. Throws `CommandFailed`. */
export async function checkPort({ host, port }: Address): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
    await once(probe.close(), 'close');
  } catch (error) {
    throw listeningFailed(error, { host, port });
  }
}

/** Puts why a server cannot listen into one line that names the setting to change. */
export function listeningFailed(error: unknown, { host, port }: Address): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new CommandFailed(`Port ${port} is in use; choose another one, as in PORT=${port + 1} npm start.`);
    case 'EACCES':
      return new CommandFailed(`Port ${port} is not for everybody; choose another one, as in PORT=3000 npm start.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CommandFailed(`HOST is ${host}, which is no address of this machine.`);
    default:
      return error;
  }
}
