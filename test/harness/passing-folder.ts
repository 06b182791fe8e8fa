import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const in_memory = '/dev/shm';
/** The servers of a run need a fifth of it. */
const enough_bytes = 2 * 2 ** 30;

/**
 * Makes a folder for a server of this run: in memory where the system has room there, else where temporary files go.
 * Suites make and remove thousands of files, which costs a disk more than what is tested. Files in memory outlive a
 * killed process as those on a disk do.
 */
export const passingFolder = (prefix: string): string => mkdtempSync(join(hasRoom() ? in_memory : tmpdir(), prefix));

function hasRoom(): boolean {
  if (!existsSync(in_memory)) return false;
  const { bavail, bsize } = statfsSync(in_memory);
  return bavail * bsize >= enough_bytes;
}
