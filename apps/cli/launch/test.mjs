// `npm test`: all checks and all suites. With arguments: only Vitest, which gets them.
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, prepare, root, unbuilt } from './prepare.mjs';
import { Unprepared } from './unprepared.mjs';

/** Only what was not built is asked for its types: the build has checked them. */
const typechecks = {
  program: [
    'typecheck',
    'node_modules/typescript-native/bin/tsc',
    '-p',
    'tsconfig.json',
    '--noEmit',
    '--incremental',
    'false',
  ],
  page: ['typecheck of the page', 'apps/dashboard/build.mjs', '--check'],
};
const checks = [
  ['lint', 'node_modules/eslint/bin/eslint.js', '.'],
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
];
const bring_kafka = ['test/harness/run-typescript.mjs', 'test/harness/kafka/bring-kafka.ts'];

async function runAll(args) {
  await prepare({ buildMayFail: true });
  const failed = args.length === 0 ? await check() : 0;
  const suites = await runVitest(args);
  return { passed: suites.passed, failed: suites.failed + failed };
}

/** Checks everything at once, while Kafka is downloaded, and returns how many checks failed. */
async function check() {
  const bringingKafka = capture(
    process.execPath,
    bring_kafka.map((path) => join(root, path)),
  );
  const asked = [...unbuilt().map((part) => typechecks[part]), ...checks];
  const codes = await Promise.all(
    asked.map(async ([name, program, ...options]) => {
      const { code, output } = await capture(process.execPath, [join(root, program), ...options]);
      process.stdout.write(`> ${name}\n${output === '' ? '' : `${output}\n`}`);
      return code;
    }),
  );
  await bringingKafka;
  return codes.filter((code) => code !== 0).length;
}

async function runVitest(args) {
  const folder = fs.mkdtempSync(join(tmpdir(), 'sitrep-report-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await run('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...args]);
    const totals = count(JSON.parse(fs.readFileSync(report, 'utf8')));
    // An error outside of all tests, such as a rejection nobody handled, fails the run as well.
    return { ...totals, failed: code === 0 ? totals.failed : Math.max(totals.failed, 1) };
  } catch (error) {
    process.stdout.write(`Vitest left no report: ${error.message}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that does not even load has no tests that could fail; it counts as one. */
function count({ numPassedTests, numFailedTests, testResults }) {
  const unloaded = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(hasFailed));
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

const hasFailed = ({ status }) => status === 'failed';

function run(program, args) {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, stdio: 'inherit' };
    const child = spawn(process.execPath, [join(root, program), ...args], options);
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });
}

// At a terminal Ctrl-C reaches the child too, which cleans up and ends; then we say how far it came.
process.on('SIGINT', () => undefined);

runAll(process.argv.slice(2))
  .catch((error) => {
    process.stdout.write(`${error instanceof Unprepared ? error.message : error.stack}\n`);
    return { passed: 0, failed: 1 };
  })
  .then(({ passed, failed }) => {
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
    process.exitCode = failed === 0 ? 0 : 1;
  });
