import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { editionProgress, type Storage } from '#editions';

/** The health of the projector over HTTP: /livez while the process runs, /readyz with how far it is. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens until closed. `/readyz` is 503 while the log or the database does not answer. */
export async function startHealthServer(storage: Storage, host: string, port: number): Promise<HealthServer> {
  const server = createServer((request, response) => {
    void answerTo(request.url ?? '', storage).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await once(server.listen(port, host), 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

async function answerTo(path: string, storage: Storage): Promise<{ readonly status: number; readonly body: object }> {
  if (path === '/livez') return { status: 200, body: { alive: true } };
  if (path !== '/readyz') return { status: 404, body: { title: 'Not Found', status: 404 } };
  try {
    return { status: 200, body: { ready: true, progress: await editionProgress(storage.editions, storage.eventLog) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    return { status: 503, body: { ready: false, missing: [`log or database: ${reason}`], progress: null } };
  }
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
