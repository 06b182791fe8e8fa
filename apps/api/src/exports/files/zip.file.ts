import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive; its text is made while it is written. */
export interface ZipEntry {
  readonly name: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Sizes follow the file (bit 3), and names are UTF-8 (bit 11). */
const flags = 0x0808;
const deflated = 8;
const version = 20;
/** 1 January 1980, the beginning of this calendar: the same content has the same bytes. */
const date = 0x0021;

/** Yields a ZIP archive (APPNOTE 6.3, without ZIP64: below 4 GiB), compressed and sent while its entries are made. */
export async function* zipFile(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Buffer, void> {
  const written: Written[] = [];
  let at = 0;
  for await (const { name, text } of entries) {
    const entry = { name: Buffer.from(name), at, crc: 0, packed: 0, size: 0 };
    const local = record(0x04034b50, [
      w(version),
      w(flags),
      w(deflated),
      w(0),
      w(date),
      d(0),
      d(0),
      d(0),
      w(entry.name.length),
      w(0),
    ]);
    yield Buffer.concat([local, entry.name]);
    for await (const chunk of compressed(text, entry)) {
      entry.packed += chunk.length;
      yield chunk;
    }
    const sizes = record(0x08074b50, [d(entry.crc), d(entry.packed), d(entry.size)]);
    yield sizes;
    at += local.length + entry.name.length + entry.packed + sizes.length;
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  const [count, length] = [w(written.length), d(directory.length)];
  yield Buffer.concat([directory, record(0x06054b50, [w(0), w(0), count, count, length, d(at), w(0)])]);
}

/** Yields the text deflated; counts its bytes and their checksum on the way. */
async function* compressed(text: ZipEntry['text'], entry: { crc: number; size: number }): AsyncGenerator<Buffer, void> {
  const bytes = async function* () {
    for await (const part of text) {
      const chunk = Buffer.from(part);
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.length;
      yield chunk;
    }
  };
  // A failure of the source destroys what is read below with the same error.
  const packed = pipeline(Readable.from(bytes(), { objectMode: false }), createDeflateRaw(), () => undefined);
  for await (const chunk of packed) yield chunk as Buffer;
}

function directoryEntry({ name, at, crc, packed, size }: Written): Buffer {
  const sizes = [d(crc), d(packed), d(size), w(name.length)];
  const before = [w(version), w(version), w(flags), w(deflated), w(0), w(date)];
  return Buffer.concat([record(0x02014b50, [...before, ...sizes, w(0), w(0), w(0), w(0), d(0), d(at)]), name]);
}

const record = (signature: number, fields: readonly Buffer[]): Buffer => Buffer.concat([d(signature), ...fields]);

/** 16 bits, little-endian. */
function w(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** 32 bits, little-endian. */
function d(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
