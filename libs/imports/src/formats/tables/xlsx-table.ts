import { readFile } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Sheet } from 'read-excel-file/node';
import { ImportRefused } from '../../import-refused.js';
import type { Row } from '../prepared-import.js';
import { checkedHead } from './csv-table.js';
import type { Table } from './table.js';

/** A workbook of a desk holds far less, and more would not fit into memory beside its cells. */
export const most_unpacked_bytes = 256 * 1024 * 1024;

/** Opens the first sheet of a workbook. @throws {ImportRefused} it is none, or unpacks to more than a desk ever has. */
export async function openXlsx(path: string, mostBytes = most_unpacked_bytes): Promise<Table> {
  const bytes = await readFile(path);
  refuseBomb(path, bytes, mostBytes);
  const sheet = await firstSheet(path, bytes);
  const [first, ...rest] = sheet.data;
  if (first === undefined) throw new ImportRefused(`${path} is empty: a table begins with a row of column names.`);
  const head = checkedHead(path, first.map(textOf));
  return {
    name: path,
    head,
    async *rows(): AsyncGenerator<Row> {
      for (const [index, cells] of rest.entries()) {
        const texts = head.map((name, column): [string, string] => [name, textOf(cells[column] ?? null)]);
        if (texts.some(([, text]) => text !== '')) yield { line: index + 2, cells: Object.fromEntries(texts) };
      }
    },
  };
}

async function firstSheet(path: string, bytes: Buffer): Promise<Sheet> {
  try {
    // Loaded here: few files are workbooks.
    const { default: readXlsx } = await import('read-excel-file/node');
    const [sheet] = await readXlsx(bytes);
    if (sheet !== undefined) return sheet;
  } catch (cause) {
    throw notAWorkbook(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
  throw notAWorkbook(path, 'it has no sheet');
}

const notAWorkbook = (path: string, reason: string, cause?: unknown): ImportRefused =>
  new ImportRefused(`${path} is no workbook that can be read: ${reason}. Nothing was sent.`, { cause });

/** A date of a sheet is a day, or a day and a time without a zone. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell).trim();
  const [day = '', time = ''] = cell.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 'hh:mm:ss'.length)}`;
}

const end_of_directory = 0x06054b50;
const end_length = 22;
const longest_comment = 65_535;
const directory_entry = 0x02014b50;
const deflated = 8;

/**
 * Unpacks every entry, up to what is allowed of all of them: what an archive says of itself need not be true. What does not
 * have the checksum that goes with it was damaged.
 */
function refuseBomb(path: string, bytes: Buffer, mostBytes: number): void {
  let left = mostBytes;
  for (const entry of entriesOf(path, bytes)) {
    if (entry.size > left) throw tooLarge(path, mostBytes);
    const content = unpacked(path, bytes, entry, { left, mostBytes });
    left -= content.length;
    if (left < 0) throw tooLarge(path, mostBytes);
    if (crc32(content) !== entry.checksum) throw notAWorkbook(path, 'it is cut or damaged');
  }
}

function unpacked(
  path: string,
  bytes: Buffer,
  { method, at, packed }: Entry,
  { left, mostBytes }: { readonly left: number; readonly mostBytes: number },
): Buffer {
  try {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const content = bytes.subarray(start, start + packed);
    return method === deflated ? inflateRawSync(content, { maxOutputLength: Math.max(1, left) }) : content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path, mostBytes);
    throw notAWorkbook(path, 'it is cut or damaged', error);
  }
}

const tooLarge = (path: string, mostBytes: number): ImportRefused =>
  new ImportRefused(
    `${path} unpacks to more than ${mostBytes / 1024 / 1024} MiB. Save it as CSV, or in parts. Nothing was sent.`,
  );

interface Entry {
  readonly method: number;
  readonly at: number;
  readonly packed: number;
  readonly size: number;
  readonly checksum: number;
}

function entriesOf(path: string, bytes: Buffer): readonly Entry[] {
  const from = Math.max(0, bytes.length - end_length - longest_comment);
  for (let at = bytes.length - end_length; at >= from; at -= 1) {
    if (bytes.readUInt32LE(at) !== end_of_directory) continue;
    try {
      return directoryAt(bytes, bytes.readUInt32LE(at + 16), bytes.readUInt16LE(at + 10));
    } catch (error) {
      throw notAWorkbook(path, 'it is cut or damaged', error);
    }
  }
  throw notAWorkbook(path, 'it is no archive, or it was cut');
}

function directoryAt(bytes: Buffer, start: number, count: number): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = start; entries.length < count;) {
    if (bytes.readUInt32LE(at) !== directory_entry) throw new RangeError('no entry there');
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    entries.push({
      method: bytes.readUInt16LE(at + 10),
      at: bytes.readUInt32LE(at + 42),
      packed,
      size,
      checksum: bytes.readUInt32LE(at + 16),
    });
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
