import { fileFormats } from '#imports';
import { importFormats } from './import.command.js';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createProgram } from '../program.js';

let folder = '';
let server: Server;
let url = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'campaign-'));
  for (const kind of ['places', 'actors']) await writeFile(join(folder, `${kind}.ndjson`), '');
  server = createServer(async (request, response) => {
    const lines = Buffer.concat(await request.toArray())
      .toString()
      .trimEnd()
      .split('\n');
    const problem = { errors: [{ pointer: '/type', detail: 'No such type.' }] };
    const results = lines.map((text, index) =>
      text.includes('rumour') ? { line: index + 1, status: 422, problem } : { line: index + 1, status: 201 },
    );
    response.writeHead(200).end(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const terminal = { out: new PassThrough(), err: new PassThrough(), exitCode: 0 };
  await createProgram(terminal).parseAsync(['node', 'sitrep', ...args]);
  const text = (stream: PassThrough): string => String(stream.read() ?? '');
  return { out: text(terminal.out), err: text(terminal.err), exitCode: terminal.exitCode };
}

describe('sitrep import', () => {
  it('says on stdout what became of each kind, and on stderr how far it has come', async () => {
    await writeFile(join(folder, 'reports.ndjson'), '{"type":"clash"}\n{"type":"clash"}\n');
    expect(await run('import', folder, '--url', url)).toEqual({
      out:
        '0 places recorded, 0 already there, 0 refused\n' +
        '0 actors recorded, 0 already there, 0 refused\n' +
        '2 reports recorded, 0 already there, 0 refused\n',
      err: 'Posting places.ndjson\nPosting actors.ndjson\nPosting reports.ndjson\n',
      exitCode: 0,
    });
  });

  it('fails when a line is refused, and names line and place in it', async () => {
    await writeFile(join(folder, 'reports.ndjson'), '{"type":"clash"}\n{"type":"rumour"}\n');
    const { out, err, exitCode } = await run('import', folder, '--url', url);
    expect(exitCode).toBe(5);
    expect(err).toContain('\nreports.ndjson line 2: /type: No such type.\n');
    expect(out).toContain('1 report recorded, 0 already there, 1 refused\n');
  });

  it.each(['localhost:3000', 'ftp://somewhere', ''])('refuses to post to %j', async (address) => {
    await expect(run('import', folder, '--url', address)).rejects.toThrow(/is not the address of an API/);
  });
});

it('sitrep import names the formats that there are', () => expect(importFormats).toEqual(fileFormats));
