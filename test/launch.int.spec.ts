import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const launchers = fileURLToPath(new URL('../apps/cli/launch', import.meta.url));

/** Stands in for npm, which would need a registry: takes a while, as npm does, and brings the compiler below. */
const npm = `
const fs = require('fs');
fs.appendFileSync('calls', 'npm ' + process.argv[2] + '\\n');
if (fs.existsSync('npm-fails')) { console.log('no such package'); process.exit(7); }
setTimeout(() => {
  fs.mkdirSync('node_modules/typescript-native/bin', { recursive: true });
  fs.copyFileSync('tsc.cjs', 'node_modules/typescript-native/bin/tsc');
}, 300);
`;

/** Stands in for the compiler and answers a \`sitrep\` that tells what it was asked. */
const tsc = `
const fs = require('fs');
fs.appendFileSync('calls', 'tsc\\n');
if (fs.existsSync('tsc-fails')) { console.log('TS2322: wrong'); process.exit(2); }
fs.mkdirSync('dist/apps/cli/src', { recursive: true });
fs.copyFileSync('main.mjs', 'dist/apps/cli/src/main.js');
`;

const main = `
process.stdout.write(JSON.stringify(process.argv.slice(2)) + '\\n');
if (process.argv[2] === 'up') {
  const alive = setInterval(() => undefined, 60_000);
  process.on('SIGTERM', () => { process.stdout.write('stopped\\n'); clearInterval(alive); });
} else process.exitCode = Number(process.argv[2]);
`;

let project: string;
const children: ChildProcess[] = [];

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};

const calls = (): string[] => {
  const path = join(project, 'calls');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  rmSync(path, { force: true });
  return lines;
};

function launcher(command: string, args: string[]): ChildProcess {
  const env = { ...process.env, npm_execpath: join(project, 'npm-cli.cjs'), npm_lifecycle_event: 'start' };
  const child = spawn(command, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function sitrep(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = launcher(process.execPath, ['apps/cli/launch/sitrep.mjs', ...args]);
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr?.on('data', (chunk) => (said.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...said };
}

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'sitrep-launch-'));
  cpSync(launchers, join(project, 'apps/cli/launch'), { recursive: true });
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', '{ "packages": { "node_modules/a": { "version": "1.0.0" } } }');
  write('tsconfig.json', '{}');
  write('libs/a/src/a.ts', 'export const a = 1;');
  write('npm-cli.cjs', npm);
  write('tsc.cjs', tsc);
  write('main.mjs', main);
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(project, { recursive: true, force: true });
});

describe('a start', () => {
  it('installs and builds once, and passes arguments and exit code on', async () => {
    expect(await sitrep('3', 'x y')).toMatchObject({ code: 3, out: '["3","x y"]\n' });
    expect(calls()).toEqual(['npm ci', 'tsc']);
    expect(await sitrep('0')).toEqual({ code: 0, out: '["0"]\n', err: '' });
    expect(calls()).toEqual([]);
  });

  it('builds again when a source changed, appeared, went or its result was deleted', async () => {
    await sitrep('0');
    const changes = [
      () => appendFileSync(join(project, 'libs/a/src/a.ts'), '\n'),
      () => write('libs/b/src/b.ts', ''),
      () => rmSync(join(project, 'libs/b/src/b.ts')),
      () => rmSync(join(project, 'dist/apps'), { recursive: true }),
    ];
    for (const change of changes) {
      calls();
      change();
      await sitrep('0');
      expect(calls()).toEqual(['tsc']);
    }
  });

  it('installs again when the lockfile changed', async () => {
    await sitrep('0');
    calls();
    write('package-lock.json', '{ "packages": { "node_modules/a": { "version": "1.0.1" } } }');
    await sitrep('0');
    expect(calls()).toEqual(['npm ci', 'tsc']);
  });

  it('installs without a lockfile too', async () => {
    rmSync(join(project, 'package-lock.json'));
    await sitrep('0');
    expect(calls()).toEqual(['npm install', 'tsc']);
  });

  it('does not install again what somebody installed by hand', async () => {
    write('node_modules/typescript-native/bin/tsc', tsc);
    write('node_modules/a/index.js', '');
    write('node_modules/.package-lock.json', readFileSync(join(project, 'package-lock.json'), 'utf8'));
    await sitrep('0');
    expect(calls()).toEqual(['tsc']);
  });

  it('waits for another that is installing', async () => {
    const both = await Promise.all([sitrep('0'), sitrep('0')]);
    expect(both.map(({ code, out }) => ({ code, out }))).toEqual(Array(2).fill({ code: 0, out: '["0"]\n' }));
    expect(calls()).toEqual(['npm ci', 'tsc']);
  });

  it('is not hindered by one that was killed', async () => {
    write('dist/.prepare.lock', '999999999\n');
    expect((await sitrep('0')).code).toBe(0);
    expect(existsSync(join(project, 'dist/.prepare.lock'))).toBe(false);
  });

  it.each([
    ['npm-fails', 'no such package\nnpm ci failed (exit code 7).\n'],
    ['tsc-fails', 'TS2322: wrong\nThe build failed.\n'],
  ])('says why it cannot (%s), and tries anew the next time', async (failing, reason) => {
    write(failing, '');
    const failed = await sitrep('0');
    expect(failed.code).toBe(1);
    expect(failed.err.endsWith(reason)).toBe(true);
    expect(existsSync(join(project, 'dist/.prepare.lock'))).toBe(false);
    rmSync(join(project, failing));
    expect((await sitrep('0')).code).toBe(0);
  });

  it('stops when npm is ended and leaves it alone', async () => {
    await sitrep('0');
    const shell = launcher('sh', ['-c', `"${process.execPath}" apps/cli/launch/start.mjs; true`]);
    const said: string[] = [];
    shell.stdout?.on('data', (chunk) => said.push(String(chunk)));
    while (said.length === 0) await once(shell.stdout!, 'data');
    expect(said).toEqual(['["up"]\n']);
    const closed = once(shell.stdout!, 'end');
    shell.kill('SIGKILL');
    await closed;
    expect(said.at(-1)).toBe('stopped\n');
  });
});

describe('the version of Node', async () => {
  const { checkNode } = (await import(/* @vite-ignore */ `${launchers}/prepare.mjs`)) as {
    checkNode: (version: string) => void;
  };

  it.each(['12.22.12', '18.20.4', '20.18.3', '21.7.3'])('%s is refused in one line', (version) => {
    expect(() => checkNode(version)).toThrow(new RegExp(`^Sitrep needs Node 20\\.19 .* this is Node ${version}\\.$`));
  });

  it.each(['20.19.0', '22.0.0', '24.1.0'])('%s is good', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
});
