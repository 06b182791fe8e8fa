import { foldIdentity } from '#situation';
import { slugOf } from '../slug-of.js';
import type { Cell, Mapping, Vocabulary } from './mapping.js';
import { CellUnread, dayIn, instantIn } from './read-date.js';
import { numberIn } from './read-number.js';

export { CellUnread } from './read-date.js';

/** The value of a cell; undefined where it is empty. A workbook has numbers that are no text: `isNumber`. @throws {CellUnread} */
export function readCell(
  cell: Cell,
  text: string,
  mapping: Pick<Mapping, 'timeZone' | 'vocabularies' | 'language'>,
  isNumber = false,
): unknown {
  if (text === '') return cell.default;
  refuseError(text);
  const vocabulary = typeof cell.vocabulary === 'string' ? mapping.vocabularies[cell.vocabulary] : cell.vocabulary;
  const word = (one: string): string => (vocabulary === undefined ? one : wordIn(vocabulary, one));
  switch (cell.as ?? 'text') {
    case 'number':
      return vocabulary === undefined ? numberIn(plainText(text), cell.format, isNumber) : numberIn(word(text));
    case 'day':
      return dayIn(plainText(text), { ...mapping, format: cell.format });
    case 'instant':
      return instantIn(plainText(text), { ...mapping, format: cell.format });
    case 'flag':
      return flagIn(plainText(text));
    case 'slug':
      return vocabulary === undefined ? slugOf(text) : word(text);
    case 'list':
      return text
        .split(cell.separator ?? ';')
        .map((one) => one.trim())
        .filter((one) => one !== '')
        .map(word);
    case 'text':
      return word(text);
  }
}

const spreadsheet_error = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|ERROR!?)$/;

/** A cell whose formula failed says nothing, and its text least of all. @throws {CellUnread} */
export function refuseError(text: string): void {
  if (spreadsheet_error.test(text))
    throw new CellUnread(`"${text}" is an error of the spreadsheet. Mend its formula, or write the value.`);
}

function wordIn(vocabulary: Vocabulary, text: string): string {
  const [exact] = Object.hasOwn(vocabulary, text) ? [vocabulary[text]] : [];
  const found = exact ?? Object.entries(vocabulary).find(([one]) => foldWord(one) === foldWord(text))?.[1];
  if (found !== undefined) return found;
  throw new CellUnread(
    `"${text}" is not in the vocabulary. It has: ${Object.keys(vocabulary).join(', ') || 'no words'}.`,
  );
}

/** Words that look the same but for capitals are the same. */
export const foldWord = (text: string): string => foldIdentity(text).toLowerCase();

/** The digit zero of the scripts that spreadsheets write numbers in: Arabic, Persian, Devanagari, Bengali, Burmese, wide Latin. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x1040, 0xff10];

/** A number or a date without marks that nobody sees, with Latin digits. */
export const plainText = (text: string): string =>
  foldIdentity(text).replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeros.find((one) => code >= one && code < one + 10);
    return zero === undefined ? digit : String(code - zero);
  });

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  1: true,
  false: false,
  no: false,
  n: false,
  0: false,
};

function flagIn(text: string): boolean {
  const flag = flags[text.toLowerCase()];
  if (flag !== undefined) return flag;
  throw new CellUnread(`"${text}" is neither yes nor no.`);
}
