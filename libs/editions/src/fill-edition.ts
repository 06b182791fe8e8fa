import { eventCount, type EventLog, type Position } from '#event-log';
import type { Database } from '#platform';
import { EditionFollower } from './edition-follower.js';
import type { WritableEdition } from './writable-edition.js';

/** How far the filling of an edition is, of an end that does not move. */
export interface FillProgress {
  /** What is being done. */
  readonly phase: string;
  readonly done: bigint;
  readonly total: bigint;
}

/** Who watches a filling, and may stop it. */
export interface FillWatch {
  readonly onProgress?: (progress: FillProgress) => void;
  /** Asked between batches. */
  readonly signal?: AbortSignal;
}

/**
 * Brings an edition from wherever it stands up to `end`. What is applied stays applied: after a failure, a stop or a
 * killed process, calling it again goes on and ends in the same rows.
 *
 * @throws the signal's reason, when it was stopped.
 */
export async function fillEdition(
  { database, eventLog }: { readonly database: Database; readonly eventLog: EventLog },
  edition: WritableEdition,
  end: Position,
  { onProgress, signal }: FillWatch = {},
): Promise<void> {
  const follower = new EditionFollower(database, edition);
  const claimed = await follower.claim(end.map((_next, partition) => partition));
  const start = end.map((_next, partition) => claimed.get(partition) ?? 0n);
  const total = eventCount(end);
  let done = eventCount(start);
  for await (const batch of eventLog.read(start, end)) {
    signal?.throwIfAborted();
    await follower.apply(batch);
    done += BigInt(batch.events.length);
    onProgress?.({ phase: 'facts', done, total });
  }
}
