// How the cost of projecting depends on batches and on a place's history: ratios within one run, `npm run bench`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EditionFollower, openStorage, type Storage } from '#editions';
import { EmbeddedPostgres } from '#platform';
import { recorded } from '../harness/recorded-events.js';
import { observations } from './observations.js';

const events_total = 4_000;

/** Milliseconds for each event, when they come in batches of this size. */
async function costOfBatches(storage: Storage, size: number): Promise<number> {
  const { perEvent } = await project(storage, `batch-${size}`, size, events_total, 200);
  return perEvent(0, events_total);
}

/** Milliseconds for each event at the beginning and at the end of one place's history. */
async function costOfHistory(storage: Storage): Promise<{ readonly young: number; readonly old: number }> {
  const { perEvent } = await project(storage, 'history', 50, events_total * 2, 1);
  return { young: perEvent(200, 1_200), old: perEvent(events_total * 2 - 1_000, events_total * 2) };
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

const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
const postgres = await EmbeddedPostgres.start({ dataDir });
const storage = await openStorage({
  databaseUrl: postgres.url,
  applicationName: 'bench',
  kafkaTopic: 'unused',
  onTrouble: () => undefined,
});
try {
  const baseline = await costOfBatches(storage, 500);
  const rows: readonly (readonly [string, number])[] = [
    ['batches of 500', baseline],
    ['batches of 50', await costOfBatches(storage, 50)],
    ['batches of 1', await costOfBatches(storage, 1)],
  ];
  const { young, old } = await costOfHistory(storage);
  for (const [what, ms] of rows)
    process.stdout.write(`${what.padEnd(44)} ${ms.toFixed(3)} ms an event, ×${(ms / baseline).toFixed(1)}\n`);
  process.stdout.write(`${'one place, its first thousand events'.padEnd(44)} ${young.toFixed(3)} ms an event, ×1.0\n`);
  process.stdout.write(
    `${'the same place, its eighth thousand'.padEnd(44)} ${old.toFixed(3)} ms an event, ×${(old / young).toFixed(1)}\n`,
  );
} finally {
  await storage.close();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
