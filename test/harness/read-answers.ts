import type { RunningSitrep } from './running-sitrep.js';

/** A list as the api answers it. */
export interface ListAnswer<Item> {
  readonly items: readonly Item[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

/** Reads one answer, which must be 200. */
export async function readAnswer<Answer>(
  { http }: Pick<RunningSitrep, 'http'>,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await http.get(path).query(query);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Answer;
}

const most_pages = 100;

/** All pages of a list, of two entries each. */
export async function readPages<Item>(
  sitrep: Pick<RunningSitrep, 'http'>,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let page = await readAnswer<ListAnswer<Item>>(sitrep, path, { ...query, limit: '2' });
  for (let pages = 0; pages < most_pages; pages += 1) {
    found.push(...page.items);
    const next = page.links.find(({ rel }) => rel === 'next');
    if (next === undefined) return found;
    page = await readAnswer<ListAnswer<Item>>(sitrep, next.href);
  }
  throw new Error(`${path} has no end`);
}

/** The only item of a list. */
export async function readOne<Item>(
  sitrep: Pick<RunningSitrep, 'http'>,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<Item> {
  const { items } = await readAnswer<{ items: Item[] }>(sitrep, path, query);
  expect(items).toHaveLength(1);
  return items[0]!;
}
