// The two ways of building an edition, one after the other over one generated log: how many events a second each does,
// how much memory it takes at most, and whether they end in the same rows. `npm run bench paths -- 200000`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionDigest, EditionFollower, fillEdition, openStorage, type Storage } from '#editions';
import { encodeEvent, eventCount, type NewEvent, type Position, startOf } from '#event-log';
import { EmbeddedPostgres } from '#platform';
import { generatedEvents } from '../generated/generated-events.js';
import { editionDifferences, rowCounts } from '../harness/edition-differences.js';

const reports = Number(process.argv[3] ?? 200_000);
const events_per_append = 2_000;
const told_every = 10_000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function write(storage: Storage): Promise<void> {
  let batch: NewEvent[] = [];
  for (const event of generatedEvents({ seed: 17, reports })) {
    batch.push(encodeEvent(event));
    if (batch.length < events_per_append) continue;
    await storage.eventLog.append(batch);
    batch = [];
  }
  if (batch.length > 0) await storage.eventLog.append(batch);
}

/** Runs one of the ways and says what it took. */
async function measure(name: string, events: number, work: () => Promise<void>): Promise<number> {
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const [start, before] = [performance.now(), process.cpuUsage()];
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const cost = `${seconds.toFixed(0)} s, ${((user + system) / 1e6).toFixed(0)} s of this process’s own`;
  say(`${name}: ${(events / seconds).toFixed(0)} events/s (${cost}), peak RSS ${(peak / 1e6).toFixed(0)} MB`);
  return seconds;
}

async function whole(storage: Storage, schema: string, end: Position): Promise<void> {
  let phase = '';
  const start = performance.now();
  const onProgress = (told: { readonly phase: string }): void => {
    if (told.phase !== phase) say(`  ${told.phase} from ${((performance.now() - start) / 1_000).toFixed(0)} s on`);
    ({ phase } = told);
  };
  await fillEdition(storage, { schema, slice: {} }, end, { onProgress });
}

async function incrementally(storage: Storage, schema: string, end: Position): Promise<void> {
  const follower = new EditionFollower(storage.database, { schema, slice: {} });
  await follower.claim(end.map((_next, partition) => partition));
  let done = 0;
  let last = performance.now();
  for await (const batch of storage.eventLog.read(startOf(end.length), end)) {
    await follower.apply(batch);
    done += batch.events.length;
    if (done % told_every !== 0) continue;
    const now = performance.now();
    say(`  ${done} events; the last ${told_every} at ${((told_every / (now - last)) * 1_000).toFixed(0)} events/s`);
    last = now;
  }
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
  await write(storage);
  const end = await storage.eventLog.head();
  const events = Number(eventCount(end));
  say(`${reports} reports, ${events} events`);
  const digestOf = (schema: string) => storage.database.withLongTimeouts((sql) => editionDigest({ sql, schema }));
  const made = (name: string) => storage.editions.create(name, {}, storage.eventLog, 'building');
  const [full, grown] = [await made('full'), await made('grown')];
  const wholeSeconds = await measure('built whole', events, () => whole(storage, full.schema, end));
  for (const [table, count] of Object.entries(await rowCounts(storage.database, full.schema)))
    say(`  ${count} ${table}`);
  const grownSeconds = await measure('incrementally', events, () => incrementally(storage, grown.schema, end));
  say(`whole is ×${(grownSeconds / wholeSeconds).toFixed(1)} as fast`);
  const differences = await editionDifferences(storage.database, full.schema, grown.schema);
  say(differences.length === 0 ? 'equal, row for row' : `DIFFERENT:\n${differences.join('\n')}`);
  const [one, other] = [await digestOf(full.schema), await digestOf(grown.schema)];
  say(one === other ? `both have the digest ${one}` : `DIGESTS DIFFER: ${one} and ${other}`);
  if (differences.length > 0 || one !== other) process.exitCode = 1;
} finally {
  await storage.close();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
