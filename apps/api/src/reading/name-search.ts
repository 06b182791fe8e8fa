import type { Found, GazetteerCursor, GazetteerPage, MatchRank } from '#read-models/queries';
import { searchForms, slugPattern } from '#situation';
import { Field } from '../http/field.decorator.js';
import { text, textMatching } from '../http/field-kinds.js';
import { Rejected } from '../http/rejected.js';

export const SearchField = (example: string): PropertyDecorator =>
  Field(text(200), {
    description:
      'Whose id, name, alias or name in any language is this, begins with it or holds it, in this order, and of each in ' +
      'order of id. Case, accents, apostrophes, hyphens, spaces, articles, doubled consonants, a final h after a vowel, ' +
      'format characters and the variants of Arabic letters make no difference.',
    example,
    optional: true,
  });

const cursor = new RegExp(`^(?:([012])\\.)?(${slugPattern.source.slice(1, -1)})$`);

export const GazetteerAfterField = (example: string): PropertyDecorator =>
  Field(textMatching(cursor, 'what stands in a next link'), {
    description: 'The entry to go on after: taken from the next link. In a search its rank stands before it.',
    example,
    optional: true,
  });

/** What a page of the gazetteer is asked with, as it was sent. */
export interface SearchAsked {
  readonly q?: string;
  readonly after?: string;
}

/**
 * What is searched, and where to go on.
 *
 * @throws {Rejected} `malformed` when there is nothing to search by, or the cursor is that of another list.
 */
export function searchOf({ q, after }: SearchAsked): Pick<GazetteerPage, 'forms' | 'after'> {
  const forms = q === undefined ? undefined : searchForms(q);
  if (forms?.length === 0)
    throw refusal('q', 'not_a_name', 'Send a name or a part of one: a letter or a digit at least.');
  return {
    ...(forms === undefined ? {} : { forms }),
    ...(after === undefined ? {} : { after: cursorFrom(after, q !== undefined) }),
  };
}

function cursorFrom(after: string, isSearch: boolean): GazetteerCursor {
  const [, rank, id = ''] = cursor.exec(after) ?? [];
  if (isSearch !== (rank !== undefined))
    throw refusal('after', 'not_a_cursor', 'Take it from the next link of an answer to the same question.');
  return rank === undefined ? { id } : { id, rank: Number(rank) as MatchRank };
}

const refusal = (parameter: string, code: string, detail: string): Rejected =>
  new Rejected('malformed', 'The address does not have the parameters of this request.', [{ parameter, code, detail }]);

/** What the next link says. */
export const gazetteerCursor = ({ rank, entry }: Found<{ readonly id: string }>): string =>
  rank === undefined ? entry.id : `${rank}.${entry.id}`;
