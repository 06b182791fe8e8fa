import type { EditionRecord } from '../registry/edition-record.js';
import { live_edition } from '../registry/edition-name.js';
import type { Editions } from '../registry/editions.js';

/** How long the live edition is taken to be the same, in milliseconds. */
const believed_ms = 200;

const found = new WeakMap<Editions, { readonly edition: Promise<EditionRecord>; readonly atMs: number }>();

/**
 * The edition that is live, or was a moment ago: for what is asked with every report and is no worse for that. Its tables
 * may be gone, though hardly ever; `forgetLive` has the next caller ask again.
 */
export function recentLive(editions: Editions): Promise<EditionRecord> {
  const known = found.get(editions);
  if (known !== undefined && performance.now() - known.atMs < believed_ms) return known.edition;
  const edition = editions.find(live_edition).then((live) => {
    if (live === undefined) throw new Error('there is no live edition');
    return live;
  });
  found.set(editions, { edition, atMs: performance.now() });
  edition.catch(() => forgetLive(editions));
  return edition;
}

export const forgetLive = (editions: Editions): void => void found.delete(editions);
