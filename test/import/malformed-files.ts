import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import writeXlsx from 'write-excel-file/node';

/** Returns numbers from 0 on and below 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

/** A way in which a file can be bad, and what is said of it. */
export interface Malformation {
  readonly what: string;
  readonly said: RegExp;
  readonly make: (random: Random) => Buffer | Promise<Buffer>;
}

const upTo = (random: Random, most: number): number => Math.floor(random() * most);
const words = ['Mosul', 'café, east', 'a "b"', 'مبنى', '=1+1', 'two\nlines', '-5', 'Old Mill'];
const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const word = (random: Random): string => words[upTo(random, words.length)] ?? '';

/** Rows of a good table, its head first. */
function tableOf(random: Random, rows = 5 + upTo(random, 40)): string[][] {
  const body = Array.from({ length: rows }, (_none, index) => [
    String(index + 1),
    word(random),
    `Note ${word(random)}`,
  ]);
  return [['id', 'place', 'note'], ...body];
}
const csvOf = (rows: readonly (readonly string[])[], end = '\n'): string =>
  rows.map((row) => `${row.map(quoted).join(',')}${end}`).join('');
const good = (random: Random): Buffer => Buffer.from(csvOf(tableOf(random)));

/** The bytes with others put in behind one of the lines. */
function insertedInto(bytes: Buffer, random: Random, inserted: Buffer): Buffer {
  const ends = [...bytes.entries()].flatMap(([index, byte]) => (byte === 0x0a ? index : [])).slice(1, -1);
  const at = (ends[upTo(random, ends.length)] ?? bytes.length - 1) + 1;
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
}
const withRow =
  (row: string) =>
  (random: Random): Buffer =>
    Buffer.from(
      csvOf([
        ...tableOf(random, 3 + upTo(random, 9)).map((cells) => cells.map((cell) => cell.replace(/[\n"]/g, ' '))),
      ]) + row,
    );

const tables: readonly Malformation[] = [
  { what: 'with nothing in it', said: /is empty/, make: () => Buffer.alloc(0) },
  {
    what: 'with blanks alone',
    said: /is empty|column without a name/,
    make: (random) => Buffer.from('\n\r\n \n'.repeat(1 + upTo(random, 5))),
  },
  { what: 'with a byte order mark alone', said: /is empty/, make: () => Buffer.from('\uFEFF') },
  { what: 'cut in a row', said: /line \d+: a row has more or fewer cells than the head/, make: withRow('9,cut') },
  { what: 'cut in a quoted cell', said: /a quoted cell never ends/, make: withRow('9,"cut, and') },
  { what: 'with too many cells', said: /line \d+: a row has more or fewer cells/, make: withRow('9,a,b,c\n') },
  {
    what: 'with a quote inside a cell',
    said: /line \d+: a quote stands within a cell/,
    make: withRow('9,a "b" c,d\n'),
  },
  {
    what: 'with text behind a quote',
    said: /line \d+: text stands behind the closing quote/,
    make: withRow('9,"a" b,c\n'),
  },
  {
    what: 'in Latin-1',
    said: /is not in UTF-8, at line \d+/,
    make: (random) => insertedInto(good(random), random, Buffer.from('9,caf\u00e9,x\n', 'latin1')),
  },
  {
    what: 'in UTF-16',
    said: /is in UTF-16/,
    make: (random) => Buffer.from(`\uFEFF${csvOf(tableOf(random))}`, 'utf16le'),
  },
  {
    what: 'in UTF-16, big end first',
    said: /is in UTF-16/,
    make: (random) => Buffer.from(`\uFEFF${csvOf(tableOf(random))}`, 'utf16le').swap16(),
  },
  {
    what: 'in UTF-16 without a mark',
    said: /is no text/,
    make: (random) => Buffer.from(csvOf(tableOf(random)), 'utf16le'),
  },
  {
    what: 'with half a surrogate pair',
    said: /is not in UTF-8, at line \d+/,
    make: (random) => insertedInto(good(random), random, Buffer.from([0x39, 0x2c, 0xed, 0xa0, 0x80, 0x2c, 0x0a])),
  },
  {
    what: 'with an overlong character',
    said: /is not in UTF-8, at line \d+/,
    make: (random) => insertedInto(good(random), random, Buffer.from([0x39, 0x2c, 0xc0, 0xaf, 0x2c, 0x0a])),
  },
  {
    what: 'cut within a character',
    said: /is not in UTF-8/,
    make: (random) => Buffer.concat([good(random), Buffer.from('9,é,é').subarray(0, -1)]),
  },
  {
    what: 'with a NUL byte',
    said: /is no text/,
    make: (random) => insertedInto(good(random), random, Buffer.from('9,a\u0000b,c\n')),
  },
  {
    what: 'with a NUL byte far behind',
    said: /holds a NUL byte, at line \d+/,
    make: (random) => Buffer.concat([Buffer.from(csvOf(tableOf(random, 4_000))), Buffer.from('9,a\u0000b,c\n')]),
  },
  {
    what: 'with a column named twice',
    said: /two columns named place/,
    make: (random) => Buffer.from(`id,place,place\n${csvOf(tableOf(random).slice(1))}`),
  },
  {
    what: 'with a column of no name',
    said: /a column without a name/,
    make: (random) => Buffer.from(`id,,note\n${csvOf(tableOf(random).slice(1))}`),
  },
  {
    what: 'without the columns of the mapping',
    said: /there is no column "id"; there are: a, b, c/,
    make: (random) => Buffer.from(`a,b,c\n${csvOf(tableOf(random).slice(1))}`),
  },
  {
    what: 'that is a page of the web',
    said: /there is no column|cannot be read|column without|two columns/,
    make: (random) => Buffer.from(`<!DOCTYPE html>\n<html><body>Log in, ${word(random)}</body></html>\n`),
  },
  {
    what: 'that is JSON',
    said: /there is no column|cannot be read|column without|two columns/,
    make: (random) =>
      Buffer.from(
        JSON.stringify(
          tableOf(random).map(([id]) => ({ id })),
          undefined,
          1,
        ),
      ),
  },
  { what: 'that is compressed', said: /is no text|not in UTF-8/, make: (random) => gzipSync(good(random)) },
  {
    what: 'of an old workbook',
    said: /is no text/,
    make: (random) =>
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512, upTo(random, 255)), Buffer.alloc(512)]),
  },
  {
    what: 'with a huge line',
    said: /a row is longer than 1048576 characters/,
    make: (random) => Buffer.concat([good(random), Buffer.alloc(1_300_000, 'x')]),
  },
];

const workbookOf = (rows: readonly (readonly string[])[]): Promise<Buffer> => writeXlsx(rows as never).toBuffer();

interface Entry {
  readonly name: string;
  readonly content: Buffer;
  /** What the archive says of the content, where that is not true. */
  readonly saidBytes?: number;
}

/** An archive of these files. */
function zipOf(entries: readonly Entry[]): Buffer {
  const [parts, directory]: Buffer[][] = [[], []];
  let at = 0;
  for (const { name, content, saidBytes = content.length } of entries) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(8, 2);
    fields.writeUInt32LE(crc32(content), 8);
    fields.writeUInt32LE(packed.length, 12);
    fields.writeUInt32LE(saidBytes, 16);
    fields.writeUInt16LE(Buffer.byteLength(name), 20);
    const offset = Buffer.alloc(4);
    offset.writeUInt32LE(at);
    const local = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0]),
      fields,
      Buffer.alloc(2),
      Buffer.from(name),
      packed,
    ]);
    directory!.push(
      Buffer.concat([
        Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0]),
        fields,
        Buffer.alloc(12),
        offset,
        Buffer.from(name),
      ]),
    );
    parts!.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory!);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts!, central, end]);
}

const workbook_xml =
  '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>';
const relations_xml =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';

/** A workbook whose one sheet is this text. */
const workbookWith = (sheet: Buffer | undefined, saidBytes?: number): Buffer =>
  zipOf([
    { name: 'xl/workbook.xml', content: Buffer.from(workbook_xml) },
    { name: 'xl/_rels/workbook.xml.rels', content: Buffer.from(relations_xml) },
    ...(sheet === undefined
      ? []
      : [{ name: 'xl/worksheets/sheet1.xml', content: sheet, ...(saidBytes !== undefined && { saidBytes }) }]),
  ]);

const sheet_start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const entities = Array.from(
  { length: 9 },
  (_none, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
).join('');

/** A workbook may unpack to this much where these files are read. */
export const most_unpacked_bytes = 4 * 1024 * 1024;

const workbooks: readonly Malformation[] = [
  {
    what: 'workbook that is cut',
    said: /no archive, or it was cut|is cut or damaged/,
    make: async (random) => {
      const bytes = await workbookOf(tableOf(random));
      return bytes.subarray(0, 30 + upTo(random, bytes.length - 60));
    },
  },
  {
    what: 'workbook with damaged bytes',
    said: /is cut or damaged/,
    make: async (random) => {
      const bytes = await workbookOf(tableOf(random));
      // Within what is packed: what a local header says stands in the directory, too.
      const at = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28) + upTo(random, 60);
      for (let index = at; index < at + 8; index += 1) bytes[index] = 0xff ^ (bytes[index] ?? 0);
      return bytes;
    },
  },
  {
    what: 'archive that is no workbook',
    said: /is no workbook that can be read/,
    make: (random) => zipOf([{ name: 'read-me.txt', content: Buffer.from(word(random)) }]),
  },
  {
    what: 'workbook that says that it unpacks to too much',
    said: /unpacks to more than 4 MiB/,
    make: (random) => workbookWith(Buffer.alloc(most_unpacked_bytes + 1 + upTo(random, 999), ' ')),
  },
  {
    what: 'workbook that unpacks to too much and does not say so',
    said: /unpacks to more than 4 MiB/,
    make: (random) => workbookWith(Buffer.alloc(most_unpacked_bytes + 1 + upTo(random, 999), ' '), 10),
  },
  { what: 'workbook without its sheet', said: /is no workbook that can be read/, make: () => workbookWith(undefined) },
  {
    what: 'workbook whose sheet is no XML',
    said: /is no workbook that can be read|is empty/,
    make: (random) => workbookWith(Buffer.from(`not xml ${word(random)}`)),
  },
  {
    what: 'workbook whose sheet is cut',
    said: /is no workbook that can be read|is empty|no column/,
    make: () => workbookWith(Buffer.from(`${sheet_start}<row r="1"><c r="A1" t="inlineStr"><is><t>id</t>`)),
  },
  {
    what: 'workbook whose entities unfold without end',
    said: /is no workbook that can be read|is empty|no column/,
    make: () =>
      workbookWith(
        Buffer.from(
          `<!DOCTYPE x [<!ENTITY e0 "lol">${entities}]>${sheet_start}<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData></worksheet>`,
        ),
      ),
  },
  {
    what: 'workbook with nothing in it',
    said: /is empty/,
    make: () => workbookWith(Buffer.from(`${sheet_start}</sheetData></worksheet>`)),
  },
  {
    what: 'workbook with a column named twice',
    said: /two columns named place/,
    make: (random) => workbookOf([['id', 'place', 'place'], ...tableOf(random).slice(1)]),
  },
  {
    what: 'workbook with other columns',
    said: /there is no column "id"/,
    make: (random) => workbookOf([['a', 'b', 'c'], ...tableOf(random).slice(1)]),
  },
];

export const malformations: readonly Malformation[] = [...tables, ...workbooks];

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

export { tableOf };
