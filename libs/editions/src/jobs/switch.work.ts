import { EditionUnusable } from '../registry/edition-unusable.js';
import { live_edition } from '../registry/edition-name.js';
import { switchLive } from '../switch/switch-live.js';
import type { JobWork } from './job-work.js';

/** Makes an edition the live one. Begun by a process that was killed, it either has switched by then or begins anew. */
export const switchWork: JobWork = {
  async run({ editionId }, { signal, onProgress, ...parts }) {
    const edition = editionId === null ? undefined : await parts.editions.byId(editionId);
    if (edition === undefined) throw new EditionUnusable('The edition to switch to is not there.', 'unknown');
    const live = edition.name === live_edition ? edition : await switchLive(parts, edition.id, { signal, onProgress });
    return { edition: live.id };
  },
};
