// The long run of the crash suite:
//   npm run test:crash -- --kills 500 [--log kafka|postgres] [--seed 42]
// The kills are shared out evenly among the logs, which take turns. A seed gives the same victims and pauses again.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const usage = 'Usage: npm run test:crash -- [--kills <number>] [--log kafka|postgres] [--seed <number>]\n';
const logs = ['postgres', 'kafka'];

function read() {
  const text = { type: 'string' };
  const { values } = parseArgs({ options: { kills: { ...text, default: '64' }, log: text, seed: text } });
  const chosen = logs.filter((log) => values.log === undefined || values.log === log);
  const isCount = (value) => value === undefined || /^\d{1,9}$/.test(value);
  if (chosen.length === 0 || !isCount(values.kills) || !isCount(values.seed)) throw new Error('not understood');
  return { ...values, logs: chosen };
}

function run({ kills, seed, logs: chosen }) {
  const files = chosen.map((log) => `test/crash/kills-on-${log}.e2e-spec.ts`);
  const settings = {
    SITREP_CRASH_KILLS: String(Math.ceil(Number(kills) / chosen.length)),
    ...(seed === undefined ? {} : { SITREP_CRASH_SEED: seed }),
  };
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--no-file-parallelism', ...files];
  const child = spawn(process.execPath, vitest, { cwd: root, env: { ...process.env, ...settings }, stdio: 'inherit' });
  child.once('exit', (code) => (process.exitCode = code ?? 1));
}

try {
  run(read());
} catch {
  process.stderr.write(usage);
  process.exitCode = 2;
}
