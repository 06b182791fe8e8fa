import { readSettings, type Settings, SettingsInvalid } from '#platform';
import { apiFetch } from '../api/api-fetch.js';
import { readinessOf } from '../status/run-status.js';
import { exit_trouble } from '../terminal/exit-codes.js';
import { formatTable } from '../terminal/format-table.js';
import { json_version } from '../terminal/json-version.js';
import type { Terminal } from '../terminal/terminal.js';
import { versionOf } from '../terminal/version.js';
import { type Check, clockCheck, look, ok, reasonOf, wrong } from './check.js';
import { diskCheck, nodeCheck } from './machine-checks.js';
import { databaseChecks, kafkaChecks } from './storage-checks.js';

/** Looks at everything that Sitrep needs, changes nothing, and says what to do; the exit code is 4 if something is wrong. */
export async function runDoctor(
  { url, json }: { readonly url: string; readonly json?: true },
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<void> {
  const settings = settingsOf(environment);
  const checks = [
    ok('sitrep', versionOf(import.meta.url)),
    nodeCheck(process.versions.node),
    ...('state' in settings
      ? [settings]
      : [
          ok('settings', 'all can be read'),
          diskCheck(settings),
          ...(await databaseChecks(settings)),
          ...(await kafkaChecks(settings)),
        ]),
    ...(await apiChecks(url)),
  ];
  if (checks.some(({ state }) => state === 'wrong')) terminal.exitCode = exit_trouble;
  if (json === true) terminal.out.write(`${JSON.stringify({ version: json_version, checks }, undefined, 2)}\n`);
  else
    terminal.out.write(
      formatTable(
        [
          { title: 'CHECK', of: ({ name }) => name },
          { title: 'STATE', of: ({ state }) => (state === 'skipped' ? '-' : state.toUpperCase()) },
          { title: 'FOUND', of: ({ found }) => found },
          { title: 'WHAT TO DO', of: ({ advice = '' }) => advice },
        ],
        checks,
      ),
    );
}

function settingsOf(environment: NodeJS.ProcessEnv): Settings | Check {
  try {
    return readSettings(environment);
  } catch (error) {
    if (!(error instanceof SettingsInvalid)) throw error;
    return wrong('settings', error.message, 'Set the variable right, or unset it.');
  }
}

/** Behind the end of the log for longer than this, a projector hangs or is missing. */
const long_lag_seconds = 60;
/** HTTP dates have whole seconds. */
const date_precision_ms = 1_000;

async function apiChecks(url: string): Promise<readonly Check[]> {
  try {
    const before = Date.now();
    const alive = await apiFetch(url, '/livez');
    const between = [before, Date.now()] as const;
    const { ready, missing, progress } = await readinessOf(url);
    return [
      ready
        ? ok('api', `ready at ${url}`)
        : wrong('api', `not ready: ${missing.join(', ')}`, 'Wait while it starts; else look at what is missing above.'),
      clockCheck('api clock', Date.parse(alive.headers.get('date') ?? ''), between, date_precision_ms),
      ...(progress === null ? [] : progressChecks(progress)),
    ];
  } catch (error) {
    return [look('api', `${url}: ${reasonOf(error)}`, 'Start it with npm start, or say --url or PORT.')];
  }
}

function progressChecks({
  lag,
  lagSeconds,
  parked,
  oldestParkedSeconds,
}: NonNullable<Awaited<ReturnType<typeof readinessOf>>['progress']>): readonly Check[] {
  const behind = `${lag} events, ${lagSeconds} s behind`;
  return [
    lagSeconds <= long_lag_seconds
      ? ok('lag', behind)
      : wrong('lag', behind, 'See whether a projector runs, and what it logs.'),
    parked === 0
      ? ok('parked', '0')
      : look(
          'parked',
          `${parked}, the oldest for ${oldestParkedSeconds} s`,
          'Read why at /v1/parked; once mended, run sitrep redrive.',
        ),
  ];
}
