import { plainText } from './read-cell.js';
import { dayIn, isIso } from './read-date.js';

/** How desks and forms write days, beside ISO 8601. */
const days = [
  ...(['D/M/YYYY', 'M/D/YYYY', 'YYYY/M/D', 'D.M.YYYY', 'D-M-YYYY', 'M-D-YYYY'] as const),
  ...(['D/M/YY', 'M/D/YY', 'D.M.YY', 'D MMM YYYY', 'D. MMM YYYY', 'D MMM YY', 'MMM D, YYYY'] as const),
  ...(['D-MMM-YYYY', 'D-MMM-YY'] as const),
];
const times = ['', ' H:mm', ' H:mm:ss', ' h:mm A', ' h:mm:ss A', ' h:mm:ss A Z', ' H:mm Z', ' H:mm:ss Z', ', H:mm'];
const formats = days.flatMap((day) => times.map((time) => `${day}${time}`));

/**
 * The format of some dates, where it is not ISO 8601: the one that most of them have. Where two fit as well, as of 7/3/2017, both with
 * a question mark, which a person answers.
 */
export function dateFormatOf(values: readonly string[]): { readonly format?: string } {
  const texts = values.map(plainText).filter((text) => /\d/.test(text) && !isIso(text));
  const counted = formats.map((format) => ({ format, count: texts.filter((text) => fits(text, format)).length }));
  const most = Math.max(...counted.map(({ count }) => count));
  if (most === 0) return {};
  const found = counted.filter(({ count }) => count === most).map(({ format }) => format);
  return { format: found.length === 1 ? (found[0] ?? '') : `${found.join(' or ')}?` };
}

function fits(text: string, format: string): boolean {
  try {
    dayIn(text, { format, timeZone: 'UTC' });
    return true;
  } catch {
    return false;
  }
}
