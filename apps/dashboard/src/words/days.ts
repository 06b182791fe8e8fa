import { directionOf, isolated } from './direction.js';
import { kept } from './kept.js';

const locale = (language: string): string => (language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`);
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

function write(options: Intl.DateTimeFormatOptions): (day: string, language: string) => string {
  const formatOf = kept((language) => new Intl.DateTimeFormat(locale(language), { timeZone: 'UTC', ...options }));
  return (day, language) =>
    // Some browsers write a comma after the weekday, others none.
    isolated(
      formatOf(language)
        .format(noon(day))
        .replace(/^(\p{L}+)[,،]/u, '$1'),
      language,
    );
}

/** "Wednesday 8 March 2017". */
export const longDay = write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** "8 March 2017". */
export const fullDay = write({ day: 'numeric', month: 'long', year: 'numeric' });
/** "8 March". */
export const plainDay = write({ day: 'numeric', month: 'long' });
/** "8 Mar". */
export const shortDay = write({ day: 'numeric', month: 'short' });
/** "Wed 8 Mar". */
export const weekDay = write({ weekday: 'short', day: 'numeric', month: 'short' });
/** "Wed 8". */
export const weekdayAndDay = write({ weekday: 'short', day: 'numeric' });
/** "March 2017". */
export const monthName = write({ month: 'long', year: 'numeric' });
const short_weekday = 3;
const shortWeekday = write({ weekday: 'short' });
const narrowWeekday = write({ weekday: 'narrow' });
/** "Wed"; the one letter of calendars in Arabic, whose short names are whole ones. */
export const weekdayName = (day: string, language: string): string =>
  directionOf(language) === 'rtl' ? narrowWeekday(day, language) : shortWeekday(day, language).slice(0, short_weekday);

/** "8 March 2017, 14:05", by the clocks of a zone; a day alone stays one. */
export const momentOf = (instant: string, zone: string, language: string): string => {
  const day = fullDay(dayOf(instant, zone), language);
  if (!instant.includes('T')) return day;
  const time = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return `${day}, ${new Intl.DateTimeFormat(locale(language), time).format(new Date(instant))}`;
};

const day_ms = 86_400_000;

/** The day so many days later; earlier below zero. */
export const addDays = (day: string, days: number): string =>
  new Date(noon(day).getTime() + days * day_ms).toISOString().slice(0, 10);

/** Days from one day to the other. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / day_ms);

/** The day of an instant on the clocks of a zone. */
export function dayOf(instant: string, zone: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant;
  return daysIn(zone).format(new Date(instant)).slice(0, 10);
}

const daysIn = kept(
  (zone) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }),
);

/** The last millisecond of a day on the clocks of a zone. */
export function endOfDay(day: string, zone: string): number {
  const midnight = Date.parse(`${addDays(day, 1)}T00:00:00Z`);
  const guess = midnight - offsetOf(midnight, zone);
  return midnight - offsetOf(guess, zone) - 1;
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetOf(instant: number, zone: string): number {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const shown = `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`;
  return Date.parse(shown) - Math.floor(instant / 1000) * 1000;
}
