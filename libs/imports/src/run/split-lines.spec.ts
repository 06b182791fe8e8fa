import fc from 'fast-check';
import { splitLines } from './split-lines.js';

async function* chunksOf(bytes: Buffer, chunkBytes: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += chunkBytes) yield bytes.subarray(from, from + chunkBytes);
}

async function linesOf(text: string | Buffer, chunkBytes = 7, maxLineBytes?: number): Promise<[number, string][]> {
  const lines: [number, string][] = [];
  for await (const line of splitLines(chunksOf(Buffer.from(text), chunkBytes), maxLineBytes)) {
    lines.push([line.number, `${line.bytes.toString()}${line.cut ? '…' : ''}`]);
  }
  return lines;
}

describe('splitting lines', () => {
  it('keeps the numbers of lines that follow blank ones', async () => {
    expect(await linesOf('{"a":1}\n\n  \r\n{"b":2}\r\n')).toEqual([
      [1, '{"a":1}'],
      [4, '{"b":2}'],
    ]);
  });

  it('gives a last line that has no end', async () => {
    expect(await linesOf('one\ntwo')).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('takes the mark that some editors put before the first line away', async () => {
    expect(await linesOf('\uFEFF{}\n{}')).toEqual([
      [1, '{}'],
      [2, '{}'],
    ]);
  });

  it('cuts a line beyond the limit and goes on with the next', async () => {
    expect(await linesOf('0123456789abc\nshort\n', 4, 8)).toEqual([
      [1, '01234567…'],
      [2, 'short'],
    ]);
  });

  it('passes bytes that are not UTF-8 on as they are', async () => {
    const bytes = Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]);
    for await (const line of splitLines(chunksOf(bytes, 2))) expect(line.bytes).toEqual(bytes.subarray(0, 4));
    expect.assertions(1);
  });

  it('does not depend on how the bytes arrive', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '\n', '\r\n', ' ', '𝄞'), { maxLength: 60 }).map((t) => t.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (given, chunkBytes) => {
        expect(await linesOf(given, chunkBytes)).toEqual(await linesOf(given, 1_000));
      }),
    );
  });
});
