import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import writeXlsx from 'write-excel-file/node';
import type { Row } from '../prepared-import.js';
import { openTable } from './open-table.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function rowsOf(content: string | Buffer, mostUnpackedBytes?: number): Promise<readonly Row[]> {
  const path = join(folder, 'table');
  await writeFile(path, content);
  const rows: Row[] = [];
  for await (const row of (await openTable(path, mostUnpackedBytes)).rows()) rows.push(row);
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
    ['blanks around cells', ' place ,count \n"Mosul, west", 3 \n"a ""b""\nc", \n'],
  ])('is read with %s', async (_what, text) => expect(await cellsOf(text)).toEqual(read));

  it('may have a thousand columns', async () =>
    expect(Object.keys((await rowsOf(`${wide(1_000)}\n${wide(1_000)}\n`))[0]!.cells)).toHaveLength(1_000));

  it('knows the line on which each row begins', async () =>
    expect((await rowsOf('a\n"x\ny"\nz\n')).map(({ line }) => line)).toEqual([2, 4]));

  it.each<[string, string | Buffer, RegExp]>([
    [
      'in Latin-1',
      Buffer.from('place\nok\ncaf\u00e9\n', 'latin1'),
      /is not in UTF-8, at line 3\. Save it as "CSV UTF-8"/,
    ],
    ['in UTF-16', Buffer.from('\uFEFFplace\n', 'utf16le'), /is in UTF-16/],
    ['cut within a character', Buffer.from('place\né').subarray(0, 7), /is not in UTF-8, at line 2/],
    ['of other bytes', Buffer.from([1, 0, 2, 0]), /is no text/],
    ['without anything in it', '', /is empty/],
    ['cut in a row', 'a,b\n1,2\n3', /cannot be read at line 3: a row has more or fewer cells than the head/],
    ['cut in a quote', 'a,b\n1,"2\n3,4\n', /a quoted cell never ends/],
    ['with one huge line', `a\n${'x'.repeat(1_100_000)}\n`, /a row is longer than 1048576 characters/],
    ['with a column named twice', 'a,a\n', /two columns named a in its first row/],
    ['with a column of no name', 'a,,b\n', /a column without a name/],
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
    expect(await rowsOf(bytes)).toEqual([
      { line: 2, cells: { place: 'Mosul', count: '3', when: '2017-03-07', seen: 'true' } },
      { line: 4, cells: { place: '=x', count: '-1.5', when: '2017-03-07 14:10:00', seen: '' } },
    ]);
  });

  it('that is cut, or is another archive, is refused', async () => {
    const bytes = await writeXlsx([['a'], ['b']]).toBuffer();
    await expect(rowsOf(bytes.subarray(0, bytes.length - 30))).rejects.toThrow(/no archive, or it was cut/);
    await expect(rowsOf(zipOf(Buffer.from('hello')))).rejects.toThrow(/is no workbook that can be read/);
  });

  const most = 4 * 1024 * 1024;
  it.each([most + 1, 10])('that unpacks to far too much is refused, whatever it says of itself: %s', (said) =>
    expect(rowsOf(zipOf(Buffer.alloc(most + 1), said), most)).rejects.toThrow(/unpacks to more than 4 MiB/),
  );
});

/** An archive of one file, which says of itself that it unpacks to `said` bytes. */
function zipOf(content: Buffer, said = content.length): Buffer {
  const [name, packed] = [Buffer.from('xl/workbook.xml'), deflateRawSync(content)];
  const fields = Buffer.alloc(22);
  [0, 8, 0, 0].forEach((value, index) => fields.writeUInt16LE(value, index * 2));
  [crc32(content), packed.length, said].forEach((value, index) => fields.writeUInt32LE(value, 8 + index * 4));
  fields.writeUInt16LE(name.length, 20);
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), fields, Buffer.alloc(2), name, packed]);
  const central = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0]), fields, Buffer.alloc(16), name]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
