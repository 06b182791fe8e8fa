import { readFile } from 'node:fs/promises';
import type { Sheet } from 'read-excel-file/node';
import { ImportRefused } from '../../import-refused.js';
import { ArchiveUnreadable, unpackedFiles } from '../archives/zip-archive.js';
import type { Row } from '../prepared-import.js';
import { checkedHead } from './csv-table.js';
import type { Table } from './table.js';

/** A workbook of a desk holds far less, and more would not fit into memory beside its cells. */
export const most_unpacked_bytes = 256 * 1024 * 1024;

/** The library takes half a millisecond for each file of an archive. */
const most_files = 10_000;

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

/** Unpacks every file of it, up to what is allowed of all of them, before anything else reads it. */
function refuseBomb(path: string, bytes: Buffer, mostBytes: number): void {
  try {
    let files = 0;
    for (const _file of unpackedFiles(bytes, mostBytes))
      if ((files += 1) > most_files) throw notAWorkbook(path, `it holds more than ${most_files} files`);
  } catch (error) {
    if (!(error instanceof ArchiveUnreadable)) throw error;
    if (error.reason === 'no archive') throw notAWorkbook(path, 'it is no archive, or it was cut', error);
    if (error.reason === 'damaged') throw notAWorkbook(path, 'it is cut or damaged', error);
    const most = `${mostBytes / 1024 / 1024} MiB`;
    throw new ImportRefused(`${path} unpacks to more than ${most}. Save it as CSV, or in parts. Nothing was sent.`, {
      cause: error,
    });
  }
}
