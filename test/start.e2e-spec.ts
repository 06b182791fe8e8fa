import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Database, EmbeddedPostgres } from '#platform';
import { startWarden } from './harness/process-warden.js';

const root = resolve(import.meta.dirname, '..');
const run = promisify(execFile);
/** On a machine that is busy with other suites, with a build to make. */
const start_timeout_ms = 180_000;

describe('npm start', { timeout: 2 * start_timeout_ms }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-start-'));
  const { DATABASE_URL: _url, KAFKA_BROKERS: _brokers, SITREP_SAMPLE: _sample, ...environment } = process.env;
  const env = { ...environment, PORT: '0', SITREP_DATA_DIR: folder };
  let sitrep: ChildProcess;
  let url: string;

  afterAll(async () => {
    if (sitrep.exitCode === null && sitrep.signalCode === null) {
      sitrep.kill('SIGTERM');
      await once(sitrep, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts it as `npm start` does, and resolves with what it printed once it says that it is ready. */
  async function start(): Promise<string> {
    sitrep = spawn(process.execPath, ['apps/cli/launch/start.mjs'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    startWarden(sitrep);
    let printed = '';
    const ready = new Promise<void>((isReady, failed) => {
      const read = (chunk: Buffer): void => {
        printed += chunk.toString();
        if (printed.includes('Ctrl-C stops it.')) isReady();
      };
      sitrep.stdout?.on('data', read);
      sitrep.stderr?.on('data', read);
      sitrep.once('exit', () => failed(new Error(`it ended: ${printed}`)));
    });
    await ready;
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
    return printed;
  }

  const ask = async (path: string): Promise<Record<string, unknown>> => (await fetch(`${url}${path}`)).json() as never;
  const counted = async (path: string): Promise<number> => ((await ask(path)).items as unknown[]).length;

  it('serves the whole campaign and prints three requests that work', async () => {
    const printed = await start();
    const requests = [...printed.matchAll(/curl -s '([^']+)'/g)].map(([, address]) => address ?? '');
    expect(requests).toHaveLength(3);
    for (const request of requests) expect((await fetch(request)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await counted('/v1/reports?limit=1000')).toBe(198);
    expect(await counted('/v1/places?limit=1000')).toBe(67);
    expect(await counted('/v1/actors?limit=1000')).toBe(67);
  });

  it('projects in a thread of its own, over connections of its own', async () => {
    const database = await Database.open({
      url: (await EmbeddedPostgres.findUrl(folder)) ?? '',
      applicationName: 'suite',
    });
    const connected = await database.query<{ name: string }>(
      `select distinct application_name as name from pg_stat_activity where application_name like 'sitrep%'`,
    );
    await database.close();
    expect(connected.map(({ name }) => name)).toEqual(expect.arrayContaining(['sitrep', 'sitrep-projector']));
  });

  it('is replayed beside it, with the answers of that date', async () => {
    const flags = ['replay', '--until', '2017-03-08', '--json'];
    const { stdout } = await run(process.execPath, ['apps/cli/launch/sitrep.mjs', ...flags], { cwd: root, env });
    const { items } = await ask('/v1/control?validAt=2017-03-08&knownAt=2017-03-08&limit=1000');
    expect(JSON.parse(stdout)).toEqual(items);
  });

  it('tells a second one on the same folder in one line that it is there', async () => {
    const second = run(process.execPath, ['apps/cli/launch/start.mjs'], { cwd: root, env });
    await expect(second).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`already running at ${url}`),
    });
  });

  it('keeps its data over kill -9, and does not load the campaign twice', async () => {
    const { progress } = await ask('/readyz');
    sitrep.kill('SIGKILL');
    await once(sitrep, 'exit');
    expect(await start()).not.toContain('Posting');
    expect((await ask('/readyz')).progress).toEqual(progress);
    expect(await counted('/v1/reports?limit=1000')).toBe(198);
  });

  it('stops in order when it is told to', async () => {
    sitrep.kill('SIGINT');
    expect(await once(sitrep, 'exit')).toEqual([0, null]);
  });
});
