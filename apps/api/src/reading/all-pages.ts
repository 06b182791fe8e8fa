import type { Link } from './page.js';

/** Reads a list from its first page to its last, by the cursors of its links. */
export async function allPages<Page extends { readonly links: readonly Link[] }>(
  read: (after: { readonly after?: string }) => Promise<Page>,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let after: string | undefined; ;) {
    const page = await read(after === undefined ? {} : { after });
    pages.push(page);
    const next = page.links.find(({ rel }) => rel === 'next');
    if (next === undefined) return pages;
    after = new URLSearchParams(next.href.split('?')[1]).get('after') ?? undefined;
  }
}
