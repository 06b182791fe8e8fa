import { gzipSync } from 'node:zlib';

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

export type Random = () => number;

/** A way in which a file can be bad, and what is said of it. */
export interface Malformation {
  readonly what: string;
  readonly said: RegExp;
  readonly make: (random: Random) => Buffer | Promise<Buffer>;
}

export const upTo = (random: Random, most: number): number => Math.floor(random() * most);
const words = ['Mosul', 'café, east', 'a "b"', 'مبنى', '=1+1', 'two\nlines', '-5', 'Old Mill'];
const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const word = (random: Random): string => words[upTo(random, words.length)] ?? '';

/** Rows of a good table, its head first. */
export function tableOf(random: Random, rows = 5 + upTo(random, 40)): string[][] {
  const body = Array.from({ length: rows }, (_none, index) => [
    String(index + 1),
    word(random),
    `Note ${word(random)}`,
  ]);
  return [['id', 'place', 'note'], ...body];
}
export const csvOf = (rows: readonly (readonly string[])[], end = '\n'): string =>
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

export const malformedTables: readonly Malformation[] = [
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
    said: /at line \d+ in B, a column without a name|there is no column "place"; there are: id, note/,
    make: (random) => Buffer.from(`id,,note\n${csvOf(tableOf(random).slice(1))}`),
  },
  {
    what: 'without the columns of the mapping',
    said: /there is no column "id"; there are: a, b, c/,
    make: (random) => Buffer.from(`a,b,c\n${csvOf(tableOf(random).slice(1))}`),
  },
  {
    what: 'that is a page of the web',
    said: /is a web page or XML, whatever it is called\. Open it in a spreadsheet/,
    make: (random) => Buffer.from(`<!DOCTYPE html>\n<html><body>Log in, ${word(random)}</body></html>\n`),
  },
  {
    what: 'that is JSON',
    said: /is JSON: a table is CSV, TSV or XLSX/,
    make: (random) =>
      Buffer.from(
        JSON.stringify(
          tableOf(random).map(([id]) => ({ id })),
          undefined,
          1,
        ),
      ),
  },
  {
    what: 'that is compressed',
    said: /is compressed \(gzip\): unpack it first/,
    make: (random) => gzipSync(good(random)),
  },
  {
    what: 'of an old workbook',
    said: /is a workbook of an old Excel \(XLS\)/,
    make: (random) =>
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512, upTo(random, 255)), Buffer.alloc(512)]),
  },
  {
    what: 'with a huge line',
    said: /a row is longer than 1048576 characters/,
    make: (random) => Buffer.concat([good(random), Buffer.alloc(1_300_000, 'x')]),
  },
];
