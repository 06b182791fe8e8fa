import type { EventLog } from '#event-log';
import type { Database } from '#platform';
import type { Slice } from '#situation';
import { type EditionRef, type Editions, EditionUnusable, live_edition } from './editions.js';
import { whileBuilding } from './build-lock.js';
import { fillEdition } from './fill-edition.js';

/** What to build. */
export interface EditionOrder {
  readonly name: string;
  readonly slice: Slice;
  /** Called after every batch; the end is fixed when building begins. */
  readonly onProgress?: (done: bigint, total: bigint) => void;
}

/**
 * Replays the log, up to where it ends now, into an edition of its own. One of the same name is replaced. The edition
 * can be read once it is complete, never before.
 */
export async function buildEdition(parts: BuildParts, order: EditionOrder): Promise<EditionRef> {
  const { name } = order;
  if (name === live_edition) throw new EditionUnusable('The live edition follows the log; build under another name.');
  return whileBuilding(parts.database, name, () => build(parts, order));
}

interface BuildParts {
  readonly database: Database;
  readonly editions: Editions;
  readonly eventLog: EventLog;
}

async function build(
  { database, editions, eventLog }: BuildParts,
  { name, slice, onProgress }: EditionOrder,
): Promise<EditionRef> {
  await editions.drop(name);
  const edition = await editions.create(name, slice, eventLog, 'building');
  const end = await eventLog.head();
  await fillEdition({ database, eventLog }, edition, end, {
    onProgress: ({ done, total }) => onProgress?.(done, total),
  });
  await editions.publish(edition);
  return edition;
}
