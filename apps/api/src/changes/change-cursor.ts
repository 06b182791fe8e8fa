import { Rejected } from '../http/rejected.js';
import { type ChangeCursor, changeLists } from './change-lists.js';

/** Returns where a page ended, as text for a link. */
export const cursorText = ({ list, key }: ChangeCursor): string =>
  Buffer.from(JSON.stringify([list, key])).toString('base64url');

/** Reads it back. @throws {Rejected} `malformed` when it is no value of a `next` link. */
export function readCursor(text: string): ChangeCursor {
  const [list, key] = partsOf(text);
  const known = changeLists.find((one) => one === list);
  if (known !== undefined && typeof key === 'string' && !key.includes('\u0000')) return { list: known, key };
  throw cursorRefused();
}

/** The refusal of a cursor that no page has given. */
export function cursorRefused(): Rejected {
  const detail = 'Send the value from a next link, unchanged.';
  return new Rejected('malformed', 'The cursor is not one of ours.', [
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
