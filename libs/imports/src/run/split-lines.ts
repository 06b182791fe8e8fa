/** One line of a file: its bytes without the line end, and its number, counted from 1. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer;
  /** The line is longer than the limit; only its beginning is in `bytes`. */
  readonly cut: boolean;
}

/** Far more than the API takes, far less than memory holds. */
const max_line_bytes = 1_048_576;
const newline = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts a stream of bytes into lines as it comes, without holding the whole. The bytes stay as they are: text that is
 * not UTF-8 reaches the API, which refuses it, instead of being repaired here without a word. Blank lines are left out
 * but counted.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>, maxLineBytes = max_line_bytes): AsyncGenerator<Line> {
  let number = 0;
  let begun: Buffer[] = [];
  let begunBytes = 0;
  let cut = false;
  const begin = (part: Buffer): void => {
    const fitting = part.subarray(0, maxLineBytes - begunBytes);
    cut ||= fitting.length < part.length;
    begun.push(fitting);
    begunBytes += fitting.length;
  };
  const finish = (): Line => {
    const line = { number: ++number, bytes: trimmed(Buffer.concat(begun), number), cut };
    [begun, begunBytes, cut] = [[], 0, false];
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      begin(chunk.subarray(from, end));
      from = end + 1;
      const line = finish();
      if (!isBlank(line.bytes)) yield line;
    }
    begin(chunk.subarray(from));
  }
  const last = finish();
  if (!isBlank(last.bytes)) yield last;
}

function trimmed(bytes: Buffer, lineNumber: number): Buffer {
  const from = lineNumber === 1 && bytes.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0;
  return bytes.subarray(from, bytes.at(-1) === carriageReturn ? -1 : undefined);
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x09);
