import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { limitBodies } from './unreadable-request.js';

const within_ms = 200;

describe('a body that does not come to an end', () => {
  const adapter = new FastifyAdapter();
  const server = adapter.getInstance();
  let port = 0;

  beforeAll(async () => {
    limitBodies({ getHttpAdapter: () => adapter } as unknown as NestFastifyApplication, within_ms, new Set(['/lines']));
    server.addContentTypeParser('text/lines', async (_request: unknown, body: NodeJS.ReadableStream) => body);
    server.post('/json', async () => 'read');
    server.post('/lines', async ({ body }) => String((await text(body as NodeJS.ReadableStream)).length));
    await server.listen({ port: 0, host: '127.0.0.1' });
    port = (server.server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  async function begin(path: string, type: string): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 5\r\n\r\n1`);
    return socket;
  }

  it('is answered 408 with a problem, whether some of it came or not', async () => {
    const socket = await begin('/json', 'application/json');
    await pause(within_ms / 2);
    socket.write('2');
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408 .*"code":"too_slow"/s);
  });

  it('is read on where it is a stream, while some of it comes', async () => {
    const socket = await begin('/lines', 'text/lines');
    for (const byte of '2345') {
      await pause(within_ms / 2);
      socket.write(byte);
    }
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toMatch(/^HTTP\/1.1 200 .*\r\n5$/s);
    socket.destroy();
    const silent = await begin('/lines', 'text/lines');
    expect(await text(silent)).toBe('');
  });
});
