import { CsvError, parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { foldIdentity } from '#situation';
import { ImportRefused } from '../../import-refused.js';
import type { Row } from '../prepared-import.js';
import type { Table } from './table.js';

/** No row of a desk is longer; a quote that is never closed is. */
const longest_record = 1_048_576;
/** In it the delimiter is looked for. */
const sniffed_bytes = 65_536;
/** No form has more; a file that was cut at the wrong sign has. */
const most_columns = 1_000;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** How a file is written, where that is known of its format. */
export interface CsvLayout {
  /** The names of the columns of a file without a head. */
  readonly head: readonly string[];
  readonly delimiter: string;
  /** False where a quote is a character like any other. */
  readonly quote: false;
}

/**
 * Opens a CSV or TSV file in UTF-8, with or without a byte order mark, with any line ends, even mixed; the head
 * decides between commas, semicolons and tabs. @throws {ImportRefused}
 */
export async function openCsv(path: string, layout?: CsvLayout): Promise<Table> {
  const sniffed = await delimiterOf(path);
  const records = () => recordsOf(path, layout ?? { delimiter: sniffed });
  const head = layout?.head ?? (await headOf(path, records()));
  return {
    name: path,
    head,
    async *rows(): AsyncGenerator<Row> {
      let [isHead, next] = [layout === undefined, 1];
      for await (const { record, info } of records()) {
        const line = next;
        next = info.lines + 1;
        if (isHead) isHead = false;
        else {
          const cells = record.map(cellText);
          refuseUnnamed(path, line, cells.slice(head.length));
          if (cells.some((cell) => cell !== ''))
            yield { line, cells: Object.fromEntries(head.map((name, column) => [name, cells[column] ?? ''])) };
        }
      }
    },
  };
}

/** The text of a cell without blanks around it; nothing where nobody sees anything in it. */
export function cellText(written: string): string {
  const text = written.trim();
  return foldIdentity(text) === '' ? '' : text;
}

async function headOf(path: string, records: AsyncIterable<Parsed>): Promise<readonly string[]> {
  for await (const { record } of records) return checkedHead(path, record);
  throw new ImportRefused(`${path} is empty: a table begins with a row of column names.`);
}

/** @throws {ImportRefused} something stands behind the last column that has a name. */
export function refuseUnnamed(path: string, line: number, behind: readonly string[]): void {
  const found = behind.find((cell) => cell !== '');
  if (found !== undefined)
    throw new ImportRefused(
      `${path} has "${found.slice(0, 50)}" at line ${line}, behind the last column that has a name: name its column, or delete it, or a title above the names. Nothing was sent.`,
    );
}

/**
 * The names of the columns, without empty ones at the end. @throws {ImportRefused} a column has no name, or the name of another, or there
 * are more than a thousand.
 */
export function checkedHead(path: string, cells: readonly string[]): readonly string[] {
  if (cells.length > most_columns)
    throw new ImportRefused(
      `${path} has ${cells.length} columns; a table may have ${most_columns}. Leave out those that no report needs.`,
    );
  const named = cells.findLastIndex((cell) => cellText(cell) !== '') + 1;
  const head = cells.slice(0, named).map((cell) => cell.trim());
  const seen = new Set<string>();
  const twice = head.find((name) => seen.size === seen.add(name).size);
  const fault = seen.has('') ? 'a column without a name' : twice && `two columns named ${twice}`;
  if (named === 0) throw new ImportRefused(`${path} is empty: a table begins with a row of column names.`);
  if (fault === undefined) return head;
  throw new ImportRefused(`${path} has ${fault} in its first row: give every column a name of its own.`);
}

type Written = Pick<CsvLayout, 'delimiter'> & Partial<CsvLayout>;

async function* recordsOf(path: string, { delimiter, quote }: Written): AsyncGenerator<Parsed> {
  const source = createReadStream(path);
  const parser = parse({
    bom: true,
    info: true,
    delimiter,
    quote: quote ?? '"',
    skip_empty_lines: true,
    max_record_size: longest_record,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  pipeline(
    source,
    (chunks: Readable) => inUtf8(path, chunks),
    parser,
    () => undefined,
  );
  try {
    for await (const parsed of parser) yield parsed as Parsed;
  } catch (error) {
    throw error instanceof CsvError ? misshapen(path, error) : error;
  }
}

async function* inUtf8(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 1;
  const lineAt = (chunk: Buffer, index: number): number =>
    line + chunk.subarray(0, index).filter((byte) => byte === 0x0a).length;
  for await (const chunk of chunks) {
    const nul = chunk.indexOf(0);
    if (nul >= 0) throw holdsNul(path, lineAt(chunk, nul));
    try {
      yield decoder.decode(chunk, { stream: true });
    } catch {
      throw notUtf8(path, lineAt(chunk, firstWrong(chunk)));
    }
    line += chunk.filter((byte) => byte === 0x0a).length;
  }
  try {
    yield decoder.decode();
  } catch {
    throw notUtf8(path, line);
  }
}

/** Where the first character stands that is none, as far as the chunk shows. */
function firstWrong(chunk: Buffer): number {
  const text = new TextDecoder().decode(chunk);
  const before = text.slice(0, Math.max(0, text.indexOf('\uFFFD')));
  return Buffer.byteLength(before);
}

/** No report can hold one: no database keeps it in a text. */
const holdsNul = (path: string, line: number): ImportRefused =>
  new ImportRefused(`${path} holds a NUL byte, at line ${line}: it was damaged, or is no text. Nothing was sent.`);

const notUtf8 = (path: string, line: number): ImportRefused =>
  new ImportRefused(
    `${path} is not in UTF-8, at line ${line}. Save it as "CSV UTF-8", or convert it: iconv -f WINDOWS-1252 -t UTF-8 (of Arabic WINDOWS-1256). Nothing was sent.`,
  );

function misshapen(path: string, error: CsvError): ImportRefused {
  const line = 'lines' in error ? Number(error['lines']) : 0;
  const at = line > 0 ? ` at line ${line}` : '';
  const reasons: Readonly<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED: 'a quoted cell never ends: the file was cut, or a quote is missing',
    CSV_RECORD_INCONSISTENT_FIELDS_LENGTH:
      'a row has more or fewer cells than the head: the file was cut, or a quote is missing',
    CSV_MAX_RECORD_SIZE: `a row is longer than ${longest_record} characters: a quote is missing`,
    INVALID_OPENING_QUOTE: 'a quote stands within a cell that does not begin with one: double it and quote the cell',
    CSV_INVALID_CLOSING_QUOTE: 'text stands behind the closing quote of a cell: double the quotes within it',
  };
  const reason = reasons[error.code] ?? error.message;
  return new ImportRefused(`${path} cannot be read${at}: ${reason}. Nothing was sent.`, { cause: error });
}

/** The delimiter that the first line has most of, outside quotes. @throws {ImportRefused} it is no text. */
async function delimiterOf(path: string): Promise<string> {
  const stream = createReadStream(path, { end: sniffed_bytes - 1 });
  const bytes = Buffer.concat(await stream.toArray());
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new ImportRefused(`${path} is in UTF-16. Save it as "CSV UTF-8", or convert it: iconv -f UTF-16 -t UTF-8.`);
  if (bytes.includes(0)) throw new ImportRefused(`${path} is no text: a table is CSV, TSV or XLSX.`);
  const first = (bytes.toString('utf8').split(/\r\n|\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((one, other) => (count(other) > count(one) ? other : one));
}
