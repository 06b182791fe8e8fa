import { editionDigests, type TableDigest } from '#editions';
import type { Settings } from '#platform';
import { readableEdition, withStorage } from '../storage/with-storage.js';
import { type Column, formatTable } from '../terminal/format-table.js';
import type { Terminal } from '../terminal/terminal.js';

/** The options of `sitrep digest`. */
export interface DigestFlags {
  readonly tables?: true;
  readonly json?: true;
}

const columns: readonly Column<TableDigest>[] = [
  { title: 'TABLE', of: ({ table }) => table },
  { title: 'ROWS', of: ({ rows }) => rows.toLocaleString('en') },
  { title: 'DIGEST', of: ({ digest }) => digest },
];

/** Prints the digest of an edition. */
export async function runDigest(
  name: string,
  flags: DigestFlags,
  settings: Settings,
  { out }: Terminal,
): Promise<void> {
  const digests = await withStorage(settings, async (storage) =>
    editionDigests(storage.editions.scope(await readableEdition(storage, name))),
  );
  if (flags.json === true) out.write(`${JSON.stringify({ edition: name, ...digests }, undefined, 2)}\n`);
  else out.write(`${digests.digest}\n${flags.tables === true ? formatTable(columns, digests.tables) : ''}`);
}
