// `npm run bench NAME [-- ARGUMENTS…]`: runs one bench in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const benches: Readonly<Record<string, readonly [file: string, about: string]>> = {
  reads: ['reading/reads', 'GET of one place, one tally, one explanation, 16 callers, against a bare echo'],
  tallies: ['reading/tallies', 'tallies and their explanations against sums by hand [INCIDENTS…]'],
  map: ['reading/map', 'the whole map at random moments against SQL by hand [PLACES] [REPORTS]'],
  answered: ['reading/answered', 'from the acknowledgement of a report to an answer that has it [REPORTS]'],
  start: ['reading/start', 'npm start on data that is there, and sitrep --help'],
  append: ['append', 'reports over HTTP from 64 callers against a bare echo [CALLS] [ROUNDS]'],
  follow: ['filling/follow', 'following a filled log against COPY of its rows, and against save by save [REPORTS]'],
  build: ['filling/build', 'building an edition against COPY of its rows, and verifying it [REPORTS]'],
  paths: ['two-paths', 'building against following, row for row [REPORTS]'],
  batches: ['projection', 'events in batches of 1, 50 and 500, and a place of eight thousand'],
  late: ['late-reports', 'reports told late of a place and an incident with a long history'],
  accepted: ['accepted', 'one event more after much that the API accepts [CASE…]'],
};

const [name = '', ...rest] = process.argv.slice(3);
const bench = benches[name];
if (bench === undefined) {
  const list = Object.entries(benches).map(([known, [, about]]) => `  ${known.padEnd(10)} ${about}`);
  process.stderr.write(
    `${name === '' ? 'Name a bench.' : `There is no bench ${name}.`} There are:\n${list.join('\n')}\n`,
  );
  process.exitCode = 2;
} else {
  const runner = [resolve('test/harness/run-typescript.mjs'), resolve(`test/bench/${bench[0]}.bench.ts`)];
  const child = spawn(process.execPath, [...runner, ...rest.filter((one) => one !== '--')], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}
