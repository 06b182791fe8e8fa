import type { JobWork } from '#jobs';
import { builtResult, completeEdition } from '../build/build-edition.js';
import { live_edition } from '../registry/edition-name.js';
import { EditionUnusable } from '../registry/edition-unusable.js';
import { type EditionStorage, type EditionLimits, requireDisk } from '../registry/order-edition.js';
import { switchLive } from '../switch/switch-live.js';
import { verifyRecord } from '../verify/verify-edition.js';

/** What the work on editions is done with. */
export interface EditionWorkContext extends EditionStorage {
  readonly limits: EditionLimits;
}

/** One kind of job about an edition. */
export type EditionWork = JobWork<EditionWorkContext>;

/** How often a build asks how much of the disk is taken. */
const disk_check_ms = 5_000;

/** Builds the edition that was ordered together with the job. */
export const buildWork: EditionWork = {
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

/** Verifies an edition. Begun by a process that was killed, it begins anew: a verdict rests on one look at the edition. */
export const verificationWork: EditionWork = {
  async run({ editionId }, { signal, onProgress, ...parts }) {
    const edition = editionId === null ? undefined : await parts.editions.byId(editionId);
    if (edition === undefined) throw new EditionUnusable('The edition to verify is not there.', 'unknown');
    return verifyRecord(parts, edition, { signal, onProgress });
  },
};

/** Makes an edition the live one. Begun by a process that was killed, it either has switched by then or begins anew. */
export const switchWork: EditionWork = {
  async run({ editionId }, { signal, onProgress, ...parts }) {
    const edition = editionId === null ? undefined : await parts.editions.byId(editionId);
    if (edition === undefined) throw new EditionUnusable('The edition to switch to is not there.', 'unknown');
    const live = edition.name === live_edition ? edition : await switchLive(parts, edition.id, { signal, onProgress });
    return { edition: live.id };
  },
};
