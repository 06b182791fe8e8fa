import { Rejected } from '../http/rejected.js';

/** Where a page ended: in which list, or in which order of it, behind which key. */
export interface ListCursor<List extends string> {
  readonly list: List;
  readonly key: string;
}

/** Returns where a page ended, as text for a link. */
export const cursorText = ({ list, key }: ListCursor<string>): string =>
  Buffer.from(JSON.stringify([list, key])).toString('base64url');

/** Reads it back. @throws {Rejected} `malformed` when it is no value of a `next` link, or of none of these lists. */
export function readCursor<List extends string>(text: string, lists: readonly List[]): ListCursor<List> {
  const [list, key] = partsOfCursor(text);
  const known = lists.find((one) => one === list);
  if (known !== undefined && typeof key === 'string' && !key.includes('\u0000')) return { list: known, key };
  throw cursorRefused();
}

/** The refusal of a cursor that no page has given. */
export function cursorRefused(): Rejected {
  const detail = 'Send the value from a next link of the same question in the same order, unchanged.';
  return new Rejected('malformed', 'The cursor is none of this list.', [
    { parameter: 'after', code: 'not_a_cursor', detail },
  ]);
}

/** Returns the list that a cursor was made of; empty if the text is no cursor. */
export function partsOfCursor(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
