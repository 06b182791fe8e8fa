import { stringify } from 'csv-stringify/sync';
import type { Cell } from '../column.js';
import { aboutLines, endingLines } from './about.js';
import { Count, type Exporting } from './pages.js';

/** What can be asked of a CSV file. */
export interface CsvOptions {
  /** Begin with a byte order mark, by which Excel knows that it is UTF-8. */
  readonly bom: boolean;
  /** Say first what was asked, and last how many rows there are, each in one row that begins with `#`. */
  readonly meta: boolean;
}

/**
 * Yields CSV as RFC 4180 has it, with a head. A text that a spreadsheet would take for a formula gets a `'` in front
 * (OWASP, CSV injection), and one with a line end of any kind is quoted; numbers stay numbers.
 */
export async function* csvFile(
  { head, about, pages }: Exporting,
  { bom, meta }: CsvOptions,
): AsyncGenerator<string, void> {
  if (bom) yield '\uFEFF';
  if (meta) yield remark(aboutLines(about));
  yield records([head]);
  const count = new Count();
  for await (const page of pages) {
    count.passed(page);
    yield records(page.rows.map(({ cells }) => cells));
  }
  if (meta) yield remark(endingLines(count));
}

const records = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    {
      record_delimiter: 'windows',
      escape_formulas: true,
      quoted_match: /[\r\n]/,
      // The library puts a mark in front of formulas, and knows none behind a line feed.
      cast: { boolean: String, string: (text) => text.replace(/^(?=\n)/, "'") },
    },
  );

const remark = (lines: readonly (readonly [name: string, value: string])[]): string =>
  records([[`# ${lines.map(([name, value]) => `${name}: ${value}`).join(' | ')}`]]);
