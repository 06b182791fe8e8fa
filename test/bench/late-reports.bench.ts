// What one report more costs a place with many fights that overlap, and an incident told many times: as ratios, of a
// history eight times as long. `npm run bench:late`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EditionFollower, openStorage, type Storage } from '#editions';
import { EmbeddedPostgres } from '#platform';
import type { Report, SitrepEvent } from '#situation';
import { recorded } from '../harness/recorded-events.js';
import { observations } from './observations.js';

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;
const start_ms = Date.parse('2017-01-01T00:00:00Z');
const histories = [125, 500] as const;
const repetitions = 5;

type Told = (number: number, reportedMs: number) => Partial<Report>;

/** A fight that goes on for years, so that it overlaps every other one. */
const fight: Told = (_number, ms) => ({
  type: 'clash',
  control: [
    {
      place: 'place-0',
      effect: 'contested',
      holders: [],
      formations: [],
      conditions: ['under_attack'],
      windowFrom: instant(ms),
      windowTo: instant(ms + 2_000 * day_ms),
      confidence: 'medium',
    },
  ],
});

/** One more account of the same deaths. */
const account: Told = (number) => ({
  type: 'casualties_reported',
  control: [],
  incident: { key: 'one', relation: 'same_event' },
  figures: [
    {
      measure: 'killed',
      group: 'anyone',
      unit: 'people',
      basis: 'incremental',
      place: 'place-0',
      low: number % 40,
      best: number % 50,
      high: (number % 50) + 30,
      lowExclusive: false,
      period: { from: '2017-01-01', to: '2017-01-01' },
    },
  ],
});

const instant = (ms: number): string => new Date(ms).toISOString();

/** A report told `number` hours after the start. */
function report(number: number, told: Told, hour = number): SitrepEvent {
  const [pattern] = observations(number, 1, 1) as [Extract<SitrepEvent, { kind: 'reported' }>];
  const ms = start_ms + hour * hour_ms;
  return { ...pattern, report: { ...pattern.report, reportedAt: instant(ms), ...told(number, ms) } };
}

/** Milliseconds for one report more: one told last, and one told when half of the history was known. */
async function costs(storage: Storage, told: Told, length: number): Promise<readonly [number, number]> {
  const { schema } = await storage.editions.create(
    `h-${histories.length}-${length}`,
    {},
    { partitionCount: 1 },
    'ready',
  );
  const follower = new EditionFollower(storage.database, { schema, slice: {} });
  await follower.claim([0]);
  let offset = 0;
  const apply = async (events: readonly SitrepEvent[]): Promise<number> => {
    const batch = { partition: 0, events: recorded(events, offset) };
    offset += events.length;
    const start = performance.now();
    await follower.apply(batch);
    return performance.now() - start;
  };
  await apply(Array.from({ length }, (_, number) => report(number, told)));
  const [inOrder, late]: [number[], number[]] = [[], []];
  for (let more = 0; more < repetitions; more += 1) {
    const number = length + 2 * more;
    inOrder.push(await apply([report(number, told)]));
    late.push(await apply([report(number + 1, told, Math.floor(length / 2) + 0.5)]));
  }
  await storage.editions.drop(`h-${histories.length}-${length}`);
  return [median(inOrder), median(late)];
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
const postgres = await EmbeddedPostgres.start({ dataDir });
const storage = await openStorage({
  databaseUrl: postgres.url,
  applicationName: 'bench',
  kafkaTopic: 'unused',
  onTrouble: () => undefined,
});
try {
  for (const [what, told] of [
    ['a place of overlapping fights', fight],
    ['an incident', account],
  ] as const) {
    const [few, many] = [await costs(storage, told, histories[0]), await costs(storage, told, histories[1])];
    for (const [index, when] of ['in order', 'late'].entries()) {
      const [short, long] = [few[index] ?? 0, many[index] ?? 0];
      const ratio = `×${(long / short).toFixed(1)}`;
      process.stdout.write(
        `${`${what}, one report more, ${when}`.padEnd(58)} ${short.toFixed(0)} ms after ${histories[0]} reports, ${long.toFixed(0)} ms after ${histories[1]}: ${ratio}\n`,
      );
    }
  }
} finally {
  await storage.close();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
