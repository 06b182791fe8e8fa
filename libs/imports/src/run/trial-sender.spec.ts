import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TrialSender } from './trial-sender.js';

const line = JSON.stringify({ kind: 'report', body: { externalId: 'one' } });

/** An API that accepts each line as it comes. */
const api = createServer((request, response) => {
  let number = 0;
  response.writeHead(200);
  request.on('data', (bytes: Buffer) => {
    for (const _line of bytes.toString().trimEnd().split('\n'))
      response.write(`${JSON.stringify({ line: ++number, status: 200, wouldAccept: true })}\n`);
  });
  request.on('error', () => undefined);
  request.on('end', () => response.end(`${JSON.stringify({ done: true, lines: number })}\n`));
});

/** Sends a line, and returns the request that is open for it. */
async function begun(): Promise<{ readonly trial: TrialSender; readonly request: IncomingMessage }> {
  const { port } = api.address() as AddressInfo;
  const trial = new TrialSender((body) =>
    fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      body: body as AsyncIterable<Uint8Array<ArrayBuffer>>,
      duplex: 'half',
    }),
  );
  const asked = once(api, 'request') as Promise<[IncomingMessage]>;
  expect(await trial.send([line])).toHaveLength(1);
  return { trial, request: (await asked)[0] };
}

beforeAll(async () => {
  await once(api.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  api.closeAllConnections();
  api.close();
});

describe('a trial', () => {
  it('keeps one request open for all lines, and ends it', async () => {
    const { trial, request } = await begun();
    expect(await trial.send([line, line])).toHaveLength(2);
    expect(request.readableEnded).toBe(false);
    await trial.end();
    await trial.close();
    expect(request.complete).toBe(true);
  });

  it('lets go of the request where it is closed before its end', async () => {
    const { trial, request } = await begun();
    const closed = new Promise((resolve) => request.once('close', resolve));
    await trial.close();
    await closed;
    expect(request.complete).toBe(false);
  });

  it('that never sent anything has nothing to close', async () => {
    const trial = new TrialSender(() => Promise.reject(new Error('not asked')));
    await trial.end();
    await trial.close();
  });
});
