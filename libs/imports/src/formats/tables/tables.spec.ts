import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsx from 'write-excel-file/node';
import { zipOf } from '../../../../../test/import/malformed-workbooks.js';
import type { Row } from '../prepared-import.js';
import { openTable } from './open-table.js';
import { openXlsx } from './xlsx-table.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function rowsOf(content: string | Buffer, mostUnpackedBytes?: number): Promise<readonly Row[]> {
  const path = join(folder, 'table');
  await writeFile(path, content);
  const rows: Row[] = [];
  for await (const row of (await openTable(path, { mostUnpackedBytes })).rows()) rows.push(row);
  return rows;
}
const cellsOf = async (content: string | Buffer): Promise<unknown> => (await rowsOf(content)).map(({ cells }) => cells);

const wide = (columns: number): string => Array.from({ length: columns }, (_, column) => `c${column}`).join(',');

describe('a CSV table', () => {
  const read = [
    { place: 'Mosul, west', count: '3' },
    { place: 'a "b"\nc', count: '' },
  ];
  it.each([
    ['commas', 'place,count\n"Mosul, west",3\n"a ""b""\nc",\n'],
    ['semicolons', 'place;count\n"Mosul, west";3\n"a ""b""\nc";\n'],
    ['tabs', 'place\tcount\n"Mosul, west"\t3\n"a ""b""\nc"\t\n'],
    ['a byte order mark', '\uFEFFplace,count\n"Mosul, west",3\n"a ""b""\nc",\n'],
    ['mixed line ends and blank lines', 'place,count\r\n"Mosul, west",3\r\r\n\n"a ""b""\nc",'],
    [
      'empty columns at its end and rows of nothing',
      'place,count,,\n,,,\n"Mosul, west",3,,\n"a ""b""\nc",,,\n\u200f, ,,\n',
    ],
    ['blanks around cells', ' place ,count \n"Mosul, west", 3 \n"a ""b""\nc", \n'],
  ])('is read with %s', async (_what, text) => expect(await cellsOf(text)).toEqual(read));

  it('may have a thousand columns', async () =>
    expect(Object.keys((await rowsOf(`${wide(1_000)}\n${wide(1_000)}\n`))[0]!.cells)).toHaveLength(1_000));

  it('knows the line on which each row begins', async () => {
    const lines = async (text: string) => (await rowsOf(text)).map(({ line }) => line);
    expect(await lines('a\n"x\ny"\nz\n')).toEqual([2, 4]);
    expect(await lines('a\r\n\r\n"x\r\ny"\r\n\r\n\r\nz\r\n')).toEqual([3, 7]);
    expect(await lines('sep=;\na;b\n1;2\n')).toEqual([3]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    [
      'in Latin-1',
      Buffer.from('place\nok\ncaf\u00e9\n', 'latin1'),
      /is not in UTF-8, at line 3\. Save it as "CSV UTF-8"/,
    ],
    [
      'cut in UTF-16',
      Buffer.from('\uFEFFplace\nx', 'utf16le').subarray(0, -1),
      /is damaged at line 2: its mark says UTF-16/,
    ],
    ['of Excel before 2007', Buffer.from('d0cf11e0a1b11ae100', 'hex'), /a workbook of an old Excel \(XLS\)/],
    [
      'of Excel with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      /is locked with a password/,
    ],
    ['cut within a character', Buffer.from('place\né').subarray(0, 7), /is not in UTF-8, at line 2/],
    ['of other bytes', Buffer.from([1, 0, 2, 0]), /is no text/],
    ['without anything in it', '', /is empty/],
    ['cut in a row', 'a,b\n1,2\n3', /cannot be read at line 3: a row has more or fewer cells than the head/],
    ['cut in a quote', 'a,b\n1,"2\n3,4\n', /a quoted cell never ends/],
    ['with one huge line', `a\n${'x'.repeat(1_100_000)}\n`, /a row is longer than 1048576 characters/],
    ['with a column named twice', 'a,a\n', /two columns named a in line 1, A and B/],
    ['with a column of no name', 'a,,b\n1,sic,2\n', /has "sic" at line 2 in B, a column without a name/],
    ['with something behind the columns', 'a,\n1,\n2,sic\n', /has "sic" at line 3 in B, a column without a name/],
    ['of too many columns', `${wide(1_001)}\n`, /has 1001 columns; a table may have 1000\. Leave out/],
  ])('%s is refused with what is wrong', async (_what, content, reason) =>
    expect(rowsOf(content)).rejects.toThrow(reason),
  );
});

describe('a workbook', () => {
  it('is read by its first sheet; dates are days, or days with a time', async () => {
    const when = new Date(Date.UTC(2017, 2, 7));
    const data = [
      ['place', 'count', 'when', 'seen'],
      ['Mosul', 3, { value: when, type: Date, format: 'yyyy-mm-dd' }, true],
      [null, null, null, null],
      ['=x', -1.5, { value: new Date(+when + 51_000_000), type: Date, format: 'yyyy-mm-dd hh:mm' }, null],
    ];
    const bytes = await writeXlsx(data as never).toBuffer();
    const numbers = new Set(['count']);
    expect(await rowsOf(bytes)).toEqual([
      { line: 2, cells: { place: 'Mosul', count: '3', when: '2017-03-07', seen: 'true' }, numbers },
      { line: 4, cells: { place: '=x', count: '-1.5', when: '2017-03-07 14:10:00', seen: '' }, numbers },
    ]);
  });

  it('has every minute of a day, though as a fraction of a day none is exact', async () => {
    const midnight = Date.UTC(2017, 2, 7);
    const minutes = Array.from({ length: 1_440 }, (_none, minute) => new Date(midnight + minute * 60_000));
    const cells = minutes.map((value) => [{ value, type: Date, format: 'yyyy-mm-dd hh:mm' }]);
    const read = await rowsOf(await writeXlsx([['when'], ...cells] as never).toBuffer());
    expect(read.slice(1).map(({ cells: { when } }) => when)).toEqual(
      minutes.slice(1).map((minute) => minute.toISOString().slice(0, 19).replace('T', ' ')),
    );
  });

  it.each(['1', 'true'])('whose days are counted from 1904 (date1904="%s") has the same dates', async (yes) => {
    const dates =
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const bytes = sheetOf('<row r="1">A1=when</row><row r="2"><c r="A2" s="1"><v>41339</v></c></row>', {
      book: `<workbookPr date1904="${yes}"/>`,
      styles: dates,
    });
    expect(await cellsOf(bytes)).toEqual([{ when: '2017-03-07' }]);
  });

  it('has the error of a formula in its cell, and knows which cells are numbers', async () => {
    const bytes = sheetOf(
      '<row r="1">A1=id B1=n</row><row r="2">A2=1<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>' +
        '<row r="3">A3=2<c r="B3"><f>1+1</f><v>1E-7</v></c></row><row r="4">A4=3<c r="B4" t="str"><f>A9</f><v></v></c></row>',
    );
    expect(await rowsOf(bytes)).toEqual([
      { line: 2, cells: { id: '1', n: '#DIV/0!' } },
      { line: 3, cells: { id: '2', n: '1e-7' }, numbers: new Set(['n']) },
      { line: 4, cells: { id: '3', n: '' } },
    ]);
  });

  it.each([
    ['with a formula that nobody computed', '<c r="B2"><f>1+1</f></c>', '', /a formula in B2 that was never computed/],
    [
      'with a formula and an empty value',
      '<c r="B2"><f>1+1</f><v/></c>',
      '',
      /a formula in B2 that was never computed/,
    ],
    [
      'with merged cells that overlap',
      '<c r="B2"><v>5</v></c>',
      '<mergeCell ref="A1:B9"/><mergeCell ref="A1:B1"/>',
      /merged cells that overlap/,
    ],
    [
      'with something behind its columns',
      '<c r="B2"><v>5</v></c>C2=sic',
      '',
      /has "sic" at line 2 in C, a column without a name/,
    ],
    [
      'with a title above the names',
      ' B2=n',
      'title',
      /has "n" at line 2 in B, .*If the names stand in another line than 1, say headLine/,
    ],
  ])('%s is refused', async (_what, cell, after, reason) => {
    const head = after === 'title' ? 'A1=Incidents' : 'A1=id B1=n';
    const merged = after.startsWith('<') ? `<mergeCells>${after}</mergeCells>` : '';
    const rows = `<row r="1">${head}</row><row r="2">A2=1${cell}</row><row r="3">A3=2 B3=</row>`;
    await expect(rowsOf(sheetOf(rows, { after: merged }))).rejects.toThrow(reason);
  });

  it('with merged cells that are empty is read', async () => {
    const rows = '<row r="1">A1=id</row><row r="2">A2=1</row>';
    expect(await cellsOf(sheetOf(rows, { after: '<mergeCells><mergeCell ref="C2:D5"/></mergeCells>' }))).toEqual([
      { id: '1' },
    ]);
  });

  it('that is cut, or is another archive, is refused', async () => {
    const bytes = await writeXlsx([['a'], ['b']]).toBuffer();
    await expect(rowsOf(bytes.subarray(0, bytes.length - 30))).rejects.toThrow(/no archive, or it was cut/);
    await expect(rowsOf(bookOf(Buffer.from('hello')))).rejects.toThrow(/is no workbook that can be read/);
  });

  it.each([
    ['cells', '<c r="A1">', /no workbook that can be read: closing tag mismatch/, undefined],
    ['values', '<c><v>', /no workbook that can be read: closing tag mismatch/, undefined],
    // These the library never comes to the end of.
    ['tags', '<c <f <v ', /takes more than 2 s to read/, 2_000],
    ['areas', '<mergeCell ref="A1:B2" ', /takes more than 2 s to read/, 2_000],
  ])('that has no end of %s is given up', async (_what, begun, reason, mostMs) => {
    const path = join(folder, 'endless.xlsx');
    await writeFile(path, sheetOf(begun.repeat(300_000)));
    await expect(openXlsx(path, { mostMs })).rejects.toThrow(reason);
  });

  it('with rules of its own behind the cells has no formula that was not computed', async () => {
    const after = '<extLst><xm:f>B1</xm:f></extLst>';
    expect(await rowsOf(sheetOf('<row r="1">A1=a</row><row r="2">A2=b</row>', { after }))).toHaveLength(1);
  });

  const most = 4 * 1024 * 1024;
  it.each([most + 1, 10])('that unpacks to far too much is refused, whatever it says of itself: %s', (said) =>
    expect(rowsOf(bookOf(Buffer.alloc(most + 1), said), most)).rejects.toThrow(/unpacks to more than 4 MiB/),
  );
});

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of one sheet with these rows, in which `A1=word` stands for a cell with a text. */
function sheetOf(rows: string, { book = '', styles = '', after = '' } = {}): Buffer {
  const written = rows.replace(/([A-Z]\d)=(\w*)/g, '<c r="$1" t="inlineStr"><is><t>$2</t></is></c>');
  const files = {
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}">${book}<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${written}</sheetData>${after}</worksheet>`,
    ...(styles !== '' && { 'xl/styles.xml': styles }),
  };
  return zipOf(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}

/** An archive of a workbook's file alone, which says of itself that it unpacks to so many bytes. */
const bookOf = (content: Buffer, saidBytes = content.length): Buffer =>
  zipOf([{ name: 'xl/workbook.xml', content, saidBytes }]);
