// Builds the page into dist/dashboard: the types of the API, the type check, the bundle. Plain JavaScript, so that it runs
// before anything is compiled.
import { createClient } from '@hey-api/openapi-ts';
import react from '@vitejs/plugin-react';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { makeBasemap } from './basemap/make-basemap.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const types = join(root, 'dist/dashboard-types');
const output = join(root, 'dist/dashboard');

/** What a desk works with travels together, after the map: many small files are larger, compressed, than a few. */
const desk = /src.(?:review|report-form|imports|editions|briefing|contradictions.contr|reports.(?!report-card|grade))/;
/** What the map or the frame of the page needs of these. */
const of_map = /(?:outbox|use-drafts|pin-map|coordinates)\./;
const groups = [{ name: (id) => (desk.test(id) && !of_map.test(id) ? 'desk' : null) }];

/** Smaller files travel as fast as they are. */
const least_compressed_bytes = 1024;

await createClient({
  input: join(root, 'docs/openapi.json'),
  output: types,
  plugins: ['@hey-api/typescript'],
  logs: { level: 'silent' },
});
if (process.argv.includes('--types')) process.exit(0);

const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
const checked = spawnSync(process.execPath, [compiler, '-p', here], { stdio: 'inherit', cwd: root });
if (checked.status !== 0) process.exit(1);
if (process.argv.includes('--check')) process.exit(0);

await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  base: '/',
  plugins: [react(), basemap()],
  worker: { format: 'es' },
  build: {
    outDir: output,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups, includeDependenciesRecursively: false } } },
  },
});
compress(join(output, 'assets'));

/** The land, borders and rivers under the map, as one file of its own. */
function basemap() {
  return {
    name: 'sitrep-basemap',
    generateBundle() {
      const source = JSON.stringify(makeBasemap());
      this.emitFile({ type: 'asset', fileName: 'assets/basemap.json', source });
    },
  };
}

/** Compressed once here, not for every request. */
function compress(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css|json|svg)$/.test(name)) continue;
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < least_compressed_bytes) continue;
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
  }
}
