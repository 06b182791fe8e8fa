import { eventCount, type EventLog, hasReached, type Position } from '#event-log';
import type { Database } from '#platform';
import { EditionFollower } from '../follow/edition-follower.js';
import type { FillOptions, FillWatch } from './fill-watch.js';
import { readCheckpoint } from '../follow/checkpoint.js';
import { isFaultOfEvents } from '../follow/set-aside.js';
import { abandonFullBuild, beginFullBuild, finishFullBuild } from './full-build.js';
import type { WritableEdition } from '../registry/edition-record.js';
import { EditionUnusable } from '../registry/edition-unusable.js';

export type { FillProgress, FillWatch } from './fill-watch.js';

/**
 * Brings an edition that nobody reads yet from wherever it stands up to `end`. One that nothing has been applied to is
 * built whole, key by key; one that has rows is caught up, batch by batch: both end in the same rows. What is done stays
 * done: after a failure, a stop or a killed process, calling it again goes on and ends in the same rows. Where an event
 * makes the full build fail, the edition is caught up from its beginning instead, which sets that event aside (law 9).
 *
 * @throws the signal's reason, when it was stopped.
 * @throws {Fenced} another worker fills it.
 */
export async function fillEdition(
  parts: { readonly database: Database; readonly eventLog: EventLog },
  edition: WritableEdition,
  end: Position,
  watch: FillOptions = {},
): Promise<void> {
  if (eventCount(end) > 0n) await beginFullBuild(parts.database, edition);
  try {
    await finishFullBuild(parts, edition, end, watch);
  } catch (error) {
    const isStopped = watch.signal?.aborted === true || error instanceof EditionUnusable;
    if (isStopped || !isFaultOfEvents(error)) throw error;
    await abandonFullBuild(parts.database, edition);
  }
  await catchUp(parts, edition, end, watch);
}

async function catchUp(
  { database, eventLog }: { readonly database: Database; readonly eventLog: EventLog },
  edition: WritableEdition,
  end: Position,
  { onProgress, signal }: FillWatch,
): Promise<void> {
  // Who claims and applies nothing would look like one whom the next event has ended.
  if (hasReached(await readCheckpoint({ sql: database, schema: edition.schema }), end)) return;
  const follower = new EditionFollower(database, edition);
  const claimed = await follower.claim(end.map((_next, partition) => partition));
  const start = end.map((_next, partition) => claimed.get(partition) ?? 0n);
  const total = eventCount(end);
  let done = eventCount(start);
  for await (const batch of eventLog.read(start, end)) {
    signal?.throwIfAborted();
    await follower.apply(batch);
    done += BigInt(batch.events.length);
    onProgress?.({ phase: 'events', done, total });
  }
}
