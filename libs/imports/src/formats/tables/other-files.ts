import { ImportRefused } from '../../import-refused.js';

const save_as = 'Open it in a spreadsheet and save it as XLSX or as "CSV UTF-8"';

/** What a file that is no table begins with, what it is, and what would be right. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^%PDF/, 'a PDF: a table is CSV, TSV or XLSX'],
  [/^\x1f\x8b/, 'compressed (gzip): unpack it first'],
  [
    /^\s*<(!doctype|html|head|body|table|meta|\?xml|div|style)\b/i,
    `a web page or XML, whatever it is called. ${save_as}`,
  ],
  [/^\s*(\{\s*("|$)|\[\s*[[{"])/, 'JSON: a table is CSV, TSV or XLSX, and lines of reports are named .ndjson'],
];

const compound_document = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Refuses what is no text, by its first bytes, and what is text and no table. @throws {ImportRefused} */
export function refuseOther(path: string, bytes: Buffer, text: string): void {
  const begun = text.slice(0, 1_000).replace(/^\uFEFF/, '');
  const latin = bytes.toString('latin1', 0, 1_000);
  const other = beginnings.find(([beginning]) => beginning.test(begun) || beginning.test(latin))?.[1];
  if (other !== undefined) throw new ImportRefused(`${path} is ${other}. Nothing was sent.`);
  if (text.includes('\0'))
    throw new ImportRefused(`${path} is no text: a table is CSV in UTF-8, TSV or XLSX. Nothing was sent.`);
}

/** True of a file that begins as old Excel and Word files do, and new ones with a password. */
export const isCompoundDocument = (bytes: Buffer): boolean =>
  bytes.subarray(0, compound_document.length).equals(compound_document);

/** Says of such a file what it is. Names in it are in UTF-16. */
export function compoundDocumentRefused(path: string, bytes: Buffer): ImportRefused {
  const isLocked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return new ImportRefused(
    isLocked
      ? `${path} is locked with a password. Open it, save it without one (File, Info, Protect Workbook), and import that. Nothing was sent.`
      : `${path} is a workbook of an old Excel (XLS), or another old office file. ${save_as}. Nothing was sent.`,
  );
}

/** What an archive is that has no workbook in it, by the names of its files; undefined where they do not tell. */
export function otherArchive(names: readonly string[]): string | undefined {
  const has = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
  if (has(/^xl\/workbook\.xml$/) !== undefined) return undefined;
  if (has(/^xl\/workbook\.bin$/) !== undefined) return `it is a binary workbook (XLSB). ${save_as}`;
  if (has(/^word\//) !== undefined) return 'it is a document of Word. Copy its table into a spreadsheet';
  if (has(/^content\.xml$/) !== undefined) return `it is an OpenDocument file (ODS), whatever it is called. ${save_as}`;
  if (has(/^Index\/.*\.iwa$/) !== undefined) return 'it is a file of Numbers. Export it as Excel or CSV';
  const table = has(/\.(csv|tsv|txt|xlsx)$/i);
  return table === undefined
    ? undefined
    : `it is an archive with ${table.slice(0, 100)} in it. Unpack it, and import that`;
}
