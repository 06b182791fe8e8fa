import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportRefused } from '../../import-refused.js';
import { ArchiveUnreadable, unpackedFiles } from './zip-archive.js';

/** The files of a campaign in the order in which they are sent, and what each line of them is; amendments say so themselves. */
export const campaignKinds = { places: 'place', actors: 'actor', reports: 'report', amendments: undefined } as const;

/** A file whose lines are sent as POST /v1/reports/batch takes them. */
export interface LinesFile {
  readonly name: string;
  /** What a line is where it does not say so itself. */
  readonly lineKind: 'place' | 'actor' | 'report' | undefined;
  readonly open: () => AsyncIterable<Buffer>;
}

/** The files of a campaign folder that was packed as ZIP, whatever folder it has them in. @throws {ImportRefused} */
export async function campaignArchive(path: string, mostUnpackedBytes: number): Promise<readonly LinesFile[]> {
  const found = new Map<string, Buffer>();
  for (const { name, content } of unpacked(path, await readFile(path), mostUnpackedBytes)) {
    const file = basename(name);
    const isOurs = Object.keys(campaignKinds).some((kind) => file === `${kind}.ndjson`);
    if (!isOurs || name.startsWith('__MACOSX/')) continue;
    if (found.has(file)) throw new ImportRefused(`${path} has two files ${file}: send one campaign at a time.`);
    found.set(file, content);
  }
  return Object.entries(campaignKinds).flatMap(([kind, lineKind]): LinesFile[] => {
    const name = `${kind}.ndjson`;
    const content = found.get(name);
    if (content !== undefined) return [{ name, lineKind, open: () => chunksOf(content) }];
    // A campaign in which nothing was corrected has none.
    if (kind === 'amendments') return [];
    throw new ImportRefused(
      `${path} has no ${name}: a campaign holds places.ndjson, actors.ndjson and reports.ndjson, each of which may be empty.`,
    );
  });
}

function* unpacked(path: string, bytes: Buffer, mostBytes: number): ReturnType<typeof unpackedFiles> {
  try {
    yield* unpackedFiles(bytes, mostBytes);
  } catch (error) {
    if (!(error instanceof ArchiveUnreadable)) throw error;
    const most = `${mostBytes / 1024 / 1024} MiB`;
    const reason = {
      'no archive': 'is no ZIP archive, or was cut: pack the folder as ZIP',
      damaged: 'is cut or damaged: pack the folder again',
      'too large': `unpacks to more than ${most}: import the folder with sitrep import`,
    }[error.reason];
    throw new ImportRefused(`${path} ${reason}. Nothing was sent.`, { cause: error });
  }
}

/** A part at a time, as a file on a disk is read. */
async function* chunksOf(content: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let from = 0; from < content.length; from += size)
    yield await Promise.resolve(content.subarray(from, from + size));
}
