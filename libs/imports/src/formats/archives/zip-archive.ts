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
const zip64_end_of_directory = 0x06064b50;
const zip64_locator = 0x07064b50;
const zip64_locator_length = 20;
const zip64_extra = 0x0001;
/** What a field of 16 or 32 bits holds where the value is too large for it. */
const full_16 = 0xffff;
const full_32 = 0xffffffff;
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

/** The files that the directory at the end of the archive lists, read as they are asked for: an archive can have any number. */
function* entriesOf(bytes: Buffer): Generator<Entry> {
  const from = Math.max(0, bytes.length - end_length - longest_comment);
  for (let at = bytes.length - end_length; at >= from; at -= 1) {
    if (bytes.readUInt32LE(at) !== end_of_directory) continue;
    try {
      yield* entriesBetween(bytes, directoryOf(bytes, at));
    } catch (cause) {
      throw cause instanceof RangeError ? new ArchiveUnreadable('damaged', { cause }) : cause;
    }
    return;
  }
  throw new ArchiveUnreadable('no archive');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the directory is, by the end of the archive; what is too large for its fields stands in the record of ZIP64 before it. */
function directoryOf(bytes: Buffer, end: number): Span {
  const [count, size, start] = [
    bytes.readUInt16LE(end + 10),
    bytes.readUInt32LE(end + 12),
    bytes.readUInt32LE(end + 16),
  ];
  const isFull = count === full_16 || size === full_32 || start === full_32;
  const locator = end - zip64_locator_length;
  if (!isFull || locator < 0 || bytes.readUInt32LE(locator) !== zip64_locator) return { start, end: start + size };
  const record = longAt(bytes, locator + 8);
  if (bytes.readUInt32LE(record) !== zip64_end_of_directory) throw new RangeError('no end of a directory there');
  const [longSize, longStart] = [longAt(bytes, record + 40), longAt(bytes, record + 48)];
  return { start: longStart, end: longStart + longSize };
}

/** The count of entries is not looked at: writers that know no ZIP64 begin it again at 65,536. */
function* entriesBetween(bytes: Buffer, { start, end }: Span): Generator<Entry> {
  for (let at = start; at < end;) {
    if (bytes.readUInt32LE(at) !== directory_entry) throw new RangeError('no entry there');
    const [nameBytes, extraBytes] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)];
    const extra = at + 46 + nameBytes;
    // In the order in which the extra field of ZIP64 has those of them that are full.
    const fields = [at + 24, at + 20, at + 42].map((field) => bytes.readUInt32LE(field));
    const [size = 0, packed = 0, local = 0] = fields.includes(full_32)
      ? longFields(bytes, fields, { start: extra, end: extra + extraBytes })
      : fields;
    yield {
      name: bytes.toString('utf8', at + 46, extra),
      method: bytes.readUInt16LE(at + 10),
      at: local,
      packed,
      size,
      checksum: bytes.readUInt32LE(at + 16),
    };
    at = extra + extraBytes + bytes.readUInt16LE(at + 32);
  }
}

/** The fields with what the extra field of ZIP64 has in place of full ones. */
function longFields(bytes: Buffer, fields: readonly number[], { start, end }: Span): readonly number[] {
  let at = start;
  while (at < end && bytes.readUInt16LE(at) !== zip64_extra) at += 4 + bytes.readUInt16LE(at + 2);
  if (at >= end) return fields;
  at += 4;
  return fields.map((field) => {
    if (field !== full_32) return field;
    at += 8;
    return longAt(bytes, at - 8);
  });
}

const longAt = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));
