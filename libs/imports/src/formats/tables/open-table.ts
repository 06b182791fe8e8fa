import { open, readFile } from 'node:fs/promises';
import { ImportRefused } from '../../import-refused.js';
import { openCsv } from './csv-table.js';
import { compoundDocumentRefused, isCompoundDocument } from './other-files.js';
import type { Table } from './table.js';
import { openXlsx, type WorkbookReading } from './xlsx-table.js';

/** Every XLSX file is a ZIP archive, and begins so. */
const zip_mark = 'PK\u0003\u0004';
const mark_bytes = 8;

/** Opens a table by what is in the file, whatever it is called. @throws {ImportRefused} */
export async function openTable(path: string, asked: Omit<WorkbookReading, 'mostMs'> = {}): Promise<Table> {
  const file = await open(path).catch((cause: unknown) => {
    throw new ImportRefused(`${path} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  });
  const { buffer, bytesRead } = await file.read(Buffer.alloc(mark_bytes), 0, mark_bytes, 0);
  await file.close();
  if (isCompoundDocument(buffer)) throw compoundDocumentRefused(path, await readFile(path));
  // A table of refused rows is imported by the mapping of its workbook, and has no sheets.
  return buffer.toString('latin1', 0, bytesRead).startsWith(zip_mark) ? openXlsx(path, asked) : openCsv(path, asked);
}
