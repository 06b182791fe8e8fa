import { TextDecoder } from 'node:util';
import { ImportRefused } from '../../import-refused.js';

/** Encodings that a file is read in: UTF-8, and UTF-16 with a byte order mark, which Excel calls Unicode text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What a file is written in, by its first bytes. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Decodes the bytes of a file. @throws {ImportRefused} they are in another encoding, or no text. */
export async function* decoded(
  path: string,
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let line = 1;
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw wrongBytes(path, encoding, line + endsIn(new TextDecoder(encoding).decode(chunk).split('\uFFFD', 1)[0]));
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk);
    const nul = text.indexOf('\0');
    if (nul >= 0) throw holdsNul(path, line + endsIn(text.slice(0, nul)));
    yield text;
    line += endsIn(text);
  }
  yield decode();
}

const endsIn = (text = ''): number => text.split('\n').length - 1;

/** No report can hold one: no database keeps it in a text. */
const holdsNul = (path: string, line: number): ImportRefused =>
  new ImportRefused(`${path} holds a NUL byte, at line ${line}: it was damaged, or is no text. Nothing was sent.`);

const wrongBytes = (path: string, encoding: Encoding, line: number): ImportRefused =>
  new ImportRefused(
    encoding === 'utf-8'
      ? `${path} is not in UTF-8, at line ${line}. Save it as "CSV UTF-8", or convert it: iconv -f WINDOWS-1252 -t UTF-8 (of Arabic WINDOWS-1256). Nothing was sent.`
      : `${path} is damaged at line ${line}: its mark says UTF-16, and it has something else there. Save it as "CSV UTF-8". Nothing was sent.`,
  );
