import { CsvError, parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { ImportRefused } from '../../import-refused.js';
import type { Row } from '../prepared-import.js';
import { isPart } from '../rejects.js';
import { cellText } from './cell-text.js';
import { decoded, type Encoding, encodingOf } from './encodings.js';
import { first_rows, type FirstRows, type Head, headOf, refuseUnnamed } from './head.js';
import { refuseOther } from './other-files.js';
import type { Table, TablePlace } from './table.js';

/** No row of a desk is longer; a quote that is never closed is. */
const longest_record = 1_048_576;
/** In it the delimiter is looked for. */
const sniffed_bytes = 65_536;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly empty_lines: number };
}

/** How a file is written, where that is known of its format. */
export interface CsvLayout {
  /** The names of the columns of a file without a head. */
  readonly head: readonly string[];
  readonly delimiter: string;
  /** False where a quote is a character like any other. */
  readonly quote: false;
}

/** How a file is to be read. */
export interface CsvReading extends Pick<TablePlace, 'headLine'> {
  readonly layout?: CsvLayout;
}

/**
 * Opens a CSV or TSV file in UTF-8, or in UTF-16 with a byte order mark, with any line ends, even mixed; its first lines decide between
 * commas, semicolons, tabs and bars. @throws {ImportRefused}
 */
export async function openCsv(path: string, { layout, headLine }: CsvReading = {}): Promise<Table> {
  const written =
    layout === undefined ? await writtenAs(path) : ({ ...layout, encoding: 'utf-8', startsAt: 1 } as const);
  const head = layout === undefined ? headBelow(await firstRows(path, written), headLine) : headOfLayout(layout);
  return {
    name: path,
    head: head.names,
    notices: head.line > 1 ? [`The names of the columns are those in line ${head.line}.`] : [],
    async *rows(): AsyncGenerator<Row> {
      let width = layout?.head.length;
      for await (const { cells, line } of linesOf(path, written)) {
        if (line === head.line) width = cells.length;
        if (line <= head.line) continue;
        if (cells.length !== width)
          throw unreadable(
            path,
            line,
            'a row has more or fewer cells than the head: the file was cut, or a quote is missing',
          );
        refuseUnnamed(path, line, cells, head);
        if (cells.some((cell) => cell !== ''))
          yield {
            line,
            cells: Object.fromEntries(head.names.map((name, index) => [name, cells[head.columns[index] ?? 0] ?? ''])),
          };
      }
    },
  };
}

/** Refused rows of a table whose names stand further below have them in their first line. */
const headBelow = (first: FirstRows, headLine: number | undefined): Head =>
  headOf(first, { headLine: isPart(first.rows[0] ?? []) ? undefined : headLine });

/** The head of a file without one: its names, and no line. */
const headOfLayout = ({ head: names }: CsvLayout): Head => ({
  names,
  columns: names.map((_name, column) => column),
  line: 0,
  first: -1,
  last: -1,
});

async function firstRows(path: string, written: Written): Promise<FirstRows> {
  const lines: Line[] = [];
  for await (const line of linesOf(path, written)) if (lines.push(line) >= first_rows) break;
  return { path, lines: lines.map(({ line }) => line), rows: lines.map(({ cells }) => cells) };
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const line_end = /\r\n|\n|\r/g;

/** The records of a file, each with the line that it begins on. */
async function* linesOf(path: string, written: Written): AsyncGenerator<Line> {
  let [line, empty] = [written.startsAt, 0];
  for await (const { record, info } of recordsOf(path, written)) {
    line += info.empty_lines - empty;
    empty = info.empty_lines;
    yield { line, cells: record.map(cellText) };
    line += 1 + record.reduce((ends, cell) => ends + (cell.match(line_end)?.length ?? 0), 0);
  }
}

/** How a file is written. */
interface Written {
  readonly delimiter: string;
  readonly quote?: false;
  readonly encoding: Encoding;
  /** The first line of the table; one above it says the delimiter. */
  readonly startsAt: number;
}

async function* recordsOf(path: string, { delimiter, quote, encoding, startsAt }: Written): AsyncGenerator<Parsed> {
  const source = createReadStream(path);
  const parser = parse({
    bom: true,
    info: true,
    delimiter,
    quote: quote ?? '"',
    from_line: startsAt,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: longest_record,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  pipeline(
    source,
    (chunks: Readable) => decoded(path, chunks, encoding),
    parser,
    () => undefined,
  );
  try {
    for await (const parsed of parser) yield parsed as Parsed;
  } catch (error) {
    throw error instanceof CsvError ? misshapen(path, error) : error;
  }
}

function misshapen(path: string, error: CsvError): ImportRefused {
  const line = 'lines' in error ? Number(error['lines']) : 0;
  const reasons: Readonly<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED: 'a quoted cell never ends: the file was cut, or a quote is missing',
    CSV_MAX_RECORD_SIZE: `a row is longer than ${longest_record} characters: a quote is missing`,
    INVALID_OPENING_QUOTE: 'a quote stands within a cell that does not begin with one: double it and quote the cell',
    CSV_INVALID_CLOSING_QUOTE: 'text stands behind the closing quote of a cell: double the quotes within it',
  };
  return unreadable(path, line, reasons[error.code] ?? error.message, error);
}

const unreadable = (path: string, line: number, reason: string, cause?: unknown): ImportRefused =>
  new ImportRefused(`${path} cannot be read${line > 0 ? ` at line ${line}` : ''}: ${reason}. Nothing was sent.`, {
    cause,
  });

/** @throws {ImportRefused} it is no text. */
async function writtenAs(path: string): Promise<Written> {
  const bytes = Buffer.concat(await createReadStream(path, { end: sniffed_bytes - 1 }).toArray());
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  refuseOther(path, bytes, text);
  const [, said] = /^sep=(.)(?:\r\n|\n|\r|$)/i.exec(text) ?? [];
  return { delimiter: said ?? delimiterIn(text), encoding, startsAt: said === undefined ? 1 : 2 };
}

/** The delimiter that the first line with any has most of, outside quotes. */
function delimiterIn(text: string): string {
  const delimiters = [',', ';', '\t', '|'];
  for (const line of text.replace(/"[^"]*"/g, '').split(/\r\n|\n|\r/)) {
    const counts = delimiters.map((delimiter) => line.split(delimiter).length - 1);
    const most = Math.max(...counts);
    if (most > 0) return delimiters[counts.indexOf(most)] ?? ',';
  }
  return ',';
}
