import type { Editions } from '#editions';
import { SealedCursors } from '../../apps/api/src/reading/sealed-cursors.js';
import { OwnSecret } from '../../apps/api/src/sensitivity/own-secret.service.js';

/**
 * Returns a cursor as if the Sitrep of these editions had given it for a path: it is opened, so that what is in it is for the
 * list to take or to refuse.
 */
export async function sealedCursor(editions: Editions, path: string, cursor: string): Promise<string> {
  return new SealedCursors(await new OwnSecret(editions).read()).seal(cursor, path);
}

/** A cursor that holds these parts, as the lists that name themselves in it make one. */
export const cursorOf = (...parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');
