import { ImportRefused } from '../../import-refused.js';

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  /** True where nobody sees it before asking for it. */
  readonly isHidden: boolean;
  /** Its file in the archive; undefined of a chart, and of what the workbook names and does not have. */
  readonly path: string | undefined;
  /** Its place among the sheets, from 1. */
  readonly number: number;
}

export const book_path = 'xl/workbook.xml';
export const relations_path = 'xl/_rels/workbook.xml.rels';

/** The sheets that a workbook lists, in order. */
export function sheetsOf(files: ReadonlyMap<string, Buffer>): readonly Sheet[] {
  const textOf = (path: string): string => files.get(path)?.toString('utf8') ?? '';
  const targets = new Map<string | undefined, string | undefined>();
  for (const [, attributes = ''] of textOf(relations_path).matchAll(/<(?:\w{1,20}:)?Relationship\s([^<>]*)>/g))
    if (attributeOf(attributes, 'Type')?.endsWith('/worksheet') === true)
      targets.set(attributeOf(attributes, 'Id'), attributeOf(attributes, 'Target'));
  const listed = [...textOf(book_path).matchAll(/<(?:\w{1,20}:)?sheet\s([^<>]*)>/g)].filter(
    ([, attributes = '']) => (attributeOf(attributes, 'name') ?? '') !== '',
  );
  return listed.map(([, attributes = ''], index) => {
    const target = targets.get(attributeOf(attributes, '\\w{1,20}:id'));
    return {
      name: unescaped(attributeOf(attributes, 'name') ?? ''),
      isHidden: ['hidden', 'veryHidden'].includes(attributeOf(attributes, 'state') ?? ''),
      path: target === undefined || target.startsWith('/') ? target?.slice(1) : `xl/${target}`,
      number: index + 1,
    };
  });
}

/**
 * The sheet of that name, or the first one that is shown. Of a workbook that lists none the first one: its reader says what is wrong.
 *
 * @throws {ImportRefused} there is no sheet of that name.
 */
export function chosenSheet(path: string, sheets: readonly Sheet[], asked?: string): Sheet {
  const first = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  if (asked === undefined) return first ?? { name: '', isHidden: false, path: undefined, number: 1 };
  const folded = fold(asked);
  const found = sheets.find(({ name }) => name === asked) ?? sheets.find(({ name }) => fold(name) === folded);
  if (found !== undefined) return found;
  throw new ImportRefused(
    `${path} has no sheet "${asked}"; it has: ${sheets.map(nameOf).join(', ')}. Nothing was sent.`,
  );
}

const fold = (name: string): string => name.trim().toLowerCase();

export const nameOf = ({ name, isHidden }: Sheet): string => (isHidden ? `${name} (hidden)` : name);

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex?: string, decimal?: string, name = '') => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (Number.isInteger(code) && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    return entities[name] ?? whole;
  });

const patterns = new Map<string, RegExp>();

/** The value of an attribute, by its name without a prefix or with one: `r:id`. */
export function attributeOf(attributes: string, name: string): string | undefined {
  // A large sheet has millions: each name is compiled once.
  const pattern = patterns.get(name) ?? new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`);
  patterns.set(name, pattern);
  const [, double, single] = pattern.exec(attributes) ?? [];
  return double ?? single;
}
