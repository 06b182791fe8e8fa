import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCampaign } from './import-campaign.js';
import { noProgress } from './import-progress.js';

interface Sent {
  readonly kind: string;
  readonly body: Record<string, unknown>;
}

/** Decides about a line: its status, or `cut` to break the connection off before it. */
type Decide = (line: Sent) => number | 'cut';

/** A server that decides about lines of batches, and remembers them in the order in which they came. */
async function listen(decide: Decide) {
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    const lines = Buffer.concat(await request.toArray())
      .toString()
      .trimEnd()
      .split('\n');
    response.writeHead(request.url?.startsWith('/v1/reports/batch?') === true ? 200 : 404);
    for (const [index, text] of lines.entries()) {
      const read = JSON.parse(text) as Partial<Sent>;
      const line: Sent = 'body' in read ? (read as Sent) : { kind: 'report', body: read };
      sent.push(line);
      const status = decide(line);
      if (status === 'cut') return void setTimeout(() => response.destroy(), 50);
      const problem = { errors: [{ pointer: '/type', code: 'unknown_type', detail: 'No such type.' }] };
      response.write(`${JSON.stringify({ line: index + 1, status, ...(status < 300 ? {} : { problem }) })}\n`);
    }
    response.end(`${JSON.stringify({ done: true, lines: lines.length })}\n`);
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}

const servers: Server[] = [];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'campaign-'));
});

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

async function campaign(files: {
  places?: object[];
  actors?: object[];
  reports?: object[] | string;
  amendments?: object[];
}): Promise<string> {
  for (const kind of ['places', 'actors', 'reports', 'amendments'] as const) {
    if (kind === 'amendments' && files[kind] === undefined) continue;
    const lines = files[kind] ?? [];
    const text = typeof lines === 'string' ? lines : lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await writeFile(join(folder, `${kind}.ndjson`), text);
  }
  return folder;
}

const summaries = async (url: string, patienceMs = 10_000): Promise<string[]> =>
  (await importCampaign(folder, { url, patienceMs, progress: noProgress })).map((tally) => tally.summary());

describe('importing a campaign', () => {
  it('sends places, then actors, then reports, then what was said of them', async () => {
    const api = await listen(() => 201);
    const retraction = { kind: 'retraction', id: 'a', body: { reason: 'Withdrawn.' } };
    await campaign({
      places: [{ id: 'mosul' }],
      actors: [{ id: 'sdf' }],
      reports: [{ externalId: 'D001' }],
      amendments: [retraction],
    });
    expect(await summaries(api.url)).toEqual([
      '1 place recorded, 0 already there, 0 refused',
      '1 actor recorded, 0 already there, 0 refused',
      '1 report recorded, 0 already there, 0 refused',
      '1 amendment recorded, 0 already there, 0 refused',
    ]);
    expect(api.sent).toEqual([
      { kind: 'place', body: { id: 'mosul' } },
      { kind: 'actor', body: { id: 'sdf' } },
      { kind: 'report', body: { externalId: 'D001' } },
      retraction,
    ]);
  });

  it('sends a line again when the server is busy or the connection is lost, and no other', async () => {
    const tries = new Map<unknown, number>();
    const api = await listen(({ body }) => {
      const count = (tries.get(body['externalId']) ?? 0) + 1;
      tries.set(body['externalId'], count);
      if (body['externalId'] === 'lost' && count === 1) return 'cut';
      return count <= 2 && body['externalId'] === 'busy' ? 503 : count === 1 ? 201 : 200;
    });
    await campaign({ reports: [{ externalId: 'fine' }, { externalId: 'busy' }, { externalId: 'lost' }] });
    expect((await summaries(api.url))[2]).toBe('1 report recorded, 2 already there, 0 refused');
    expect(Object.fromEntries(tries)).toEqual({ fine: 1, busy: 3, lost: 2 });
  });

  it('goes on after a refused line, names it, and keeps it', async () => {
    const api = await listen(({ body }) => (body['type'] === 'rumour' ? 422 : 201));
    await campaign({ reports: '{"type":"clash"}\n\n{"type":"rumour"}\n{"type":"clash"}' });
    const refused: string[] = [];
    const onRefused = (line: Uint8Array) => void refused.push(Buffer.from(line).toString());
    const [, , reports] = await importCampaign(folder, { url: api.url, progress: noProgress, onRefused });
    expect(reports?.summary()).toBe('2 reports recorded, 0 already there, 1 refused');
    expect(reports?.complaints()).toEqual(['reports.ndjson line 3: /type: No such type.']);
    expect(refused).toEqual(['{"type":"rumour"}']);
  });

  it('gives up when nobody listens, and says so', async () => {
    const api = await listen(() => 201);
    await campaign({ places: [{ id: 'mosul' }] });
    servers.splice(0).forEach((server) => server.close());
    await expect(summaries(api.url, 300)).rejects.toThrow(/takes no reports now: nobody listens there/);
  });

  it('gives up when nothing more is decided', async () => {
    const api = await listen(() => 503);
    await campaign({ reports: Array.from({ length: 100 }, (_, n) => ({ externalId: `D${n}` })) });
    await expect(summaries(api.url, 300)).rejects.toThrow(/it asks to try later/);
  });

  it('sends many lines in several requests', async () => {
    const api = await listen(() => 201);
    await campaign({ reports: Array.from({ length: 1_234 }, (_, n) => ({ externalId: `D${n}` })) });
    expect((await summaries(api.url))[2]).toBe('1,234 reports recorded, 0 already there, 0 refused');
    expect(api.sent.map(({ body }) => body['externalId'])).toEqual(Array.from({ length: 1_234 }, (_, n) => `D${n}`));
  });

  it('of a folder that is none says what is missing', async () => {
    await campaign({});
    await rm(join(folder, 'actors.ndjson'));
    await expect(summaries('http://127.0.0.1:1')).rejects.toThrow(/it needs actors.ndjson, and there is none/);
  });
});
