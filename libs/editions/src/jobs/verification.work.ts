import { EditionUnusable } from '../registry/edition-unusable.js';
import { verifyRecord } from '../verify/verify-record.js';
import type { JobWork } from './job-work.js';

/** Verifies an edition. Begun by a process that was killed, it begins anew: a verdict rests on one look at the edition. */
export const verificationWork: JobWork = {
  async run({ editionId }, { signal, onProgress, ...parts }) {
    const edition = editionId === null ? undefined : await parts.editions.byId(editionId);
    if (edition === undefined) throw new EditionUnusable('The edition to verify is not there.', 'unknown');
    return verifyRecord(parts, edition, { signal, onProgress });
  },
};
