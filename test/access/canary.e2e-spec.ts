import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgres, KeyStore, newKey } from '#platform';
import { openStorage } from '#editions';
import { compiled } from '../harness/compiled-apps.js';
import { passingFolder } from '../harness/passing-folder.js';

/** Everything that the api writes at its most talkative, until it says where it listens, and after that. */
class TalkativeApi {
  text = '';
  private readonly child: ChildProcess;
  readonly url: Promise<string>;

  constructor(settings: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [compiled('apps/api/src/main.ts')], {
      env: { ...process.env, KAFKA_BROKERS: '', LOG_LEVEL: 'trace', PORT: '0', HOST: '127.0.0.1', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.url = new Promise((resolve, reject) => {
      const note = (chunk: Buffer): void => {
        this.text += chunk.toString();
        const [, url] = /listening on (http\S+?)"/.exec(this.text) ?? [];
        if (url !== undefined) resolve(url);
      };
      this.child.stdout?.on('data', note);
      this.child.stderr?.on('data', note);
      this.child.once('exit', () => reject(new Error(this.text)));
    });
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

/** The files below a folder in which one of these stands, in any byte. */
function filesWith(folder: string, secrets: readonly string[]): { readonly found: string[]; readonly bytes: number } {
  const found: string[] = [];
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    bytes += content.length;
    if (secrets.some((secret) => content.includes(secret))) found.push(path);
  }
  return { found, bytes };
}

it('no secret stands in what the api writes or in any byte of the disk of its database, whatever is sent with it and whatever fails', async () => {
  const dataDir = passingFolder('sitrep-canary-');
  const server = await EmbeddedPostgres.start({ dataDir, settings: { fsync: 'off' } });
  const storage = await openStorage({
    databaseUrl: server.url,
    applicationName: 'canary',
    kafkaTopic: 'unused',
    onTrouble: () => undefined,
  });
  const { text: key } = await new KeyStore(storage.database).create({
    name: 'Canary',
    roles: ['admin'],
    outlets: [],
    places: [],
  });
  const api = new TalkativeApi({ DATABASE_URL: server.url });
  const url = await api.url;
  const unknown = newKey().text;
  const basic = (password: string) => `Basic ${Buffer.from(`u:${password}`).toString('base64')}`;
  const send = async (path: string, authorization: string, body?: string) => {
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(`${url}${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body }) });
    return { status: response.status, text: await response.text() };
  };
  const answers = [
    await send('/v1/me', `Bearer ${key}`),
    await send('/v1/me', basic(key)),
    await send('/v1/me', `Bearer ${unknown}`),
    await send('/v1/me', `Bearer ${key}x`),
    await send(`/v1/me?key=${key}`, 'Bearer none'),
    await send(`/v1/${key}`, `Bearer ${key}`),
    await send('/v1/reports', `Bearer ${key}`, '{"summary": '),
    await send('/v1/control.csv', `Bearer ${key}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 401, 400, 404, 400, 200]);
  // Without its tables every question fails, and is written down.
  await storage.database.query('alter table sitrep.edition rename to edition_gone');
  expect((await send('/v1/control', `Bearer ${key}`)).status).toBeGreaterThanOrEqual(400);
  await storage.database.query('alter table sitrep.edition_gone rename to edition');
  await api.end();
  expect(api.text).toContain('listening on');
  const secrets = [key, unknown, basic(key), key.split('_')[2] ?? key, new URL(server.url).password];
  const everything = [api.text, ...answers.map(({ text }) => text)].join('\n');
  // A password as short as a word would be found by chance.
  for (const secret of secrets.filter((one) => one.length > 12)) expect(everything).not.toContain(secret);
  const dump = await storage.database.query<{ row: string }>(
    `select t::text as row from sitrep.api_key t union all select t::text from sitrep.audit t`,
  );
  for (const { row } of dump) expect(row).not.toContain(key.split('_')[2]);
  // What was sent is on the disk, so that a scan can find something.
  await storage.database.query(
    `insert into sitrep.audit (principal, action, subject, detail) values ('a', 'b', 'chaffinch', '{}')`,
  );
  await storage.database.query('checkpoint');
  await storage.close();
  await server.stop();
  expect(filesWith(dataDir, ['chaffinch']).found.length).toBeGreaterThan(0);
  const { found, bytes } = filesWith(dataDir, [key, key.split('_')[2] ?? key, unknown, basic(key)]);
  expect(found).toEqual([]);
  expect(bytes).toBeGreaterThan(1_000_000);
  rmSync(dataDir, { recursive: true, force: true });
}, 120_000);
