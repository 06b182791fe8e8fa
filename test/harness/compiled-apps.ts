import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const compiler = join(root, 'node_modules/typescript-native/bin/tsc');

/** The sources as they are now, compiled into a folder of their own. */
export interface CompiledApps {
  /** The compiled file of a source such as `apps/api/src/main.ts`. */
  file(source: string): string;
  dispose(): Promise<void>;
}

/** Names the folder in which the suites of one run share what is compiled. Elsewhere each caller compiles for itself. */
export const shared_folder = 'SITREP_TEST_COMPILED';

/**
 * Compiles everything, unchecked, once in a run of suites. What a suite starts dozens of times is then up in half the time
 * that it takes from the source, runs as it does in production, and does not depend on when `dist` was built.
 */
export async function compileApps(): Promise<CompiledApps> {
  const shared = process.env[shared_folder];
  const folder = shared ?? (await mkdtemp(join(tmpdir(), 'sitrep-compiled-')));
  if (shared === undefined) await compileInto(folder);
  else await onceFor(shared, () => compileInto(shared));
  return {
    file: (source) => join(folder, 'dist', source.replace(/\.ts$/, '.js')),
    dispose: async () => {
      if (shared === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function compileInto(folder: string): Promise<void> {
  // Subpath imports are resolved against the nearest package.json.
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const options = ['--noCheck', '--incremental', 'false', '--sourceMap', 'false', '--outDir', join(folder, 'dist')];
  await promisify(execFile)(process.execPath, [compiler, '-p', join(root, 'tsconfig.json'), ...options]);
}

const poll_ms = 100;

/** The first of all processes of the run to come does the work; the others wait for it, and fail where it fails. */
async function onceFor(folder: string, work: () => Promise<void>): Promise<void> {
  const [begun, ended] = [join(folder, 'begun'), join(folder, 'ended')];
  const isFirst = await mkdir(begun).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    const failure = await work().then(
      () => '',
      (error: unknown) => String(error),
    );
    await writeFile(`${ended}.new`, failure);
    await rename(`${ended}.new`, ended);
  }
  while (!existsSync(ended)) await delay(poll_ms);
  const failure = await readFile(ended, 'utf8');
  if (failure !== '') throw new Error(`What is started as processes could not be compiled: ${failure}`);
}
