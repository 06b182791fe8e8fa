import { editionLock } from '../registry/edition-name.js';
import { tryAdvisoryLock } from '#platform';
import { formatPosition } from '#event-log';
import type { EditionRecord } from '../registry/edition-record.js';
import { EditionUnusable } from '../registry/edition-unusable.js';
import { fillEdition, type FillWatch } from './fill-edition.js';
import { type EditionStorage, type EditionOrder, orderEdition, type OrderOptions } from '../registry/order-edition.js';

/**
 * Replays the log into an edition of its own, up to an end that is fixed when it is ordered. It can be read once it is
 * complete, never before. Killed or stopped half-way, the same order goes on where it stood; by default it replaces
 * one of the same name that is complete, or that has another definition.
 *
 * @throws {EditionUnusable} the name is no good, or pinned, or somebody else is building it at this moment.
 * @throws the signal's reason, when it was stopped.
 */
export async function buildEdition(
  parts: EditionStorage,
  order: EditionOrder,
  { whenThere = 'replace', ...watch }: FillWatch & Partial<Pick<OrderOptions, 'whenThere'>> = {},
): Promise<EditionRecord> {
  const { id } = await orderEdition(parts, order, { whenThere });
  return completeEdition(parts, id, watch);
}

/**
 * Fills an edition that was ordered, from wherever it stands, and opens it to readers. One that is complete is answered
 * as it is. One builder works at an edition at a time.
 *
 * @throws {EditionUnusable} there is none, it was given up, or somebody else is building it at this moment.
 */
export async function completeEdition(
  parts: EditionStorage,
  id: string,
  watch: FillWatch = {},
): Promise<EditionRecord> {
  const { database, editions } = parts;
  const lock = await tryAdvisoryLock(database, editionLock(id));
  if (lock === undefined) throw new EditionUnusable(`Edition ${id} is being built already; wait.`, 'being_built');
  try {
    const edition = await editions.byId(id);
    if (edition === undefined) throw new EditionUnusable(`Edition ${id} was dropped.`, 'unknown');
    if (edition.status === 'ready') return edition;
    if (edition.status === 'failed' || edition.end === undefined)
      throw new EditionUnusable(`Edition ${edition.name} was given up: ${edition.failure ?? 'no end'}`, 'failed');
    await fillEdition(parts, edition, edition.end, watch);
    watch.signal?.throwIfAborted();
    return await editions.publish(edition);
  } finally {
    await lock.release();
  }
}

/** What a build came to, as its job answers it. */
export const builtResult = ({ name, end, digest, sizeBytes }: EditionRecord): Record<string, unknown> => ({
  edition: name,
  position: end === undefined ? null : formatPosition(end),
  digest,
  sizeBytes,
});
