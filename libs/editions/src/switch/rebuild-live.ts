import { tryAdvisoryLock } from '#platform';
import { edition_in_the_making, editionLock } from '../registry/edition-name.js';
import type { EditionRecord } from '../registry/edition-record.js';
import { EditionUnusable } from '../registry/edition-unusable.js';
import { fillEdition, type FillWatch } from '../build/fill-edition.js';
import type { EditionStorage } from '../registry/order-edition.js';
import { completeSwitch } from './switch-live.js';
import { projection_version } from '#read-models';

/** How a rebuild is watched, and what must hold before it is switched to. */
export interface RebuildWatch extends FillWatch {
  /** Looks the finished edition through before it goes live; throwing keeps the live one as it is. */
  readonly inspect?: (edition: EditionRecord) => Promise<void>;
}

/**
 * Builds the live edition anew from the whole log, beside the one that serves, and switches to it once it has caught
 * up and was found good. Stopped or killed before the switch, it has changed nothing that anybody reads, and calling it
 * again goes on where it was; one in the making that other code has begun is dropped first.
 *
 * @throws {EditionUnusable} somebody else is rebuilding.
 * @throws the signal's reason, when it was stopped.
 */
export async function rebuildLive(
  parts: EditionStorage,
  { inspect, ...watch }: RebuildWatch = {},
): Promise<EditionRecord> {
  const { database, eventLog } = parts;
  const next = await beginOrGoOn(parts);
  const lock = await tryAdvisoryLock(database, editionLock(next.id));
  if (lock === undefined) throw new EditionUnusable('Somebody else is rebuilding at this moment; wait.', 'being_built');
  try {
    await fillEdition({ database, eventLog }, next, await eventLog.head(), watch);
    await inspect?.(next);
    watch.signal?.throwIfAborted();
    return await completeSwitch(parts, next, watch);
  } finally {
    await lock.release();
  }
}

async function beginOrGoOn({ editions, eventLog }: EditionStorage): Promise<EditionRecord> {
  const begun = await editions.record(edition_in_the_making);
  const isOurs = begun?.projectionVersion === projection_version && begun.status === 'building';
  if (begun !== undefined && !isOurs) await editions.drop(begun.id);
  return editions.create(edition_in_the_making, {}, eventLog, 'building');
}
