import { parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import type { Cell } from '../column.js';
import { csvFile } from './csv.file.js';
import type { Exporting, RowsPage } from './pages.js';
import { xlsxFile, xlsxLimits } from './xlsx.file.js';

const about = {
  query: '/v1/control',
  validAt: '2017-03-09',
  knownAt: undefined,
  edition: 'live',
  position: '7',
  notes: [],
};

const exporting = (pages: readonly (readonly (readonly Cell[])[])[]): Exporting => ({
  name: 'control',
  head: ['a', 'b'],
  about,
  pages: (async function* (): AsyncGenerator<RowsPage, void> {
    for (const rows of pages)
      yield { items: rows, rows: rows.map((cells) => ({ cells, geometry: null })), position: '9' };
  })(),
});

const whole = async (file: AsyncIterable<string | Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of file) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

describe('a workbook', () => {
  it('holds what was put in, of every kind', async () => {
    const cells = ['&<>"\'', 'سوق 🗺', 'a\r\nb\n', ' x ', '=1+1', 'a _x0041_ b', 1.5, -2, true, false];
    const [sheet] = await readXlsx(await whole(xlsxFile(exporting([cells.map((cell) => [cell, null])]))), {
      trim: false,
    });
    const read = sheet!.data.slice(1).map(([cell]) => cell);
    expect(read).toEqual(cells);
  });

  it('goes on on the next sheet where one is full, and counts all of them', async () => {
    const pages = [
      [[1, 'x']],
      [],
      [
        [2, 'x'],
        [3, 'x'],
        [4, 'x'],
      ],
      [[5, 'x']],
    ];
    const sheets = await readXlsx(await whole(xlsxFile(exporting(pages), { ...xlsxLimits, rows: 3 })));
    expect(sheets.map(({ sheet, data }) => [sheet, data.slice(1).map(([first]) => first)])).toEqual([
      ['control', [1, 2]] as const,
      ['control 2', [3, 4]] as const,
      ['control 3', [5]] as const,
      ['about', ['/v1/control', '2017-03-09', 'live', 7, expect.any(String), 5, 9].map(() => expect.anything())],
    ]);
    expect(sheets.at(-1)!.data).toContainEqual(['rows', '5']);
  });

  it('cuts a text that Excel cannot hold, says so, and leaves out what XML cannot hold', async () => {
    const [sheet] = await readXlsx(await whole(xlsxFile(exporting([[['x'.repeat(40_000), 'a\u0001\uD800b']]]))));
    const [long, odd] = sheet!.data[1]!;
    expect(String(long)).toHaveLength(xlsxLimits.characters);
    expect(String(long)).toMatch(/cut: the CSV has it all\)$/);
    expect(odd).toBe('a\uFFFD\uFFFDb');
  });

  it('fails whole when a page fails', async () => {
    const broken = exporting([[[1, 'x']]]);
    const pages = (async function* () {
      yield* broken.pages;
      throw new Error('the second page failed');
    })();
    await expect(whole(xlsxFile({ ...broken, pages }))).rejects.toThrow('the second page failed');
  });
});

describe('a CSV file', () => {
  it('is read back as it was, but for what a spreadsheet would take for a formula', async () => {
    const rows = [
      ['a,"b"', null],
      ['=x', -1],
      ['-x', true],
      ['+x', false],
      ['@x', 0.5],
      ['\rx', '\tx'],
      ['－x', 'x-'],
      ['a\r=x', 'x'],
      ['a\n=x', 'two\nlines'],
      ['\n=x', 'a\r\nb'],
    ];
    const text = await whole(csvFile(exporting([rows]), { bom: false, meta: false }));
    expect(String(text)).toContain(`"a\r=x",x`);
    expect(parse(text)).toEqual([
      ['a', 'b'],
      ['a,"b"', ''],
      ["'=x", '-1'],
      ["'-x", 'true'],
      ["'+x", 'false'],
      ["'@x", '0.5'],
      ["'\rx", "'\tx"],
      ["'－x", 'x-'],
      ['a\r=x', 'x'],
      ['a\n=x', 'two\nlines'],
      ["'\n=x", 'a\r\nb'],
    ]);
    // Readers of other programs end a row at any line end that is not quoted.
    expect(parse(text, { record_delimiter: ['\r\n', '\n', '\r'] })).toHaveLength(11);
  });
});
