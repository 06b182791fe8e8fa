// What one event more costs after much that the API accepts about one place, incident or report.
// `node test/harness/run-typescript.mjs test/bench/accepted.bench.ts [--hot=CLAIMS] [NAME…]`: only cases whose names contain
// one of these. The hot place has 10,000 claims unless said otherwise, and a hundredth of them come late and tied.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EditionFollower, openStorage, type Storage } from '#editions';
import { EmbeddedPostgres } from '#platform';
import type { ControlClaim, EventOf, Report, SitrepEvent } from '#situation';
import { recorded } from '../harness/recorded-events.js';
import { observations } from './observations.js';

const hour_ms = 3_600_000;
const start_ms = Date.parse('2017-01-01T00:00:00Z');
const batch_events = 250;
const wanted = process.argv.slice(3).filter((word) => !word.startsWith('--'));
const hot_claims = Number(process.argv.find((word) => word.startsWith('--hot='))?.slice('--hot='.length) ?? 10_000);

const instant = (ms: number): string => new Date(ms).toISOString();
const uuid = (kind: number, number: number): string =>
  `0000000${kind}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

type Reported = EventOf<'reported'>;
const [pattern] = observations(0, 1, 1) as [Reported];

/** A report made known `hour` hours after the start. */
function report(number: number, hour: number, more: (ms: number) => Partial<Report>): SitrepEvent {
  const ms = start_ms + hour * hour_ms;
  const id = uuid(0, number);
  return {
    kind: 'reported',
    data: { ...pattern.data, id, externalId: `X${number}`, reportedAt: instant(ms), control: [], ...more(ms) },
  };
}

const claim = { place: 'place-0', holders: [], formations: [], conditions: [], confidence: 'medium' } as const;
const siege = (ms: number): ControlClaim => ({
  ...claim,
  effect: 'contested',
  conditions: ['besieged'],
  windowFrom: instant(ms),
});
const sighting = (ms: number, holder = 'one'): ControlClaim => ({
  ...claim,
  effect: 'observed',
  status: 'held',
  holders: [holder],
  effective: instant(ms),
});
const gain = (ms: number, holder: string): ControlClaim => ({
  ...claim,
  effect: 'gained',
  status: 'held',
  holders: [holder],
  effective: instant(ms),
});
const account = (number: number): Partial<Report> => ({
  type: 'casualties_reported',
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
const graded = (number: number, hour: number): SitrepEvent => ({
  kind: 'report_graded',
  data: {
    id: uuid(1, number),
    reportId: uuid(0, 0),
    reportedAt: instant(start_ms + hour * hour_ms),
    reason: 'checked',
    grade: { reliability: number % 2 === 0 ? 'B' : 'C', credibility: 2 },
    ...(number === 0 ? {} : { follows: [uuid(1, number - 1)] }),
  },
});
const linked = (number: number, count: number): SitrepEvent => ({
  kind: 'reports_linked',
  data: {
    id: uuid(2, number),
    reportIds: Array.from({ length: count }, (_, index) => uuid(0, index)),
    incident: `i-${number % 2}`,
    reportedAt: instant(start_ms + (1_000 + number) * hour_ms),
    reason: 'the same',
  },
});
const many = (count: number, event: (number: number) => SitrepEvent): readonly SitrepEvent[] =>
  Array.from({ length: count }, (_, number) => event(number));

interface Case {
  readonly name: string;
  readonly before: readonly SitrepEvent[];
  /** Applied one by one, each timed. */
  readonly then: Readonly<Record<string, readonly SitrepEvent[]>>;
}

function hot(name: string, count: number, make: (ms: number, number: number) => ControlClaim): Case {
  const one = (number: number, hour: number) => report(number, hour, (ms) => ({ control: [make(ms, number)] }));
  return {
    name: `${name}, ${count}`,
    before: many(count, (number) => one(number, number)),
    then: {
      'in order': [0, 1, 2].map((more) => one(count + more, count + more)),
      late: [3, 4, 5].map((more) => one(count + more, Math.floor(count / 2) + 0.1 * more)),
      tied: [6, 7, 8].map((more) => one(count + more, Math.floor(count / 2))),
    },
  };
}

/** A place that changes hands at every tenth claim: much in order, then some late, then as many of one instant. */
function hotPlace(count: number): Case {
  const few = Math.max(3, Math.ceil(count / 100));
  const one = (number: number, hour: number) =>
    report(number, hour, (ms) => ({ control: [turning(ms, Math.floor(hour))] }));
  return {
    name: `hot place, ${count}`,
    before: many(count, (number) => one(number, number)),
    then: {
      'in order': many(few, (more) => one(count + more, count + more)),
      late: many(few, (more) => one(count + few + more, Math.floor(((more + 0.5) * count) / few) + 0.5)),
      'of one instant': many(few, (more) => one(count + 2 * few + more, Math.floor(count / 2))),
    },
  };
}

const turning = (ms: number, number: number): ControlClaim =>
  number % 10 === 0 ? gain(ms, number % 20 === 0 ? 'one' : 'other') : sighting(ms, number % 20 < 10 ? 'one' : 'other');

const seenDaily = (number: number): SitrepEvent =>
  report(number, 24 * number, (ms) => ({
    condition: [
      { place: 'place-0', state: number % 100 === 99 ? 'cut' : 'open', effective: instant(ms), confidence: 'medium' },
    ],
  }));

const overlapping = (number: number): SitrepEvent =>
  report(number, number, (ms) => ({
    control: Array.from({ length: 100 }, (_, index) => ({
      ...siege(ms + (index - 50) * 7 * hour_ms),
      windowTo: instant(ms + (index + 1) * 13 * hour_ms),
    })),
  }));

const cases: readonly Case[] = [
  { name: 'overlapping claims, 50 reports', before: many(49, overlapping), then: { next: [overlapping(49)] } },
  hot('siege', 500, siege),
  hot('siege', 2_000, siege),
  hot('siege', 4_500, siege),
  hot('sightings', 500, (ms) => sighting(ms)),
  hot('sightings', 2_000, (ms) => sighting(ms)),
  hot('sightings of two sides', 2_000, (ms, number) => sighting(ms, number % 3 === 0 ? 'one' : 'other')),
  hot('gains now and then', 2_000, turning),
  hotPlace(hot_claims),
  ...[365, 3_650].map((days): Case => ({
    name: `a bridge seen daily, ${days}`,
    before: many(days, seenDaily),
    then: { 'in order': many(3, (more) => seenDaily(days + more)) },
  })),
  {
    name: 'of one instant, 1000',
    before: many(1_000, (number) => report(number, 0, (ms) => ({ control: [sighting(ms)] }))),
    then: { 'one more': [1, 2].map((more) => report(1_000 + more, 0, (ms) => ({ control: [sighting(ms)] }))) },
  },
  {
    name: 'grades of one report with 60 claims and 60 figures, 300',
    before: [
      report(0, 0, (ms) => ({
        control: Array.from({ length: 60 }, (_, index) => ({ ...siege(ms), windowTo: instant(ms + index * hour_ms) })),
        figures: Array.from({ length: 60 }, (_, index) => ({
          ...(account(index).figures?.[0] as Report['figures'][number]),
          measure: index % 2 === 0 ? 'killed' : 'wounded',
          period: { from: `2017-01-${String((index >> 1) + 1).padStart(2, '0')}` },
        })),
      })),
      ...many(300, (number) => graded(number, number + 1)),
    ],
    then: { 'one more': [graded(300, 301), graded(301, 302)] },
  },
  ...[250, 1_000, 2_000].map((count): Case => ({
    name: `accounts of one incident, ${count}`,
    before: many(count, (number) => report(number, number, () => account(number))),
    then: {
      'in order': [0, 1, 2].map((more) => report(count + more, count + more, () => account(count + more))),
      late: [3, 4, 5].map((more) => report(count + more, count / 2 + 0.1 * more, () => account(count + more))),
    },
  })),
  {
    name: '50 reports of 20 figures linked to and fro, 30',
    before: [
      ...many(50, (number) =>
        report(number, number, () => ({
          ...account(number),
          figures: Array.from({ length: 20 }, (_, index) => ({
            ...(account(index + number).figures?.[0] as Report['figures'][number]),
            period: { from: `2017-01-${String(index + 1).padStart(2, '0')}` },
          })),
        })),
      ),
      ...many(30, (number) => linked(number, 50)),
    ],
    then: { 'one more': [linked(30, 50), linked(31, 50)] },
  },
];

async function run(storage: Storage, { name, before, then }: Case): Promise<void> {
  const edition = `b-${name.replaceAll(/[^a-z0-9]+/g, '-')}`.slice(0, 30).replace(/-$/, '');
  const { schema } = await storage.editions.create(edition, {}, { partitionCount: 1 }, 'ready');
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
  const batches: number[] = [];
  for (let from = 0; from < before.length; from += batch_events)
    batches.push(await apply(before.slice(from, from + batch_events)));
  const [totalMs, worstMs] = [batches.reduce((sum, ms) => sum + ms, 0), Math.max(...batches)];
  // Of the first thousand events, and of the last.
  const [firstMs, lastMs] = [batches.slice(0, 4), batches.slice(-4)].map((some) =>
    some.reduce((sum, ms) => sum + ms, 0),
  );
  const parts = [
    `before: ${(totalMs / 1_000).toFixed(1)} s, worst batch ${(worstMs / 1_000).toFixed(1)} s, last thousand / first ${((lastMs ?? 0) / (firstMs ?? 1)).toFixed(1)}`,
  ];
  for (const [what, events] of Object.entries(then)) {
    const took: number[] = [];
    for (const event of events) took.push(await apply([event]));
    parts.push(`${what} ${(took.sort((a, b) => a - b)[took.length >> 1] ?? 0).toFixed(0)} ms`);
  }
  const [parked] = await storage.database.query<{ n: string }>(`select count(*) n from "${schema}".parked_event`);
  const [size] = await storage.database.query<{ mb: string }>(
    `select round(sum(pg_total_relation_size(c.oid)) / 1e6) mb from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname = $1 and relkind = 'r'`,
    [schema],
  );
  process.stdout.write(`${name.padEnd(56)} ${parts.join(', ')}; ${size?.mb} MB, ${parked?.n} parked\n`);
  await storage.editions.drop(edition);
}

const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
const postgres = await EmbeddedPostgres.start({ dataDir });
const storage = await openStorage({
  databaseUrl: postgres.url,
  applicationName: 'bench',
  kafkaTopic: 'unused',
  onTrouble: () => undefined,
});
try {
  for (const one of cases)
    if (wanted.length === 0 || wanted.some((part) => one.name.includes(part))) await run(storage, one);
} finally {
  await storage.close();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
