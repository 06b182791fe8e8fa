import { type DiffCursor, diffModels } from '#editions';
import { Rejected } from '../http/rejected.js';

/** Where a page ended, as text for a link. */
export const cursorText = ({ model, key, count }: DiffCursor): string =>
  Buffer.from(JSON.stringify([model, key, count])).toString('base64url');

/** Reads it back. Throws `Rejected` when it is none of ours. */
export function readCursor(text: string): DiffCursor {
  const [model, key, count] = partsOf(text);
  const known = diffModels.find((one) => one === model);
  if (known !== undefined && typeof key === 'string' && Number.isSafeInteger(count) && !key.includes('\u0000'))
    return { model: known, key, count: count as number };
  const detail = 'Send the value from a next link, unchanged.';
  throw new Rejected('malformed', 'The cursor is not one of ours.', [
    { parameter: 'after', code: 'not_a_cursor', detail },
  ]);
}

function partsOf(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
