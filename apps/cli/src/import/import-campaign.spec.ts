import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCampaign } from './import-campaign.js';
import { noProgress } from './import-progress.js';

interface Post {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** A server that answers posts by `decide`, and remembers them in the order in which they came. */
async function listen(decide: (post: Post, response: ServerResponse) => number | Promise<number>) {
  const posts: Post[] = [];
  let [open, most] = [0, 0];
  const server = createServer(async (request, response) => {
    most = Math.max(most, (open += 1));
    const chunks = await request.toArray();
    const post = { path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) as Post['body'] };
    posts.push(post);
    const status = await decide(post, response);
    open -= 1;
    const problem = { errors: [{ pointer: '/type', code: 'unknown_type', detail: 'No such type.' }] };
    if (!response.destroyed) response.writeHead(status).end(JSON.stringify(status >= 400 ? problem : {}));
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, posts, mostAtOnce: () => most };
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

async function campaign(files: { places?: object[]; actors?: object[]; reports?: object[] | string }): Promise<string> {
  for (const kind of ['places', 'actors', 'reports'] as const) {
    const lines = files[kind] ?? [];
    const text = typeof lines === 'string' ? lines : lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await writeFile(join(folder, `${kind}.ndjson`), text);
  }
  return folder;
}

const summaries = async (url: string, patienceMs = 10_000): Promise<string[]> =>
  (await importCampaign(folder, { url, patienceMs, progress: noProgress })).map((tally) => tally.summary());

describe('importing a campaign', () => {
  it('posts places, then actors, then reports', async () => {
    const api = await listen(() => 201);
    await campaign({ places: [{ id: 'mosul' }], actors: [{ id: 'sdf' }], reports: [{ externalId: 'D001' }] });
    expect(await summaries(api.url)).toEqual([
      '1 place recorded, 0 already there, 0 refused',
      '1 actor recorded, 0 already there, 0 refused',
      '1 report recorded, 0 already there, 0 refused',
    ]);
    expect(api.posts).toEqual([
      { path: '/v1/places', body: { id: 'mosul' } },
      { path: '/v1/actors', body: { id: 'sdf' } },
      { path: '/v1/reports', body: { externalId: 'D001' } },
    ]);
  });

  it('keeps several reports on their way, but never more than eight', async () => {
    let release = (_status: number): void => undefined;
    const eight = new Promise<number>((resolve) => (release = resolve));
    const api = await listen(() => {
      if (api.posts.length >= 8) release(201);
      return eight;
    });
    await campaign({ reports: Array.from({ length: 100 }, (_, n) => ({ externalId: `D${n}` })) });
    expect((await summaries(api.url))[2]).toBe('100 reports recorded, 0 already there, 0 refused');
    expect(api.mostAtOnce()).toBe(8);
  });

  it('sends a report again when the server is busy or the answer is lost', async () => {
    const tries = new Map<unknown, number>();
    const api = await listen(({ body }, response) => {
      const count = (tries.get(body['externalId']) ?? 0) + 1;
      tries.set(body['externalId'], count);
      if (body['externalId'] === 'lost' && count === 1) response.destroy();
      return count <= 2 && body['externalId'] === 'busy' ? 503 : count === 1 ? 201 : 200;
    });
    await campaign({ reports: [{ externalId: 'busy' }, { externalId: 'lost' }, { externalId: 'fine' }] });
    expect((await summaries(api.url))[2]).toBe('1 report recorded, 2 already there, 0 refused');
    expect(Object.fromEntries(tries)).toEqual({ busy: 3, lost: 2, fine: 1 });
  });

  it('goes on after a refused line and names it', async () => {
    const api = await listen(({ body }) => (body['type'] === 'rumour' ? 422 : 201));
    await campaign({ reports: '{"type":"clash"}\n\n{"type":"rumour"}\n{"type":"clash"}' });
    const [, , reports] = await importCampaign(folder, { url: api.url, progress: noProgress });
    expect(reports?.summary()).toBe('2 reports recorded, 0 already there, 1 refused');
    expect(reports?.complaints()).toEqual(['reports.ndjson line 3: /type: No such type.']);
  });

  it('gives up when nobody listens, and says so', async () => {
    const api = await listen(() => 201);
    await campaign({ places: [{ id: 'mosul' }] });
    servers.splice(0).forEach((server) => server.close());
    await expect(summaries(api.url, 300)).rejects.toThrow(/takes no reports now: nobody listens there/);
  });

  it('stops at the first line that cannot be decided', async () => {
    const api = await listen(() => 503);
    await campaign({ reports: Array.from({ length: 100 }, (_, n) => ({ externalId: `D${n}` })) });
    await expect(summaries(api.url, 300)).rejects.toThrow(/it answers 503/);
    expect(new Set(api.posts.map(({ body }) => body['externalId'])).size).toBeLessThanOrEqual(8);
  });

  it('of a folder that is none says what is missing', async () => {
    await campaign({});
    await rm(join(folder, 'actors.ndjson'));
    await expect(summaries('http://127.0.0.1:1')).rejects.toThrow(/it needs actors.ndjson, and there is none/);
  });
});
