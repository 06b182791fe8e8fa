import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readModels } from '../../harness/edition-rows.js';
import { tookMs } from '../findings.js';
import type { BenchStorage } from '../bench-storage.js';

/** The rows of an edition in files of the server, as COPY writes them. */
export interface CopiedRows {
  /** Copies them into the tables of a fresh edition, with all their keys and indexes. Answers milliseconds. */
  backMs(): Promise<number>;
  remove(): void;
}

let made = 0;

/** Writes the rows of an edition to files by the server itself: no reference can be faster. */
export async function copyRows(storage: BenchStorage, schema: string): Promise<CopiedRows> {
  const folder = join(storage.folder, `rows-${(made += 1)}`);
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const file = (table: string): string => `'${join(folder, table)}'`;
  for (const table of readModels)
    await storage.database.query(`copy "${schema}".${table} to ${file(table)} (format binary)`);
  return {
    async backMs() {
      const name = `copied-${(made += 1)}`;
      const edition = await storage.editions.create(name, {}, { partitionCount: 1 }, 'ready');
      const took = await tookMs(async () => {
        for (const table of readModels)
          await storage.database.query(`copy "${edition.schema}".${table} from ${file(table)} (format binary)`);
      });
      await storage.editions.drop(name);
      return took;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
