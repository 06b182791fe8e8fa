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
/** So does what every screen needs: the frame of the page, and what asks the API. */
const frame =
  /node_modules.(?:react|scheduler|@tanstack)|preload-helper|src.(?:api|url|words|access|marks|compare.(?:compare-line|use-compared|second-question)|shell.(?!screen\.|date-dialog|nowhere)|review.use-drafts|report-form.outbox|counts.(?:use-counts|count-rows|pins|group-name)|changes.(?:use-changes|world-lists|difference|looked)|map.(?:filter|passage))/;
/** And what stands around the map. */
const around_map = /src.(?:changes|differences|counts|place|time-bar|shell.date-dialog|map.(?:key|table|answer|phone))/;
/** The main map, and what draws its marks; the pin of a form needs the map alone. */
const main_map =
  /src.map.(?:situation-map|map-screen|embed-screen|close-up|overlay|candidates|layout|boxes|columns|crowded|use-crowded|text-width)/;
const rooms = [
  ['frame', (id) => frame.test(id)],
  ['desk', (id) => desk.test(id) && !of_map.test(id)],
  ['around-map', (id) => around_map.test(id)],
  ['main-map', (id) => main_map.test(id)],
];
const roomOf = (id) => (id.endsWith('.css') ? null : (rooms.find(([, has]) => has(id))?.[0] ?? null));
const groups = [{ name: roomOf, debugName: 'rooms' }];

/** Of all levels of memory this one compresses the scripts best: its blocks are shorter. */
const gzip_memory = 7;
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
  build: {
    outDir: output,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // Nothing of the page rests on what reading or writing a property may do beside.
    rolldownOptions: {
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
      output: { codeSplitting: { groups, includeDependenciesRecursively: false } },
    },
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
    if (!/\.(m?js|css|json|svg)$/.test(name)) continue;
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < least_compressed_bytes) continue;
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9, memLevel: gzip_memory }));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
  }
}
