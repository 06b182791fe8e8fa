// `npm run bench NAME [-- ARGUMENTS…]`: runs one bench in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { benches } from './benches.js';

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
