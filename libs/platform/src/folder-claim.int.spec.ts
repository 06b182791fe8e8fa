import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compiled } from '../../../test/harness/compiled-apps.js';
import { claimDataDir, occupantOf } from './folder-claim.js';
import { processIdentity } from './process-identity.js';
import { StartupRefused } from './startup-refused.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

let folder: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sitrep-claim-'));
  dataDir = join(folder, 'data');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A process that is ready to claim `dataDir` as soon as `letGo` is called. */
async function contender(): Promise<{ child: ChildProcess; outcome: () => Promise<string> }> {
  const runner = [compiled('test/harness/own-folder.ts'), dataDir];
  const child = spawn(process.execPath, runner, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('ready');
  return { child, outcome: async () => String((await lines.next()).value) };
}

const letGo = (): void => writeFileSync(`${dataDir}.go`, '');

describe('a claim on the data folder', () => {
  it('makes the folder, and says where Sitrep answers', () => {
    const claim = claimDataDir(dataDir);
    expect(occupantOf(dataDir)).toEqual({ pid: process.pid });
    claim.publish('http://127.0.0.1:3000');
    expect(occupantOf(dataDir)).toEqual({ pid: process.pid, url: 'http://127.0.0.1:3000' });
    expect(readFileSync(join(dataDir, 'sitrep.pid'), 'utf8')).toMatch(/^\d+\n.+\nhttp:\/\/127\.0\.0\.1:3000\n$/);
    claim.release();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is refused to a second Sitrep in one line that says where the first one is', () => {
    const claim = claimDataDir(dataDir);
    const second = (): unknown => claimDataDir(dataDir);
    expect(second).toThrow(new StartupRefused(`Sitrep is already running in ${dataDir} (pid ${process.pid}).`));
    claim.publish('http://127.0.0.1:3000');
    expect(second).toThrow(`Sitrep is already running at http://127.0.0.1:3000 (pid ${process.pid}).`);
    claim.release();
    claimDataDir(dataDir).release();
  });

  it('ends when its process is killed', async () => {
    letGo();
    const { child, outcome } = await contender();
    expect(await outcome()).toBe('claimed');
    expect(() => claimDataDir(dataDir)).toThrow(`(pid ${child.pid})`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    claimDataDir(dataDir).release();
  });

  it('ends when its process ends by itself', async () => {
    letGo();
    const { child, outcome } = await contender();
    expect(await outcome()).toBe('claimed');
    child.stdin?.end();
    await once(child, 'exit');
    expect(existsSync(join(dataDir, 'sitrep.pid'))).toBe(false);
  });

  it.each([
    ['whose pid was given to another process', `${process.ppid}\nanother life\n`],
    ['that is empty', ''],
    ['that is no claim', 'hello\n'],
    ['of a process that is gone', `999999999\n${processIdentity(process.pid)}\n`],
  ])('is not hindered by a file %s', (_, content) => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'sitrep.pid'), content);
    const claim = claimDataDir(dataDir);
    expect(occupantOf(dataDir)?.pid).toBe(process.pid);
    claim.release();
  });

  it('goes to exactly one of several that find a stale one at the same moment', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'sitrep.pid'), `${process.ppid}\nanother life\n`);
    const contenders = await Promise.all(Array.from({ length: 4 }, contender));
    letGo();
    const outcomes = await Promise.all(contenders.map(({ outcome }) => outcome()));
    const winner = contenders[outcomes.indexOf('claimed')]?.child.pid;
    expect(winner).toBeDefined();
    expect(outcomes.filter((outcome) => outcome !== 'claimed')).toEqual(
      Array(3).fill(`StartupRefused: Sitrep is already running in ${dataDir} (pid ${winner}).`),
    );
    expect(readdirSync(dataDir)).toEqual(['sitrep.pid']);
  });
});
