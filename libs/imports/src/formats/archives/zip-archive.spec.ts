import { crc32, deflateRawSync } from 'node:zlib';
import { zipOf } from '../../../../../test/import/malformed-workbooks.js';
import { unpackedFiles } from './zip-archive.js';

const content = Buffer.from('text');
const files = (count: number) => Array.from({ length: count }, (_none, index) => ({ name: `f${index}`, content }));
const namesIn = (archive: Buffer): readonly string[] =>
  [...unpackedFiles(archive, 64 * 1024 * 1024)].map(({ name, content: unpacked }) =>
    unpacked.equals(content) ? name : `${name} reads otherwise`,
  );

describe('an archive', () => {
  it.each([
    [3, false],
    [3, true],
    [65_536, true],
    // Written by what knows no ZIP64, which counts from 0 again.
    [65_540, false],
  ])('of %i files, ZIP64 %s, is read as a whole', (count, zip64) => {
    const names = namesIn(zipOf(files(count), zip64));
    expect([names.length, names.at(-1)]).toEqual([count, `f${count - 1}`]);
  });

  it('whose entries have their sizes and places in fields of ZIP64 is read', () => {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(8, 4);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), head, packed]);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(content), 16);
    for (const at of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, at);
    entry.writeUInt16LE(1, 28);
    entry.writeUInt16LE(6 + 28, 30);
    const other = Buffer.from([0x99, 0x99, 2, 0, 0, 0]);
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1);
    extra.writeUInt16LE(24, 2);
    [content.length, packed.length, 0].forEach((value, index) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index));
    const central = Buffer.concat([entry, Buffer.from('a'), other, extra]);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50);
    end.writeUInt32LE(central.length, 12);
    end.writeUInt32LE(local.length, 16);
    expect(namesIn(Buffer.concat([local, central, end]))).toEqual(['a']);
  });
});
