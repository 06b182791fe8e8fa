import { builtResult, completeEdition } from '../build/build-edition.js';
import { EditionUnusable } from '../registry/edition-unusable.js';
import { requireDisk } from '../registry/order-edition.js';
import type { JobWork } from './job-work.js';

/** How often a build asks how much of the disk is taken. */
const disk_check_ms = 5_000;

/** Builds the edition that was ordered together with the job. */
export const buildWork: JobWork = {
  async run({ editionId }, { limits, signal, onProgress, ...parts }) {
    if (editionId === null) throw new EditionUnusable('This build names no edition.', 'unknown');
    const full = new AbortController();
    const check = setInterval(() => {
      requireDisk(parts.database, limits).catch((error: unknown) => {
        if (error instanceof EditionUnusable) full.abort(error);
      });
    }, disk_check_ms);
    try {
      const watch = { onProgress, signal: AbortSignal.any([signal, full.signal]) };
      return builtResult(await completeEdition(parts, editionId, watch));
    } finally {
      clearInterval(check);
    }
  },

  /** Of a dismissed build nothing is kept; of a failed one the edition's name and the reason, and none of its rows. */
  async abandon({ editionId }, { editions }, { status, message }) {
    const edition = editionId === null ? undefined : await editions.byId(editionId);
    if (edition === undefined || edition.status === 'ready') return;
    if (status === 'failed') await editions.fail(edition, message);
    else await editions.discard(edition);
  },
};
