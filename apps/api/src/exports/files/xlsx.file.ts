import type { Cell } from '../column.js';
import { aboutLines, endingLines } from './about.js';
import { Count, type Exporting, type RowsPage } from './pages.js';
import { type ZipEntry, zipFile } from './zip.file.js';

/** Excel takes no more rows on a sheet, and no more characters in a cell. */
export const xlsxLimits = { rows: 1_048_576, characters: 32_767 };
const cut_mark = '… (cut: the CSV has it all)';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Yields a workbook (ECMA-376): the rows, under a head that stays in view, and a sheet `about`. Rows that one sheet cannot
 * hold go on on the next. Every text is text: nothing in it is ever taken for a formula.
 */
export const xlsxFile = (exporting: Exporting, limits: typeof xlsxLimits = xlsxLimits): AsyncGenerator<Buffer, void> =>
  zipFile(parts(exporting, limits));

async function* parts(
  { name, head, about, pages }: Exporting,
  { rows }: { rows: number },
): AsyncGenerator<ZipEntry, void> {
  const count = new Count();
  const reader = new RowReader(pages, count);
  const sheets: string[] = [];
  do {
    sheets.push(sheets.length === 0 ? name : `${name} ${sheets.length + 1}`);
    yield { name: sheetPath(sheets.length), text: sheetOf(head, reader.take(rows - 1)) };
  } while (await reader.hasMore());
  sheets.push('about');
  const lines = [...aboutLines(about), ...endingLines(count)];
  yield { name: sheetPath(sheets.length), text: sheetOf(['what', 'value'], linesAsPages(lines)) };
  yield { name: 'xl/workbook.xml', text: [workbook(sheets)] };
  yield { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations(sheets)] };
  yield { name: '_rels/.rels', text: [packageRelations] };
  yield { name: '[Content_Types].xml', text: [contentTypes(sheets)] };
}

type Rows = readonly (readonly Cell[])[];

async function* linesAsPages(lines: Rows): AsyncGenerator<Rows, void> {
  yield lines;
}

/** Reads rows for one sheet after the other. */
class RowReader {
  private readonly pages: AsyncIterator<RowsPage>;
  private left: Rows = [];

  constructor(
    pages: AsyncIterable<RowsPage>,
    private readonly count: Count,
  ) {
    this.pages = pages[Symbol.asyncIterator]();
  }

  /** Yields at most so many rows, page by page. */
  async *take(most: number): AsyncGenerator<Rows, void> {
    for (let free = most; free > 0 && (await this.hasMore());) {
      const rows = this.left.slice(0, free);
      this.left = this.left.slice(free);
      free -= rows.length;
      yield rows;
    }
  }

  async hasMore(): Promise<boolean> {
    while (this.left.length === 0) {
      const { done, value } = await this.pages.next();
      if (done === true) return false;
      this.count.passed(value);
      this.left = value.rows.map(({ cells }) => cells);
    }
    return true;
  }
}

async function* sheetOf(head: readonly string[], pages: AsyncIterable<Rows>): AsyncGenerator<string, void> {
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><sheetData>`;
  yield rowXml(head, 1);
  let row = 1;
  for await (const rows of pages) yield rows.map((cells) => rowXml(cells, (row += 1))).join('');
  yield '</sheetData></worksheet>';
}

const rowXml = (cells: readonly Cell[], row: number): string =>
  `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row}`)).join('')}</row>`;

function cellXml(cell: Cell, at: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(fitting(cell))}</t></is></c>`;
}

/** A is column 0, AA column 26. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

const fitting = (text: string): string =>
  text.length <= xlsxLimits.characters
    ? text
    : text.slice(0, xlsxLimits.characters - cut_mark.length).replace(/[\uD800-\uDBFF]$/, '') + cut_mark;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
/** No XML may hold these, escaped or not. */
const unwritable = /(?![\t\r\n])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;
/** Excel reads `_x0041_` as the character of that number: where a text itself has such letters, the underscore is escaped. */
const like_an_escape = /_(?=x[\dA-Fa-f]{4}_)/g;
const escaped = (text: string): string =>
  text
    .replace(unwritable, '\uFFFD')
    .replace(like_an_escape, '_x005F_')
    .replace(/[&<>\r]/g, (character) => entities[character] ?? character);

const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;

const workbook = (sheets: readonly string[]): string =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets
    .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`;

const workbookRelations = (sheets: readonly string[]): string =>
  `${declaration}<Relationships xmlns="${packages}/relationships">${sheets
    .map(
      (_name, index) =>
        `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    )
    .join('')}</Relationships>`;

const packageRelations = `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const contentTypes = (sheets: readonly string[]): string => {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = sheets.map(
    (_name, index) => `<Override PartName="/${sheetPath(index + 1)}" ContentType="${type}.worksheet+xml"/>`,
  );
  return `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${overrides.join('')}</Types>`;
};
