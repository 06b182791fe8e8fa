import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { now } from '../harness/api-client.js';
import { root } from '../harness/docker-files.js';
import { type RunningApi, startApi } from '../harness/running-api.js';

const publicBaseUrl = 'https://maps.example.org/desk';

describe('/ogc behind a proxy', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi(now, (parts) => ({
      ...parts,
      settings: { ...parts.settings, publicBaseUrl, corsOrigins: ['*'] },
    }));
  });
  afterAll(() => api.close());

  const get = (path: string) => request(api.app.getHttpServer()).get(path);

  it('has links that begin with PUBLIC_BASE_URL, whatever name the request came by', async () => {
    for (const host of ['127.0.0.1:3000', 'maps.example.org']) {
      const { text } = await get('/ogc/at/2017-03-09/known/2017-03-12/collections').set('host', host).expect(200);
      const hrefs = [...text.matchAll(/"href":"([^"]*)"/g)].map(([, href]) => href!);
      expect(hrefs.length).toBeGreaterThan(5);
      for (const href of hrefs)
        expect(href.startsWith(`${publicBaseUrl}/ogc/at/2017-03-09/known/2017-03-12`)).toBe(true);
    }
    await get('/ogc').set('host', 'elsewhere.example.org').expect(421);
  });

  it('lets the pages of other sites read', async () => {
    const { headers } = await get('/ogc/collections/control/items')
      .set('origin', 'https://map.example.net')
      .expect(200);
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it.each(['/ogc', '/ogc/at/2017-03-09/known/2017-03-12'])(
    'describes %s as OpenAPI 3.0, and a public linter agrees',
    async (landing) => {
      const { text, headers } = await get(`${landing}/api`).expect(200);
      expect(headers['content-type']).toMatch(
        /^application\/vnd\.oai\.openapi\+json; ?version="?3\.0"?; ?charset=utf-8$/,
      );
      const description = JSON.parse(text) as { openapi: string; servers: object; paths: Record<string, object> };
      expect(description).toMatchObject({ openapi: '3.0.3', servers: [{ url: publicBaseUrl + landing }] });
      for (const path of Object.keys(description.paths).filter((one) => !one.includes('{')))
        expect((await get(landing + path)).status, path).toBe(200);
      const folder = mkdtempSync(join(tmpdir(), 'sitrep-ogc-'));
      const file = join(folder, 'api.json');
      writeFileSync(file, text);
      const linter = join(root, 'node_modules/@redocly/cli/bin/cli.js');
      const options = ['lint', file, '--config', join(root, 'test/api/redocly.yaml'), '--format', 'json'];
      const env = { ...process.env, REDOCLY_TELEMETRY: 'off' };
      const { stdout, stderr } = spawnSync(process.execPath, [linter, ...options], { encoding: 'utf8', env });
      rmSync(folder, { recursive: true });
      expect(
        (JSON.parse(stdout || JSON.stringify({ problems: [stderr] })) as { problems: unknown[] }).problems,
      ).toEqual([]);
    },
  );

  it('takes no address of its own in the description of /v1', async () => {
    const { body } = await get('/openapi.json').expect(200);
    expect(Object.keys(body.paths as object).filter((path) => path.startsWith('/ogc'))).toEqual([]);
  });
});
