import { readFile } from 'node:fs/promises';
import type { SheetData } from 'read-excel-file/node';
import { ImportRefused } from '../../import-refused.js';
import { ArchiveUnreadable, unpackedFiles } from '../archives/zip-archive.js';
import type { Row } from '../prepared-import.js';
import { cellText, checkedHead, refuseUnnamed } from './csv-table.js';
import { firstSheet } from './first-sheet.js';
import { hasMarks, type SheetMarks, sheetMarks } from './sheet-marks.js';
import type { Table } from './table.js';

/** A workbook of a desk holds far less, and more would not fit into memory beside its cells. */
export const most_unpacked_bytes = 256 * 1024 * 1024;

/** The library takes half a millisecond for each file of an archive. */
const most_files = 10_000;

/** Opens the first sheet of a workbook. @throws {ImportRefused} it is none, or unpacks to more than a desk ever has. */
export async function openXlsx(path: string, mostBytes = most_unpacked_bytes, mostMs?: number): Promise<Table> {
  const bytes = await readFile(path);
  const marks = sheetMarks(filesWithMarks(path, bytes, mostBytes));
  const sheet = await rowsOf(path, bytes, mostMs);
  const [first, ...rest] = sheet;
  if (first === undefined) throw new ImportRefused(`${path} is empty: a table begins with a row of column names.`);
  const head = checkedHead(
    path,
    first.map((cell) => textOf(cell)),
  );
  refuseMarks(path, sheet, marks);
  return {
    name: path,
    head,
    async *rows(): AsyncGenerator<Row> {
      for (const [index, cells] of rest.entries()) {
        const row = rowOf(head, cells, { line: index + 2, marks });
        refuseUnnamed(
          path,
          row.line,
          cells.slice(head.length).map((cell) => textOf(cell)),
        );
        if (Object.values(row.cells).some((text) => text !== '')) yield row;
      }
    },
  };
}

function rowOf(
  head: readonly string[],
  cells: SheetData[number],
  { line, marks }: { readonly line: number; readonly marks: SheetMarks },
): Row {
  const texts = head.map((name, column): [string, string] => {
    const error = marks.errors.size === 0 ? undefined : marks.errors.get(`${lettersOf(column)}${line}`);
    return [name, error ?? textOf(cells[column] ?? null, marks.is1904)];
  });
  const numbers = head.filter((_name, column) => typeof cells[column] === 'number');
  return { line, cells: Object.fromEntries(texts), ...(numbers.length > 0 && { numbers: new Set(numbers) }) };
}

/** @throws {ImportRefused} cells are empty in the file that a person sees something in. */
function refuseMarks(path: string, sheet: SheetData, { uncomputed, merged }: SheetMarks): void {
  if (uncomputed !== undefined)
    throw new ImportRefused(
      `${path} has a formula in ${uncomputed} that was never computed. Open the file in a spreadsheet and save it, or write the value. Nothing was sent.`,
    );
  const area = merged.find((one) => holdsSomething(sheet, one));
  if (area !== undefined)
    throw new ImportRefused(
      `${path} has the merged cells ${area}, whose value stands in the first of them alone. Unmerge them and write it into each. Nothing was sent.`,
    );
}

function holdsSomething(rows: SheetData, area: string): boolean {
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)/.exec(area) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return textOf(rows[Number(row) - 1]?.[column] ?? null) !== '';
}

/** A is column 0, AA column 26. */
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

async function rowsOf(path: string, bytes: Buffer, mostMs?: number): Promise<SheetData> {
  try {
    return await firstSheet(bytes, mostMs);
  } catch (cause) {
    throw notAWorkbook(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

const notAWorkbook = (path: string, reason: string, cause?: unknown): ImportRefused =>
  new ImportRefused(`${path} is no workbook that can be read: ${reason}. Nothing was sent.`, { cause });

const days_to_1904 = 1_462;
const day_ms = 86_400_000;

/** As a fraction of a day no time is exact: 00:05 may be read a millisecond before it. */
const inexact_ms = 2;

/** A date of a sheet is a day, or a day and a time without a zone. */
function textOf(cell: unknown, is1904 = false): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return cellText(String(cell));
  const ms = cell.getTime() + inexact_ms + (is1904 ? days_to_1904 * day_ms : 0);
  const [day = '', time = ''] = new Date(ms).toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 'hh:mm:ss'.length)}`;
}

/** Unpacks every file of it, up to what is allowed of all of them, before anything else reads it. */
function filesWithMarks(path: string, bytes: Buffer, mostBytes: number): ReadonlyMap<string, Buffer> {
  const kept = new Map<string, Buffer>();
  try {
    let files = 0;
    for (const { name, content } of unpackedFiles(bytes, mostBytes)) {
      if ((files += 1) > most_files) throw notAWorkbook(path, `it holds more than ${most_files} files`);
      if (hasMarks(name)) kept.set(name, content);
    }
    return kept;
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
