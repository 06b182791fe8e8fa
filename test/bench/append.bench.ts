// What taking a report costs: 64 callers of POST /v1/reports against a bare Nest echo of the same DTO, in rounds by turns,
// and lines a second of a batch. Nothing is projected meanwhile, unless asked for; KAFKA_BROKERS: on that log.
// `npm run bench append -- [CALLS A ROUND] [ROUNDS] [projecting]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '#platform';
import { AppProcess } from '../harness/app-process.js';
import { streamBatch } from '../harness/batch-client.js';
import { compileApps, compiled } from '../harness/compiled-apps.js';
import { callTimes, type Calls } from './callers.js';
import { cpuUs } from './cpu-time.js';

const callers = 64;
const batch_lines = 20_000;
const places = Array.from({ length: 50 }, (_, index) => `place-${index}`);
const warm_up_calls = 6_000;
const [calls = '10000', rounds = '5', projecting] = process.argv.slice(3);

let number = 0;
const run = Date.now().toString(36);

/** A report of the size that is usual: one claim, one figure. */
function report(): object {
  number += 1;
  const place = places[number % places.length];
  return {
    externalId: `${run}-${number}`,
    type: 'area_seized',
    summary: `Government forces took the northern quarter after two days of fighting, a spokesman said (${number}).`,
    occurred: { from: '2017-03-07', to: '2017-03-07' },
    reportedAt: '2017-03-08T10:00:00+03:00',
    places: [place],
    actors: [{ role: 'by', actor: 'one' }],
    control: [
      { place, effect: 'gained', holders: ['one'], takenFrom: 'other', effective: '2017-03-07', confidence: 'high' },
    ],
    figures: [
      {
        measure: 'killed',
        group: 'other',
        best: 4,
        basis: 'incremental',
        period: { from: '2017-03-07', to: '2017-03-07' },
      },
    ],
    source: { outlet: 'Agency', chain: ['Army spokesman', 'Agency'], anonymity: 'named' },
    grade: { reliability: 'B', credibility: 2 },
  };
}

const names = [
  ...['one', 'other'].map((id) => ({ kind: 'actor', body: { id, name: id, kind: 'state' } })),
  ...places.map((id) => ({ kind: 'place', body: { id, name: id, kind: 'city', timeZone: 'Asia/Baghdad' } })),
].map((line) => `${JSON.stringify(line)}\n`);

async function sendLines(url: string, lines: Iterable<string>): Promise<number> {
  let accepted = 0;
  for await (const result of streamBatch(url, lines)) if ('done' in result) accepted = result.accepted;
  return accepted;
}

function* reports(count: number): Generator<string> {
  for (let index = 0; index < count; index += 100)
    yield Array.from({ length: 100 }, () => `${JSON.stringify(report())}\n`).join('');
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? 0;
const spread = (paces: readonly Pace[]) => {
  const perSecond = paces.map((pace) => pace.perSecond);
  return {
    perSecond: Math.round(median(perSecond)),
    least: Math.round(Math.min(...perSecond)),
    most: Math.round(Math.max(...perSecond)),
    cpuUs: Math.round(median(paces.map((pace) => pace.cpuUs))),
  };
};
const ratioOf = (some: readonly Pace[], others: readonly Pace[], of: (pace: Pace) => number): number =>
  Number(median(some.map((pace, turn) => of(pace) / of(others[turn] ?? pace))).toFixed(3));

/** How many were done a second, and what one cost the process. */
interface Pace {
  readonly perSecond: number;
  readonly cpuUs: number;
}

async function paceOf<Result>(app: AppProcess, work: () => Promise<Result>, countOf: (result: Result) => number) {
  const [begunMs, begunUs] = [performance.now(), cpuUs(app)];
  const result = await work();
  const count = countOf(result);
  const pace = { perSecond: count / ((performance.now() - begunMs) / 1_000), cpuUs: (cpuUs(app) - begunUs) / count };
  return { ...pace, result };
}

const urlOf = (app: AppProcess): string => /listening on (http:[^"\s]+)/.exec(app.lines.join('\n'))?.[1] ?? '';

const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
const [, postgres] = await Promise.all([compileApps(), EmbeddedPostgres.start({ dataDir })]);
const brokers = process.env['KAFKA_BROKERS'];
const kafka = brokers === undefined ? {} : { KAFKA_BROKERS: brokers, SITREP_KAFKA_TOPIC: `sitrep.bench-${run}` };
const settings = { DATABASE_URL: postgres.url, PORT: '0', ...kafka };
const api = new AppProcess({ file: compiled('apps/api/src/main.ts'), settings, readyLine: /listening on/ });
const echo = new AppProcess({
  file: compiled('test/bench/echo-api.ts'),
  settings: { PORT: '0' },
  readyLine: /listening on/,
});
const projector = new AppProcess({
  file: compiled('apps/projector/src/main.ts'),
  settings,
  readyLine: /following the log/,
});
try {
  await Promise.all([api.start(), echo.start(), ...(projecting === undefined ? [] : [projector.start()])]);
  await sendLines(urlOf(api), names);
  const call = (app: AppProcess, calls: number) =>
    paceOf(
      app,
      () => callTimes(urlOf(app), '/v1/reports', { callers, calls, bodyOf: () => JSON.stringify(report()) }),
      ({ statuses }) => statuses['201'] ?? 0,
    );
  const send = () =>
    paceOf(
      api,
      () => sendLines(urlOf(api), reports(batch_lines)),
      (accepted) => accepted,
    );
  // Until the code is compiled, what is measured is the compiler.
  for (const app of [echo, api]) await call(app, warm_up_calls);
  await send();
  const [taken, echoed, lines] = [[], [], []] as [Pace[], Pace[], Pace[]];
  const latencies: Calls[] = [];
  for (let turn = 0; turn < Number(rounds); turn += 1) {
    echoed.push(await call(echo, Number(calls)));
    const { result, ...pace } = await call(api, Number(calls));
    taken.push(pace);
    latencies.push(result);
    lines.push(await send());
  }
  const found = {
    log: brokers === undefined ? 'postgres' : 'kafka',
    callers,
    echo: spread(echoed),
    reports: {
      ...spread(taken),
      medianMs: median(latencies.map(({ medianMs }) => medianMs)),
      p99Ms: median(latencies.map(({ p99Ms }) => p99Ms)),
    },
    ratio: ratioOf(taken, echoed, (pace) => pace.perSecond),
    cpuRatio: ratioOf(echoed, taken, (pace) => pace.cpuUs),
    batch: spread(lines),
  };
  const row = (what: string, { perSecond, least, most, cpuUs: us }: ReturnType<typeof spread>): string =>
    `${what.padEnd(40)} ${perSecond} a second (${least}–${most}), ${us} µs of the process each\n`;
  process.stdout.write(row(`echo, ${callers} callers`, found.echo));
  process.stdout.write(row(`POST /v1/reports, ${callers} callers`, found.reports));
  process.stdout.write(`${'share of the echo'.padEnd(40)} ${found.ratio}, by processor time ${found.cpuRatio}\n`);
  process.stdout.write(row(`lines of a batch of ${batch_lines}`, found.batch));
  process.stdout.write(`${JSON.stringify(found)}\n`);
} finally {
  await Promise.all([api.kill(), echo.kill(), projector.kill()]);
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
