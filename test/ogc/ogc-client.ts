import type { RunningSitrep } from '../harness/running-sitrep.js';

export interface OgcLink {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
}

/** A feature, as /ogc and the exports have it. */
export interface Feature {
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A page of features. */
export interface FeaturePage {
  readonly numberMatched: number;
  readonly numberReturned: number;
  readonly timeStamp: string;
  readonly links: readonly OgcLink[];
  readonly features: readonly Feature[];
}

type Query = Readonly<Record<string, string>>;

/** Reads a page of /ogc, by its path or by the href of a link. */
export async function readOgc<Page>({ http }: RunningSitrep, address: string, query: Query = {}): Promise<Page> {
  const answer = await http.get(address.replace(/^https?:\/\/[^/]+/, '')).query(query);
  expect(answer.status, `${address}: ${answer.text}`).toBe(200);
  return JSON.parse(answer.text ?? String(answer.body)) as Page;
}

/** Follows `next` from a page of items to the last one. */
export async function readAllPages(
  sitrep: RunningSitrep,
  address: string,
  query: Query,
): Promise<readonly FeaturePage[]> {
  const pages = [await readOgc<FeaturePage>(sitrep, address, query)];
  for (let next = hrefOf(pages[0]!, 'next'); next !== undefined; next = hrefOf(pages.at(-1)!, 'next'))
    pages.push(await readOgc<FeaturePage>(sitrep, next));
  return pages;
}

export const hrefOf = ({ links }: { readonly links: readonly OgcLink[] }, rel: string): string | undefined =>
  links.find((link) => link.rel === rel)?.href;

/** The features that the file of a list has: the same rows without ids. */
export async function readExport(
  sitrep: RunningSitrep,
  path: string,
  query: Query,
): Promise<readonly Omit<Feature, 'id'>[]> {
  const { features } = await readOgc<FeaturePage>(sitrep, `${path}.geojson`, query);
  return features.map(({ geometry, properties }) => ({ geometry, properties }));
}

/** A feature without its id, for comparing with a file. */
export const row = ({ geometry, properties }: Feature): Omit<Feature, 'id'> => ({ geometry, properties });
