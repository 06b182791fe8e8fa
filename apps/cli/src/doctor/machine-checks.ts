import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Settings } from '#platform';
import { type Check, look, ok, skipped, wrong } from './check.js';

/** As in package.json. */
export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if ((major === 20 && minor >= 19) || major >= 22) return ok('node', version);
  return wrong('node', version, 'Install Node 20.19 or a later 20, or Node 22 or later.');
}

const little_bytes = 5e9;
const too_little_bytes = 5e8;

/** Room for the embedded database; another database has its own disk. */
export function diskCheck({ databaseUrl, dataDir }: Settings, freeBytes = freeBytesAt): Check {
  if (databaseUrl !== undefined) return skipped('disk', 'that of the database server');
  let folder = dataDir;
  while (!existsSync(folder)) folder = dirname(folder);
  const free = freeBytes(folder);
  const found = `${(free / 1e9).toFixed(1)} GB free at ${folder}`;
  const advice = 'Make room, drop editions that nobody reads, or set SITREP_DATA_DIR to a larger disk.';
  if (free < too_little_bytes) return wrong('disk', found, advice);
  return free < little_bytes ? look('disk', found, advice) : ok('disk', found);
}

function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
