import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { csvOf, type Malformation, malformedTables } from './malformed-tables.js';
import { malformedWorkbooks, workbookOf } from './malformed-workbooks.js';

/** Every way in which a file can be bad. */
export const malformations: readonly Malformation[] = [...malformedTables, ...malformedWorkbooks];

/** Files that look odd and are right: line ends of all kinds, formulas, a mark, other delimiters. Each has the rows of the table. */
export const oddities: readonly {
  readonly what: string;
  readonly make: (rows: readonly (readonly string[])[]) => Buffer | Promise<Buffer>;
}[] = [
  {
    what: 'mixed line ends',
    make: (rows) => Buffer.from(rows.map((row, index) => csvOf([row], ['\n', '\r\n', '\r'][index % 3])).join('')),
  },
  { what: 'a byte order mark', make: (rows) => Buffer.from(`\uFEFF${csvOf(rows)}`) },
  { what: 'UTF-16, as Excel saves Unicode text', make: (rows) => Buffer.from(`\uFEFF${csvOf(rows)}`, 'utf16le') },
  { what: 'UTF-16, big end first', make: (rows) => Buffer.from(`\uFEFF${csvOf(rows)}`, 'utf16le').swap16() },
  { what: 'a first line that names the separator', make: (rows) => Buffer.from(`sep=,\r\n${csvOf(rows)}`) },
  { what: 'a title above the names', make: (rows) => Buffer.from(`Incidents of March\n\n${csvOf(rows)}`) },
  { what: 'blank lines', make: (rows) => Buffer.from(rows.map((row) => `${csvOf([row])}\n\r\n`).join('')) },
  { what: 'no end of the last line', make: (rows) => Buffer.from(csvOf(rows).trimEnd()) },
  { what: 'a workbook', make: (rows) => workbookOf(rows) },
];

/** Writes a table whose last line has this many bytes, as it goes: it need not fit into memory. */
export async function writeHugeLine(path: string, bytes: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('id,place,note\n1,Mosul,');
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  for (let left = bytes; left > 0; left -= chunk.length)
    if (!file.write(chunk.subarray(0, left))) await once(file, 'drain');
  file.end('\n');
  await once(file, 'finish');
}
