/** What a workbook says of its first sheet beside the values of its cells. */
export interface SheetMarks {
  /** True where days are counted from 1904 and the reader of workbooks does not see it. */
  readonly is1904: boolean;
  /** Cells whose formula came to an error, by their address: `#N/A`. */
  readonly errors: ReadonlyMap<string, string>;
  /** A cell with a formula that no program has computed yet. */
  readonly uncomputed: string | undefined;
  /** Areas of several cells that are shown as one, `B2:B4`. */
  readonly merged: readonly string[];
}

const cell = /<(?:\w+:)?c\s([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs;
const merge = /<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"/g;
const formula = /<(?:\w+:)?f[\s>/]/;
const value = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?v>|<(?:\w+:)?v\s*\/>/;

/** Reads the marks of the first sheet from the files of a workbook, by their paths. */
export function sheetMarks(files: ReadonlyMap<string, Buffer>): SheetMarks {
  const book = files.get(book_path)?.toString('utf8') ?? '';
  const errors = new Map<string, string>();
  let uncomputed: string | undefined;
  const sheet = files.get(firstSheetPath(book, files) ?? '')?.toString('utf8') ?? '';
  for (const [, attributes = '', content = ''] of sheet.matchAll(cell)) {
    const [at, type] = [attributeOf(attributes, 'r') ?? '', attributeOf(attributes, 't')];
    const text = value.exec(content)?.[1];
    if (type === 'e') errors.set(at, text ?? '#ERROR');
    // A formula may come to an empty text.
    else if (formula.test(content) && (text === undefined || (text === '' && type !== 'str'))) uncomputed ??= at;
  }
  const merged = [...sheet.matchAll(merge)].map(([, area = '']) => area);
  // The reader of workbooks knows "1" alone, LibreOffice writes "true".
  return { is1904: /\bdate1904="true"/.test(book), errors, uncomputed, merged };
}

const book_path = 'xl/workbook.xml';
const relations_path = 'xl/_rels/workbook.xml.rels';

/** True of the files that marks are read from. */
export const hasMarks = (path: string): boolean =>
  path === book_path || path === relations_path || /^xl\/.*sheet[^/]*\.xml$/i.test(path);

function firstSheetPath(book: string, files: ReadonlyMap<string, Buffer>): string | undefined {
  const relation = /<(?:\w+:)?sheet\s[^>]*?\s\w+:id="([^"]+)"/.exec(book)?.[1];
  const relations = files.get(relations_path)?.toString('utf8') ?? '';
  const [found] = [...relations.matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].filter(
    ([, attributes = '']) => attributeOf(attributes, 'Id') === relation,
  );
  const target = attributeOf(found?.[1] ?? '', 'Target');
  return target === undefined || target.startsWith('/') ? target?.slice(1) : `xl/${target}`;
}

const attributeOf = (attributes: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
