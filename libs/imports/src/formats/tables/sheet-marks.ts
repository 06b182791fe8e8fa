import { attributeOf, book_path, relations_path } from './workbook.js';

/** What a workbook says of a sheet beside the values of its cells. */
export interface SheetMarks {
  /** True where days are counted from 1904 and the reader of workbooks does not see it. */
  readonly is1904: boolean;
  /** Cells whose formula came to an error, by their address: `#N/A`. */
  readonly errors: ReadonlyMap<string, string>;
  /** A cell with a formula that no program has computed yet. */
  readonly uncomputed: string | undefined;
  /** Areas of several cells that are shown as one, `B2:B4`. */
  readonly merged: readonly string[];
  /** Rows that are not shown, filtered or hidden by hand, from 1. */
  readonly hiddenRows: readonly number[];
}

/** What of a sheet is looked at: the beginning or end of an element, with its attributes. It reads on past nothing twice. */
const tag = /<(\/?)(?:\w{1,20}:)?(c|f|v|row|mergeCell)(?=[\s/>])([^<>]*)>/g;
/** The same of a sheet whose cells need no look, as those of most large ones. */
const tag_of_rows = /<(\/?)(?:\w{1,20}:)?(row|mergeCell)(?=[\s/>])([^<>]*)>/g;
const formula_or_error = /<(?:\w{1,20}:)?f[\s/>]|\st=["']e["']/;

/** A cell as far as it has been read. */
interface Cell {
  readonly at: string;
  readonly type: string;
  hasFormula: boolean;
  text: string | undefined;
}
const nothing: Cell = { at: '', type: '', hasFormula: false, text: undefined };

/** Reads the marks of a sheet from the files of a workbook, by their paths; of what is no XML, whatever looks like one. */
export function sheetMarks(files: ReadonlyMap<string, Buffer>, path: string | undefined): SheetMarks {
  const book = files.get(book_path)?.toString('utf8') ?? '';
  const sheet = files.get(path ?? '')?.toString('utf8') ?? '';
  const errors = new Map<string, string>();
  const [merged, hiddenRows]: [string[], number[]] = [[], []];
  let uncomputed: string | undefined;
  let cell: Cell | undefined;
  const endCell = (): void => {
    const { at, type, hasFormula, text } = cell ?? nothing;
    if (type === 'e') errors.set(at, text ?? '#ERROR');
    // A formula may come to an empty text.
    else if (hasFormula && (text === undefined || (text === '' && type !== 'str'))) uncomputed ??= at;
    cell = undefined;
  };
  const tags = formula_or_error.test(sheet) ? tag : tag_of_rows;
  for (const { 0: written, 1: closes, 2: name, 3: attributes = '', index } of sheet.matchAll(tags)) {
    const isOpening = closes === '';
    if (name === 'mergeCell' && isOpening) merged.push(attributeOf(attributes, 'ref') ?? '');
    if (name === 'row' && isOpening && /^(1|true)$/.test(attributeOf(attributes, 'hidden') ?? ''))
      hiddenRows.push(Number(attributeOf(attributes, 'r')));
    if (name === 'c') endCell();
    if (name === 'c' && isOpening)
      cell = { ...nothing, at: attributeOf(attributes, 'r') ?? '', type: attributeOf(attributes, 't') ?? '' };
    if (cell === undefined || !isOpening) continue;
    const from = index + written.length;
    if (name === 'f') cell.hasFormula = true;
    else if (name === 'v') cell.text = attributes.endsWith('/') ? '' : sheet.slice(from, sheet.indexOf('<', from));
  }
  endCell();
  // The reader of workbooks knows "1" alone, LibreOffice writes "true".
  return { is1904: /\bdate1904=["']true/.test(book), errors, uncomputed, merged, hiddenRows };
}

/** True of the files that marks may be read from: a sheet may have any name. */
export const hasMarks = (path: string): boolean =>
  path === relations_path || (path.endsWith('.xml') && !/^xl\/(sharedStrings|styles|theme\/)/.test(path));
