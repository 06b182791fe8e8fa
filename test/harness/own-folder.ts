// Started by a test in a process of its own, to be killed: claims the folder given last as soon as `<folder>.go` is
// there, says on stdout how that ended, and stays until its stdin ends.
import { existsSync } from 'node:fs';
import { claimDataDir } from '#platform';

const folder = process.argv.at(-1) ?? '';
process.stdin.resume();
process.stdout.write('ready\n');
while (!existsSync(`${folder}.go`)) await new Promise((resolve) => setImmediate(resolve));
try {
  claimDataDir(folder);
  process.stdout.write('claimed\n');
} catch (error) {
  process.stdout.write(`${String(error)}\n`);
}
