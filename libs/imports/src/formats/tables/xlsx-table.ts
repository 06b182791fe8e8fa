import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { SheetData } from 'read-excel-file/node';
import { ImportRefused } from '../../import-refused.js';
import { ArchiveUnreadable, unpackedFiles } from '../archives/zip-archive.js';
import type { Row } from '../prepared-import.js';
import { Grid } from './grid.js';
import { GridRows } from './grid-rows.js';
import { headOf, refuseUnnamed } from './head.js';
import { otherArchive } from './other-files.js';
import { readSheet } from './read-sheet.js';
import { hasMarks, sheetMarks } from './sheet-marks.js';
import type { Table, TablePlace } from './table.js';
import { chosenSheet, nameOf, type Sheet, sheetsOf } from './workbook.js';

/** A workbook of a desk holds far less, and more would not fit into memory beside its cells. */
export const most_unpacked_bytes = 256 * 1024 * 1024;

/** The library takes half a millisecond for each file of an archive. */
const most_files = 10_000;

/** Which part of a workbook is read, and what that may take. */
export interface WorkbookReading extends TablePlace {
  readonly mostUnpackedBytes?: number | undefined;
  readonly mostMs?: number | undefined;
}

/** Opens a sheet of a workbook. @throws {ImportRefused} it is none, or unpacks to more than a desk ever has. */
export async function openXlsx(path: string, asked: WorkbookReading = {}): Promise<Table> {
  const bytes = await readFile(path);
  const files = filesWithMarks(path, bytes, asked.mostUnpackedBytes ?? most_unpacked_bytes);
  // Others have their turn between what takes long.
  await setImmediate();
  const sheets = sheetsOf(files).filter((one) => one.path !== undefined);
  const sheet = chosenSheet(path, sheets, asked.sheet);
  // Without its file nobody sees what is merged in it.
  if (sheet.path === undefined || !files.has(sheet.path)) throw notAWorkbook(path, 'it lists no sheet with cells');
  const marks = sheetMarks(files, sheet.path);
  await setImmediate();
  const others = sheets.filter((one) => one.number !== sheet.number);
  const named = others.length === 0 ? path : `${path}, sheet ${sheet.name},`;
  const grid = await Grid.of(named, await rowsOf(path, bytes, sheet, asked.mostMs), marks);
  if (grid.height === 0 && others.length > 0)
    throw new ImportRefused(
      `${named} is empty; there are the sheets ${sheets.map(nameOf).join(', ')}. Nothing was sent.`,
    );
  if (marks.uncomputed !== undefined)
    throw new ImportRefused(
      `${named} has a formula in ${marks.uncomputed} that was never computed. Open the file in a spreadsheet and save it, or write the value. Nothing was sent.`,
    );
  const head = headOf(grid.firstRows(), asked);
  const below = new GridRows(grid, head);
  const hidden = marks.hiddenRows.filter((row) => row > head.last + 1 && row <= grid.height).length;
  const notices = [
    ...(others.length === 0 ? [] : [`The sheet ${sheet.name} is read, of ${sheets.map(nameOf).join(', ')}.`]),
    ...(head.line === 1 ? [] : [`The names of the columns are those in row ${head.line}.`]),
    ...(hidden === 0 ? [] : [`Rows that are hidden or filtered out are read as all others are: ${hidden}.`]),
  ];
  return {
    name: path,
    head: head.names,
    notices,
    merged: below.merged,
    ...(others.length > 0 && { sheet: sheet.name }),
    async *rows(): AsyncGenerator<Row> {
      for (let row = head.last + 1; row < grid.height; row += 1) {
        if (!grid.hasOwn(row)) continue;
        refuseUnnamed(named, row + 1, grid.shownIn(row), head);
        yield below.at(row);
      }
    },
  };
}

async function rowsOf(path: string, bytes: Buffer, { number }: Sheet, mostMs?: number): Promise<SheetData> {
  try {
    return await readSheet(bytes, number, mostMs);
  } catch (cause) {
    throw notAWorkbook(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

const notAWorkbook = (path: string, reason: string, cause?: unknown): ImportRefused =>
  new ImportRefused(`${path} is no workbook that can be read: ${reason}. Nothing was sent.`, { cause });

/** Unpacks every file of it, up to what is allowed of all of them, before anything else reads it. */
function filesWithMarks(path: string, bytes: Buffer, mostBytes: number): ReadonlyMap<string, Buffer> {
  const kept = new Map<string, Buffer>();
  try {
    const names: string[] = [];
    for (const { name, content } of unpackedFiles(bytes, mostBytes)) {
      if (names.push(name) > most_files) throw notAWorkbook(path, `it holds more than ${most_files} files`);
      if (hasMarks(name)) kept.set(name, content);
    }
    const other = otherArchive(names);
    if (other !== undefined) throw notAWorkbook(path, other);
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
