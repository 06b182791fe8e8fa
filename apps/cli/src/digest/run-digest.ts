import { editionDigests, type TableDigest } from '#editions';
import type { Settings } from '#platform';
import { onStorage } from '../storage/on-storage.js';
import { readableEdition } from '../storage/readable-edition.js';
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
  { tables, json }: DigestFlags,
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  await onStorage(settings, terminal, { progress: 'none', stopped: 'Stopped.' }, async (storage) => {
    const digests = await editionDigests(storage.editions.scope(await readableEdition(storage, name)));
    const text =
      json === true
        ? `${JSON.stringify({ edition: name, ...digests }, undefined, 2)}\n`
        : `${digests.digest}\n${tables === true ? formatTable(columns, digests.tables) : ''}`;
    terminal.out.write(text);
  });
}
