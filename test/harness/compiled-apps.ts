import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const compiler = join(root, 'node_modules/typescript-native/bin/tsc');

/** Compiles everything into `dist`, unchecked: a few seconds, of which what was not changed takes the least. */
export async function compileApps(): Promise<void> {
  await promisify(execFile)(process.execPath, [compiler, '-p', join(root, 'tsconfig.json'), '--noCheck']);
}

/**
 * The compiled file of a source such as `apps/api/src/main.ts`. What runs it is up in a quarter of the time that it takes
 * from the source, and runs as it does in production.
 */
export const compiled = (source: string): string => join(root, 'dist', source.replace(/\.ts$/, '.js'));
