import { type DiffCursor, diffModels } from '#editions';
import { cursorRefused, partsOfCursor } from '../reading/list-cursor.js';

/** Where a page ended, as text for a link. */
export const cursorText = ({ model, key, count }: DiffCursor): string =>
  Buffer.from(JSON.stringify([model, key, count])).toString('base64url');

/** Reads it back. Throws `Rejected` when it is none of ours. */
export function readCursor(text: string): DiffCursor {
  const [model, key, count] = partsOfCursor(text);
  const known = diffModels.find((one) => one === model);
  if (known !== undefined && typeof key === 'string' && Number.isSafeInteger(count) && !key.includes('\u0000'))
    return { model: known, key, count: count as number };
  throw cursorRefused();
}
