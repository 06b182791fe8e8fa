import type { ListPage } from '../exported-list.js';

/** What a file says of itself. */
export interface About {
  /** The question, every parameter with the value that it resolved to. */
  readonly query: string;
  /** Both clocks; undefined where the list has none. */
  readonly validAt: string | undefined;
  readonly knownAt: string | undefined;
  readonly edition: string;
  /** The log position that the first page rests on. */
  readonly position: string;
  readonly notes: readonly string[];
}

/** What the file was made of by its end: how many rows, and the log position that the last page rests on. */
export interface Ending {
  readonly rows: number;
  readonly positionAtEnd: string;
}

export const licence_note =
  'The words and numbers of each source stay under the terms of that source; name it when you pass them on.';

/** What the first page of a list says of the whole; `limit` is how many were read at a time and says nothing of it. */
export function aboutPage({ links, validAt, knownAt, position, notes = [] }: ListPage): About {
  const [path = '', query = ''] = (links.find(({ rel }) => rel === 'self')?.href ?? '').split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('limit');
  const edition = parameters.get('snapshot') ?? parameters.get('edition') ?? 'live';
  const asked = parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
  return { query: asked, validAt, knownAt, edition, position, notes };
}

/** The same in the order in which files give it; what there is not is left out. */
export const aboutLines = (about: About): readonly (readonly [name: string, value: string])[] => [
  ['query', about.query],
  ...(about.validAt === undefined ? [] : [['validAt', about.validAt] as const]),
  ...(about.knownAt === undefined ? [] : [['knownAt', about.knownAt] as const]),
  ['edition', about.edition],
  ['position', about.position],
  ...about.notes.map((note) => ['note', note] as const),
  ['licence', licence_note],
];

/** The lines that are known only at the end of a file. */
export const endingLines = ({ rows, positionAtEnd }: Ending): readonly (readonly [name: string, value: string])[] => [
  ['rows', String(rows)],
  ['positionAtEnd', positionAtEnd],
];
