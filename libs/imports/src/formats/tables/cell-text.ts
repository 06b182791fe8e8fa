import { foldIdentity } from '#situation';

/** The text of a cell without blanks around it; nothing where nobody sees anything in it. */
export function cellText(written: string): string {
  const text = written.trim();
  const isSeen = /^[!-~]/.test(text) || foldIdentity(text) !== '';
  return isSeen ? text : '';
}

const days_to_1904 = 1_462;
const day_ms = 86_400_000;
/** The day that spreadsheets count from: a time alone, and a span of hours, are of it. */
const day_zero_ms = Date.UTC(1899, 11, 30);
/** Before it no date of a desk is. */
const first_day_ms = Date.UTC(1901, 0, 1);

/** As a fraction of a day no time is exact: 00:05 may be read a millisecond before it. */
const inexact_ms = 2;

/** The text of a cell of a sheet. A date is a day, or a day and a time without a zone; a time or hours alone are that: `14:05:00`. */
export function textOf(cell: unknown, is1904 = false): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return cellText(String(cell));
  const ms = cell.getTime() + inexact_ms + (is1904 ? days_to_1904 * day_ms : 0);
  const [day = '', time = ''] = new Date(ms).toISOString().split('T');
  const clock = time.slice(0, 'hh:mm:ss'.length);
  const hours = Math.floor((ms - day_zero_ms) / 3_600_000);
  if (hours >= 0 && ms < first_day_ms) return `${String(hours).padStart(2, '0')}${clock.slice(2)}`;
  return clock === '00:00:00' ? day : `${day} ${clock}`;
}
