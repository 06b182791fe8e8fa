// What one report more costs a place with many fights that overlap, and an incident told many times: as ratios, of a
// history four times as long. `npm run bench late -- [SHORT] [LONG]`.
import { EditionFollower, type Storage } from '#editions';
import type { EventOf, Report, SitrepEvent } from '#situation';
import { recorded } from '../harness/recorded-events.js';
import { withStorage } from './bench-storage.js';
import { Findings } from './findings.js';
import { observations } from './observations.js';

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;
const start_ms = Date.parse('2017-01-01T00:00:00Z');
const [short_history = 125, long_history = 500] = process.argv.slice(3).map(Number);
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
      low: number % 17,
      best: 17 + (number % 50),
      high: 67 + (number % 30),
      lowExclusive: false,
      period: { from: '2017-01-01', to: '2017-01-01' },
    },
  ],
});

const instant = (ms: number): string => new Date(ms).toISOString();

/** A report told `number` hours after the start. */
function report(number: number, told: Told, hour = number): SitrepEvent {
  const [pattern] = observations(number, 1, 1) as [EventOf<'reported'>];
  const ms = start_ms + hour * hour_ms;
  return { ...pattern, data: { ...pattern.data, reportedAt: instant(ms), ...told(number, ms) } };
}

type Costs = Readonly<Record<'in order' | 'late', readonly number[]>>;

/** Milliseconds for one report more: one told last, and one told when half of the history was known. */
async function costs(storage: Storage, told: Told, length: number): Promise<Costs> {
  const { schema } = await storage.editions.create(`h-${length}`, {}, { partitionCount: 1 }, 'ready');
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
  await storage.editions.drop(`h-${length}`);
  return { 'in order': inOrder, late };
}

const findings = new Findings('late');
await withStorage(async (storage) => {
  for (const [what, told] of [
    ['a place of overlapping fights', fight],
    ['an incident', account],
  ] as const) {
    const [few, many] = [await costs(storage, told, short_history), await costs(storage, told, long_history)];
    for (const when of ['in order', 'late'] as const)
      findings.add(`${what}, one report more, ${when}, after ${long_history}`, 'ms', many[when], {
        reference: few[when],
        name: `after ${short_history}`,
      });
    for (const when of ['in order', 'late'] as const)
      findings.add(`${what}, one report more, ${when}`, 'ms', many[when], { target: { atMost: 20 } });
  }
});
findings.end();
