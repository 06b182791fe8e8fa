// Runs one TypeScript module of ours in a process of its own, straight from the source, so that a test can kill it:
//   node test/harness/run-typescript.mjs <file> [arguments…]
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const conditions = ['source'];
await runnerImport(resolve(process.argv[2]), {
  root,
  configFile: false,
  logLevel: 'silent',
  environments: { inline: { resolve: { conditions } } },
});
