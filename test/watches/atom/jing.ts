import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { passingFolder } from '../../harness/passing-folder.js';

const grammar = join(import.meta.dirname, 'rfc4287.rnc');

/** True where Jing is installed, a validator of XML that is not ours. */
export const hasJing = spawnSync('jing').error === undefined;

/** What Jing finds wrong with an Atom feed, a line each; empty where it is valid. */
export function jingFaults(feed: string): string {
  const folder = passingFolder('sitrep-feed-');
  try {
    const file = join(folder, 'feed.atom');
    writeFileSync(file, feed);
    const { stdout, status, error } = spawnSync('jing', ['-c', grammar, file], { encoding: 'utf8' });
    if (error !== undefined) throw error;
    return status === 0 ? '' : stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
