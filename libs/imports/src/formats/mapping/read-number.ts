import { CellUnread } from './read-date.js';

/** How numbers are written: `1,234.5` where not said. */
export const numberFormats = ['1,234.5', '1.234,5'] as const;

/**
 * Reads a number. Blanks and apostrophes stand between thousands everywhere, and the signs of Arabic mean one thing; what is a number
 * in a workbook has no format. @throws {CellUnread}
 */
export function numberIn(text: string, format?: string, isNumber = false): number {
  if (isNumber) return Number(text);
  const [group, decimal] = format === '1.234,5' ? ['.', ','] : [',', '.'];
  const written = text
    .replace(/^\u2212/, '-')
    .replaceAll('\u066c', group)
    .replaceAll('\u066b', decimal);
  const [whole = '', fraction, ...more] = written.split(decimal);
  const grouped = new RegExp(`^-?\\d{1,3}([\\${group} '\u2019])\\d{3}(\\1\\d{3})*$`);
  const plain = grouped.test(whole) ? whole.replace(/[^\d-]/g, '') : whole;
  if (more.length === 0 && /^-?\d+$/.test(plain) && /^\d+$/.test(fraction ?? '0'))
    return Number(`${plain}.${fraction ?? '0'}`);
  throw new CellUnread(
    `"${text}" is no number${format === undefined ? '' : ` as ${format}`}. ${adviceFor(text, format)}`,
  );
}

function adviceFor(text: string, format: string | undefined): string {
  if (!/\d/.test(text))
    return 'Write one such as 8, or leave the cell empty; of a word that stands for nothing, list it under empty in the mapping.';
  if (format === undefined && /^-?[\d.]+,\d+$/.test(text))
    return "Write one such as 8, or leave the cell empty; where commas are decimal, say format: '1.234,5'.";
  return 'Write one such as 8, or leave the cell empty; of a range, or a least number, write low and high into columns of their own.';
}

/** The format of some counts where they are written with decimal commas, or with full stops between thousands. */
export function numberFormatOf(values: readonly string[]): { readonly format?: string } {
  const isOther = (text: string): boolean => /^-?(\d{1,3}(\.\d{3})+(,\d+)?|\d+,(\d{1,2}|\d{4,}))$/.test(text);
  const isUsual = (text: string): boolean => /^-?(\d{1,3}(,\d{3})+(\.\d+)?|\d+\.(\d{1,2}|\d{4,}))$/.test(text);
  return values.some(isOther) && !values.some(isUsual) ? { format: '1.234,5' } : {};
}
