import { crc32, deflateRawSync } from 'node:zlib';
import writeXlsx from 'write-excel-file/node';
import { type Malformation, tableOf, upTo, word } from './malformed-tables.js';

/** A workbook of one sheet with these rows. */
export const workbookOf = (rows: readonly (readonly string[])[]): Promise<Buffer> =>
  writeXlsx(rows as never).toBuffer();

interface Entry {
  readonly name: string;
  readonly content: Buffer;
  /** What the archive says of the content, where that is not true. */
  readonly saidBytes?: number;
}

/** An archive of these files. Of `zip64` the end says that its fields are too small, and the record before it says the rest. */
export function zipOf(entries: readonly Entry[], zip64 = false): Buffer {
  const [parts, directory]: Buffer[][] = [[], []];
  const packing = new Map<Buffer, Buffer>();
  let at = 0;
  for (const { name, content, saidBytes = content.length } of entries) {
    const packed = packing.get(content) ?? deflateRawSync(content);
    packing.set(content, packed);
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(8, 2);
    fields.writeUInt32LE(crc32(content), 8);
    fields.writeUInt32LE(packed.length, 12);
    fields.writeUInt32LE(saidBytes, 16);
    fields.writeUInt16LE(Buffer.byteLength(name), 20);
    const offset = Buffer.alloc(4);
    offset.writeUInt32LE(at);
    const local = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0]),
      fields,
      Buffer.alloc(2),
      Buffer.from(name),
      packed,
    ]);
    directory!.push(
      Buffer.concat([
        Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0]),
        fields,
        Buffer.alloc(12),
        offset,
        Buffer.from(name),
      ]),
    );
    parts!.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory!);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  // What is too large is written as far as the field goes, as writers without ZIP64 do.
  end.writeUInt16LE(zip64 ? 0xffff : entries.length % 65_536, 8);
  end.writeUInt16LE(zip64 ? 0xffff : entries.length % 65_536, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : central.length, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : at, 16);
  return Buffer.concat([...parts!, central, ...(zip64 ? [endOfZip64(entries.length, central.length, at)] : []), end]);
}

/** The record of ZIP64, and the locator that says where it is. */
function endOfZip64(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50);
  end.writeBigUInt64LE(44n, 4);
  for (const at of [24, 32]) end.writeBigUInt64LE(BigInt(count), at);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(start + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

const workbook_xml =
  '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>';
const relations_xml =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';

/** A workbook whose one sheet is this text. */
const workbookWith = (sheet: Buffer | undefined, saidBytes?: number): Buffer =>
  zipOf([
    { name: 'xl/workbook.xml', content: Buffer.from(workbook_xml) },
    { name: 'xl/_rels/workbook.xml.rels', content: Buffer.from(relations_xml) },
    ...(sheet === undefined
      ? []
      : [{ name: 'xl/worksheets/sheet1.xml', content: sheet, ...(saidBytes !== undefined && { saidBytes }) }]),
  ]);

const sheet_start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const entities = Array.from(
  { length: 9 },
  (_none, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
).join('');

/** A workbook may unpack to this much where these files are read. */
export const most_unpacked_bytes = 4 * 1024 * 1024;

export const malformedWorkbooks: readonly Malformation[] = [
  {
    what: 'workbook that is cut',
    said: /no archive, or it was cut|is cut or damaged/,
    make: async (random) => {
      const bytes = await workbookOf(tableOf(random));
      return bytes.subarray(0, 30 + upTo(random, bytes.length - 60));
    },
  },
  {
    what: 'workbook with damaged bytes',
    said: /is cut or damaged/,
    make: async (random) => {
      const bytes = await workbookOf(tableOf(random));
      // Within what is packed: what a local header says stands in the directory, too.
      const at = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28) + upTo(random, 60);
      for (let index = at; index < at + 8; index += 1) bytes[index] = 0xff ^ (bytes[index] ?? 0);
      return bytes;
    },
  },
  {
    what: 'archive that is no workbook',
    said: /is no workbook that can be read/,
    make: (random) => zipOf([{ name: 'read-me.txt', content: Buffer.from(word(random)) }]),
  },
  {
    what: 'workbook that says that it unpacks to too much',
    said: /unpacks to more than 4 MiB/,
    make: (random) => workbookWith(Buffer.alloc(most_unpacked_bytes + 1 + upTo(random, 999), ' ')),
  },
  {
    what: 'workbook that unpacks to too much and does not say so',
    said: /unpacks to more than 4 MiB/,
    make: (random) => workbookWith(Buffer.alloc(most_unpacked_bytes + 1 + upTo(random, 999), ' '), 10),
  },
  {
    what: 'workbook with more files than a workbook has',
    said: /is no workbook that can be read: it holds more than 10000 files/,
    make: (random) => {
      const content = Buffer.from(word(random));
      return zipOf(
        Array.from({ length: 10_001 }, (_none, index) => ({ name: `x${index}`, content })),
        true,
      );
    },
  },
  {
    what: 'archive whose record of ZIP64 is cut out',
    said: /is no workbook that can be read: it is cut or damaged/,
    make: (random) => {
      const bytes = zipOf([{ name: 'read-me.txt', content: Buffer.from(word(random)) }], true);
      return Buffer.concat([bytes.subarray(0, -98), bytes.subarray(-22)]);
    },
  },
  { what: 'workbook without its sheet', said: /is no workbook that can be read/, make: () => workbookWith(undefined) },
  {
    what: 'workbook whose sheet is no XML',
    said: /is no workbook that can be read|is empty/,
    make: (random) => workbookWith(Buffer.from(`not xml ${word(random)}`)),
  },
  {
    what: 'workbook whose sheet is cut',
    said: /is no workbook that can be read|is empty|no column/,
    make: () => workbookWith(Buffer.from(`${sheet_start}<row r="1"><c r="A1" t="inlineStr"><is><t>id</t>`)),
  },
  {
    what: 'workbook whose entities unfold without end',
    said: /is no workbook that can be read|is empty|no column/,
    make: () =>
      workbookWith(
        Buffer.from(
          `<!DOCTYPE x [<!ENTITY e0 "lol">${entities}]>${sheet_start}<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData></worksheet>`,
        ),
      ),
  },
  {
    what: 'workbook with nothing in it',
    said: /is empty/,
    make: () => workbookWith(Buffer.from(`${sheet_start}</sheetData></worksheet>`)),
  },
  {
    what: 'workbook with a column named twice',
    said: /two columns named place/,
    make: (random) => workbookOf([['id', 'place', 'place'], ...tableOf(random).slice(1)]),
  },
  {
    what: 'workbook with other columns',
    said: /there is no column "id"/,
    make: (random) => workbookOf([['a', 'b', 'c'], ...tableOf(random).slice(1)]),
  },
];
