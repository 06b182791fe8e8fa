import { type EventBatch, eventCount, type EventLog, Fenced, type Position } from '#event-log';
import type { Database } from '#platform';
import { loadFacts } from '#read-models';
import { readBatch, type ReadBatch } from '../follow/apply-batch.js';
import { advanceCheckpoint, type Claim, claimPartitions } from '../follow/checkpoint.js';
import type { FillWatch } from './fill-watch.js';
import { WritePipeline } from './write-pipeline.js';
import { parkEvents } from '../follow/parked-events.js';
import { applyInHalves, setAside } from '../follow/set-aside.js';
import type { WritableEdition } from '../registry/edition-record.js';

/**
 * Stores the facts of the log from the edition's checkpoint up to `end` and resolves nothing. Each batch commits with the
 * checkpoint; the next one is decoded meanwhile. A fact that cannot be stored is parked by name and reason (law 9).
 *
 * @throws {Fenced} another worker loads this edition.
 */
export async function loadLog(
  { database, eventLog }: { readonly database: Database; readonly eventLog: EventLog },
  edition: WritableEdition,
  end: Position,
  { onProgress, signal }: FillWatch,
): Promise<void> {
  const partitions = end.map((_next, partition) => partition);
  const claims = new Map(await claimPartitions({ sql: database, schema: edition.schema }, partitions));
  const start = partitions.map((partition) => claims.get(partition)?.nextOffset ?? 0n);
  const total = eventCount(end);
  let done = eventCount(start);
  const writing = new WritePipeline();
  const advance = async (partition: number, step: (claim: Claim) => Promise<Claim>): Promise<void> => {
    const claim = claims.get(partition);
    if (claim === undefined) throw new Fenced(`Partition ${partition} is not held by this worker.`);
    claims.set(partition, await step(claim));
  };
  try {
    for await (const batch of eventLog.read(start, end)) {
      signal?.throwIfAborted();
      const { partition } = batch;
      const whole = readBatch(batch);
      await writing.write(async () => {
        await applyInHalves(
          batch.events,
          (events) => {
            const read = events === batch.events ? whole : readBatch({ partition, events });
            return advance(partition, (claim) => loadBatch(database, edition, { partition, events }, read, claim));
          },
          (event, reason) => advance(partition, (claim) => setAside(database, edition, event, claim, reason)),
        );
        done += BigInt(batch.events.length);
        onProgress?.({ phase: 'facts', done, total });
      });
    }
    await writing.written();
  } finally {
    await writing.settled();
  }
}

async function loadBatch(
  database: Database,
  { schema, slice }: WritableEdition,
  { partition, events }: EventBatch,
  { facts, parked }: ReadBatch,
  claim: Claim,
): Promise<Claim> {
  const nextOffset = (events.at(-1)?.offset ?? claim.nextOffset - 1n) + 1n;
  await database.transaction(async (sql) => {
    const tables = { sql, schema };
    await advanceCheckpoint(tables, partition, claim, nextOffset);
    await parkEvents(tables, parked);
    await loadFacts(tables, facts, slice);
  });
  return { ...claim, nextOffset };
}
