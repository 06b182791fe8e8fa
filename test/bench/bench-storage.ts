import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillEdition, live_edition, openStorage, type Storage } from '#editions';
import { encodeEvent, type NewEvent } from '#event-log';
import { EmbeddedPostgres } from '#platform';
import type { SitrepEvent } from '#situation';

const events_per_append = 2_000;

/** A database of its own for a bench, and a folder that its server can write to. */
export interface BenchStorage extends Storage {
  readonly url: string;
  readonly folder: string;
}

/** Runs `work` on a fresh database, and removes it afterwards. */
export async function withStorage(work: (storage: BenchStorage) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
  // The server may run as a user of its own.
  chmodSync(folder, 0o777);
  const postgres = await EmbeddedPostgres.start({ dataDir: join(folder, 'data') });
  try {
    const storage = await openStorage({
      databaseUrl: postgres.url,
      applicationName: 'bench',
      kafkaTopic: 'unused',
      onTrouble: () => undefined,
    });
    try {
      await work({ ...storage, url: postgres.url, folder });
    } finally {
      await storage.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Appends events to the log as they come, and answers how many they were. */
export async function fillLog({ eventLog }: Storage, events: Iterable<SitrepEvent>): Promise<number> {
  let count = 0;
  let batch: NewEvent[] = [];
  for (const event of events) {
    batch.push(encodeEvent(event));
    count += 1;
    if (batch.length < events_per_append) continue;
    await eventLog.append(batch);
    batch = [];
  }
  if (batch.length > 0) await eventLog.append(batch);
  return count;
}

/** Makes the live edition of all that the log has, and answers its schema. */
export async function buildLive(storage: Storage): Promise<string> {
  const live = await storage.editions.create(live_edition, {}, storage.eventLog, 'ready');
  await fillEdition(storage, live, await storage.eventLog.head());
  await storage.database.query(`analyze`);
  return live.schema;
}
