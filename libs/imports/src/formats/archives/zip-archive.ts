import { crc32, inflateRawSync } from 'node:zlib';

/** Why an archive cannot be read: it is cut or damaged, or unpacks to more than is allowed. */
export class ArchiveUnreadable extends Error {
  override readonly name = 'ArchiveUnreadable';

  constructor(
    readonly reason: 'damaged' | 'no archive' | 'too large',
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** A file of an archive, unpacked. */
export interface Unpacked {
  readonly name: string;
  readonly content: Buffer;
}

const end_of_directory = 0x06054b50;
const end_length = 22;
const longest_comment = 65_535;
const directory_entry = 0x02014b50;
const deflated = 8;

/**
 * Unpacks the files of a ZIP archive one after another, up to `mostBytes` of all of them: what an archive says of itself need not
 * be true. A file without the checksum that goes with it was damaged. @throws {ArchiveUnreadable}
 */
export function* unpackedFiles(bytes: Buffer, mostBytes: number): Generator<Unpacked> {
  let left = mostBytes;
  for (const entry of entriesOf(bytes)) {
    if (entry.size > left) throw new ArchiveUnreadable('too large');
    const content = contentOf(bytes, entry, left);
    left -= content.length;
    if (left < 0) throw new ArchiveUnreadable('too large');
    if (crc32(content) !== entry.checksum) throw new ArchiveUnreadable('damaged');
    yield { name: entry.name, content };
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly at: number;
  readonly packed: number;
  readonly size: number;
  readonly checksum: number;
}

function contentOf(bytes: Buffer, { method, at, packed }: Entry, left: number): Buffer {
  try {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const content = bytes.subarray(start, start + packed);
    return method === deflated ? inflateRawSync(content, { maxOutputLength: Math.max(1, left) }) : content;
  } catch (cause) {
    const isTooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ArchiveUnreadable(isTooLarge ? 'too large' : 'damaged', { cause });
  }
}

function entriesOf(bytes: Buffer): readonly Entry[] {
  const from = Math.max(0, bytes.length - end_length - longest_comment);
  for (let at = bytes.length - end_length; at >= from; at -= 1) {
    if (bytes.readUInt32LE(at) !== end_of_directory) continue;
    try {
      return directoryAt(bytes, bytes.readUInt32LE(at + 16), bytes.readUInt16LE(at + 10));
    } catch (cause) {
      throw new ArchiveUnreadable('damaged', { cause });
    }
  }
  throw new ArchiveUnreadable('no archive');
}

function directoryAt(bytes: Buffer, start: number, count: number): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = start; entries.length < count;) {
    if (bytes.readUInt32LE(at) !== directory_entry) throw new RangeError('no entry there');
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameBytes),
      method: bytes.readUInt16LE(at + 10),
      at: bytes.readUInt32LE(at + 42),
      packed,
      size,
      checksum: bytes.readUInt32LE(at + 16),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
