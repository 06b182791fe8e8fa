// How the cost of projecting depends on batches and on a place's history: ratios within one run, `npm run bench batches`.
import { EditionFollower, type Storage } from '#editions';
import { recorded } from '../harness/recorded-events.js';
import { withStorage } from './bench-storage.js';
import { byTurns, Findings } from './findings.js';
import { observations } from './observations.js';

const events_total = 1_000;
const events_of_history = 4_000;
const rounds = 3;

/** Milliseconds for each event, when they come in batches of this size. */
async function costOfBatches(storage: Storage, size: number): Promise<number> {
  const { perEvent } = await project(storage, `batch-${size}`, size, events_total, 200);
  return perEvent(0, events_total);
}

/** Milliseconds for each event at the beginning and at the end of one place's history. */
async function costOfHistory(storage: Storage): Promise<{ readonly young: number; readonly old: number }> {
  const { perEvent } = await project(storage, 'history', 50, events_of_history, 1);
  return { young: perEvent(200, 1_200), old: perEvent(events_of_history - 1_000, events_of_history) };
}

async function project(storage: Storage, name: string, size: number, total: number, places: number) {
  const edition = await storage.editions.create(name, {}, { partitionCount: 1 }, 'ready');
  const follower = new EditionFollower(storage.database, edition);
  await follower.claim([0]);
  const tookMs: number[] = [];
  for (let offset = 0; offset < total; offset += size) {
    const events = recorded(observations(offset, size, places), offset);
    const start = performance.now();
    await follower.apply({ partition: 0, events });
    tookMs.push(performance.now() - start);
  }
  await storage.editions.drop(name);
  const perEvent = (from: number, to: number): number =>
    tookMs.slice(from / size, to / size).reduce((sum, ms) => sum + ms, 0) / (to - from);
  return { perEvent };
}

const findings = new Findings('batches');
await withStorage(async (storage) => {
  await costOfBatches(storage, 500);
  const { by500, by50, by1 } = await byTurns(rounds, {
    by500: () => costOfBatches(storage, 500),
    by50: () => costOfBatches(storage, 50),
    by1: () => costOfBatches(storage, 1),
  });
  const against = { reference: by500, name: 'batches of 500' };
  findings.add('batches of 50', 'ms an event', by50, against);
  findings.add('batches of 1', 'ms an event', by1, { ...against, target: { atMost: 4 } });
  const { young, old } = await costOfHistory(storage);
  findings.add('one place, its fourth thousand', 'ms an event', [old], {
    reference: [young],
    name: 'its first thousand',
    target: { atMost: 1.5 },
  });
});
findings.end();
