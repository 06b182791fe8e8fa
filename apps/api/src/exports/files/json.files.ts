import type { Row } from '../exported-list.js';
import { aboutLines, endingLines } from './about.js';
import { Count, type Exporting } from './pages.js';

/** Yields the items as JSON has them, one a line. */
export async function* ndjsonFile({ pages }: Exporting): AsyncGenerator<string, void> {
  for await (const { items } of pages)
    if (items.length > 0) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

/** A row as a feature (RFC 7946): its columns are the properties. */
export const featureOf = (head: readonly string[], { cells, geometry }: Row) => ({
  type: 'Feature' as const,
  geometry,
  properties: Object.fromEntries(head.map((name, column) => [name, cells[column]])),
});

/**
 * Yields one FeatureCollection (RFC 7946), a feature for each item, its columns as properties; `geometry` is null where
 * no place of it has a location. What the file says of itself stands in the foreign member `sitrep`, at the end.
 */
export async function* geojsonFile({ head, about, pages }: Exporting): AsyncGenerator<string, void> {
  const count = new Count();
  yield '{"type":"FeatureCollection","features":[';
  for await (const page of pages) {
    const features = page.rows.map((row) => JSON.stringify(featureOf(head, row)));
    if (features.length > 0) yield `${count.rows === 0 ? '' : ','}\n${features.join(',\n')}`;
    count.passed(page);
  }
  const said = Object.fromEntries([...aboutLines(about), ...endingLines(count)]);
  yield `\n],"sitrep":${JSON.stringify(said)}}\n`;
}
