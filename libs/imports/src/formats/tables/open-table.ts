import { open } from 'node:fs/promises';
import { ImportRefused } from '../../import-refused.js';
import { openCsv } from './csv-table.js';
import type { Table } from './table.js';
import { openXlsx } from './xlsx-table.js';

/** Every XLSX file is a ZIP archive, and begins so. */
const zip_mark = 'PK\u0003\u0004';

/** Opens a table by what is in the file, whatever it is called. @throws {ImportRefused} */
export async function openTable(path: string, mostUnpackedBytes?: number): Promise<Table> {
  const file = await open(path).catch((cause: unknown) => {
    throw new ImportRefused(`${path} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  });
  const { buffer, bytesRead } = await file.read(Buffer.alloc(zip_mark.length), 0, zip_mark.length, 0);
  await file.close();
  return buffer.toString('latin1', 0, bytesRead) === zip_mark ? openXlsx(path, mostUnpackedBytes) : openCsv(path);
}
