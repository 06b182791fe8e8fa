import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { compiled } from '../../../test/harness/compiled-apps.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { giveTo, isRoot, nobody, runAs } from './postgres-owner.js';
import type { ServerSettings } from './postgres-server.js';
import { readPostmaster } from './postmaster-file.js';
import { processIdentity } from './process-identity.js';
import { StartupRefused } from './startup-refused.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const deadline_ms = 30_000;

let folder: string;
let dataDir: string;
const started: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sitrep-embedded-'));
  dataDir = join(folder, 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const postgres of started.splice(0)) await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Most tests kill processes, not the machine, and need not wait for the disk. */
async function start(settings: ServerSettings = { fsync: 'off' }): Promise<EmbeddedPostgres> {
  const postgres = await EmbeddedPostgres.start({ dataDir, settings });
  started.push(postgres);
  return postgres;
}

/** Another process starts the server of `dataDir`, as `npm start` does. */
async function startElsewhere(): Promise<{ owner: ChildProcess; url: string; adopted: boolean }> {
  const runner = [compiled('test/harness/own-postgres.ts'), dataDir];
  const owner = spawn(process.execPath, runner, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(owner);
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  return { owner, ...(JSON.parse(line.toString()) as { url: string; adopted: boolean }) };
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

const answers = (url: string): Promise<boolean> =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  );

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAtMs = Date.now() + deadline_ms;
  while (!(await condition())) {
    if (Date.now() > giveUpAtMs) throw new Error('the condition did not come true');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const postmasterPid = (): number => readPostmaster(join(dataDir, 'postgres'))?.pid ?? 0;
const gone = (pid: number) => (): boolean => processIdentity(pid) === undefined;

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

describe('the embedded PostgreSQL', () => {
  it('keeps its rows when it is stopped and started again', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 7 as n');
    const pid = postmasterPid();
    await first.stop();
    expect(processIdentity(pid)).toBeUndefined();
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'select n from kept')).toEqual([7]);
  });

  it('waits for the disk, and speaks only to this machine and to those who know the password', async () => {
    const { url } = await start({});
    const settings = `select setting from pg_settings where name in
      ('fsync', 'listen_addresses', 'synchronous_commit', 'unix_socket_directories') order by name`;
    expect(await query(url, settings)).toEqual(['on', '127.0.0.1', 'on', '']);
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(dataDir, 'postgres.secret')).mode & 0o777).toBe(0o600);
  });

  it('is a direct child of the process that started it', async () => {
    const { owner } = await startElsewhere();
    const parent = readFileSync(`/proc/${postmasterPid()}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
    expect(Number(parent)).toBe(owner.pid);
  });

  it('comes back under the same url when the server is killed', async () => {
    const postgres = await start();
    await query(postgres.url, 'create table kept as select 8 as n');
    const pid = postmasterPid();
    process.kill(pid, 'SIGKILL');
    await until(() => postmasterPid() !== pid);
    await until(() => answers(postgres.url));
    expect(await query(postgres.url, 'select n from kept')).toEqual([8]);
  });

  it('tells when the server cannot come back', async () => {
    const postgres = await start();
    const configuration = join(dataDir, 'postgres', 'postgresql.conf');
    writeFileSync(configuration, `${readFileSync(configuration, 'utf8')}\nport = nonsense\n`);
    process.kill(postmasterPid(), 'SIGKILL');
    expect((await postgres.lost).message).toMatch(/did not start: .*configuration file/);
  });

  it('is found by another process while it runs, and not afterwards', async () => {
    expect(await EmbeddedPostgres.findUrl(dataDir)).toBeUndefined();
    const { owner, url } = await startElsewhere();
    expect(await EmbeddedPostgres.findUrl(dataDir)).toBe(url);
    const pid = postmasterPid();
    await kill(owner);
    process.kill(pid, 'SIGINT');
    await until(gone(pid));
    expect(await EmbeddedPostgres.findUrl(dataDir)).toBeUndefined();
  });

  it('is adopted, with its rows, when its owner was killed, and stops for the new owner', async () => {
    const { owner, url } = await startElsewhere();
    await query(url, 'create table kept as select 9 as n');
    const pid = postmasterPid();
    await kill(owner);
    const adopted = await start();
    expect(adopted).toMatchObject({ adopted: true, url });
    expect(postmasterPid()).toBe(pid);
    expect(await query(adopted.url, 'select n from kept')).toEqual([9]);
    await adopted.stop();
    await until(gone(pid));
  });

  it('comes back under the same url when an adopted server is killed', async () => {
    const { owner, url } = await startElsewhere();
    const pid = postmasterPid();
    await kill(owner);
    expect((await start()).url).toBe(url);
    process.kill(pid, 'SIGKILL');
    await until(() => postmasterPid() !== pid);
    await until(() => answers(url));
  });

  it('starts after everything was killed', async () => {
    const { owner, url } = await startElsewhere();
    await query(url, 'create table kept as select 10 as n');
    const pid = postmasterPid();
    await kill(owner);
    process.kill(pid, 'SIGKILL');
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await query(next.url, 'select n from kept')).toEqual([10]);
  });

  it.each(['ready   ', 'starting'])(
    'is not deceived by a pid file, "%s", whose pid was given again',
    async (status) => {
      await (await start()).stop();
      const owner = isRoot() ? nobody : undefined;
      const stranger = spawn('sleep', ['600'], { ...runAs(owner), cwd: '/', stdio: 'ignore' });
      children.push(stranger);
      const file = join(dataDir, 'postgres', 'postmaster.pid');
      const lines = [stranger.pid, join(dataDir, 'postgres'), 1, 1, '', '127.0.0.1', '  1 1', status, ''];
      writeFileSync(file, lines.join('\n'), { mode: 0o600 });
      if (owner) giveTo(file, owner);
      const postgres = await start();
      expect(postgres.adopted).toBe(false);
      expect(await query(postgres.url, 'select 1')).toEqual([1]);
    },
  );

  it('does not take the server of the original for the server of a copied folder', async () => {
    const original = await start();
    await query(original.url, 'checkpoint');
    cpSync(dataDir, join(folder, 'copy'), { recursive: true, preserveTimestamps: true });
    const copy = await EmbeddedPostgres.start({ dataDir: join(folder, 'copy'), settings: { fsync: 'off' } });
    started.push(copy);
    expect(copy.adopted).toBe(false);
    expect(copy.url).not.toBe(original.url);
  });

  it('begins anew when it was killed in the middle of making its folder', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.new', 'cluster', 'PG_VERSION'), '18\n');
    const { url } = await start();
    expect(await query(url, 'select 1')).toEqual([1]);
    expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false);
  });
});

describe('the embedded PostgreSQL refuses, in one line, to start', () => {
  async function refusal(): Promise<string> {
    const error = await start().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StartupRefused);
    const { message } = error as StartupRefused;
    expect(message).not.toContain('\n');
    return message;
  }

  it('where the folder is a file', async () => {
    writeFileSync(dataDir, '');
    expect(await refusal()).toBe(
      `Cannot use ${dataDir}: it is not a folder. Choose another folder with SITREP_DATA_DIR.`,
    );
  });

  it('on the database of another PostgreSQL', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    expect(await refusal()).toContain('PostgreSQL 17');
  });

  it('without the password file', async () => {
    await (await start()).stop();
    rmSync(join(dataDir, 'postgres.secret'));
    expect(await refusal()).toContain('postgres.secret');
  });
});

if (!isRoot()) process.stderr.write('NOT RUN: the tests of starting PostgreSQL as root, because we are not root\n');

describe.skipIf(!isRoot())('the embedded PostgreSQL, started by root', () => {
  it('runs as nobody, in a folder which nobody cannot reach', async () => {
    chmodSync(folder, 0o700);
    const { url } = await start();
    const cluster = join(dataDir, 'postgres');
    expect(statSync(cluster).uid).toBe(nobody.uid);
    expect(statSync(`/proc/${postmasterPid()}`).uid).toBe(nobody.uid);
    await query(url, 'create table t as select 1 as n');
    await query(url, 'checkpoint');
    await started.pop()?.stop();
    const again = await start();
    expect(await query(again.url, 'select n from t')).toEqual([1]);
  });
});
