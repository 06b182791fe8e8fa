/** A link of an answer. */
export interface Link {
  readonly rel: 'self' | 'next';
  readonly href: string;
}

/** What a page was asked with: its address, and every parameter with the value that it resolved to. */
export interface PageRequest {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string | number | undefined>>;
  readonly limit: number;
  readonly after: string | undefined;
}

/** How many items to pass over at the beginning of a page: for callers in this program, no parameter of a request. */
export interface ItemsPassed {
  readonly skip?: number;
}

/**
 * The first `limit` of the rows found, with links. The asker of the database asks for one more than `limit`, and so
 * sees whether there is more. The links carry what the parameters resolved to, so that later pages answer as of the
 * same moment.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  { path, parameters, limit, after }: PageRequest,
  cursorOf: (row: Row) => string,
): { readonly items: readonly Row[]; readonly links: readonly Link[] } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hrefFrom = (cursor: string | undefined): string => addressOf(path, { ...parameters, limit, after: cursor });
  const self: Link = { rel: 'self', href: hrefFrom(after) };
  if (rows.length <= limit || last === undefined) return { items, links: [self] };
  return { items, links: [self, { rel: 'next', href: hrefFrom(cursorOf(last)) }] };
}

/** A path with its query; parameters that were not given are left out. */
export function addressOf(path: string, parameters: PageRequest['parameters']): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return query === '' ? path : `${path}?${query}`;
}
