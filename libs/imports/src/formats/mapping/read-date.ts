import { Temporal } from 'temporal-polyfill';
import { monthNamed } from './month-names.js';

/** A cell cannot be read. The message is for the person who mends the file. */
export class CellUnread extends Error {
  override readonly name = 'CellUnread';
}

const iso_day = 'yyyy-mm-dd'.length;
/** PostgreSQL writes `+03`, Google Forms `GMT+3`. */
const any_offset = 'Z|UTC|GMT|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?';
const iso_instant = new RegExp(
  `^(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?)\\d*\\s*(${any_offset})?$`,
);

/** How dates are written. */
export interface DateReading {
  /** ISO 8601 without it. */
  readonly format?: string | undefined;
  readonly timeZone: string;
  /** Of the names of months, beside English. */
  readonly language?: string | undefined;
}

/** The day of a cell; of an instant that of the zone. @throws {CellUnread} */
export function dayIn(text: string, reading: DateReading): string {
  const read = instantIn(text, reading);
  if (read.length === iso_day) return read;
  return Temporal.Instant.from(read).toZonedDateTimeISO(reading.timeZone).toPlainDate().toString();
}

/**
 * The instant of a cell: with the offset that is written, else with that of the zone. What has no hour stays a day: nobody said
 * midnight. @throws {CellUnread}
 */
export function instantIn(text: string, { format: asked, timeZone: zone, language }: DateReading): string {
  const format = asked !== undefined && isIso(text) && !hasFormat(text, asked) ? undefined : asked;
  if (format === unix_seconds) return unixIn(text);
  if (format !== undefined) return byFormat(text, format, zone, language);
  if (text.length === iso_day)
    return readAs(text, 'a day', '2017-03-07', () => Temporal.PlainDate.from(text).toString());
  const [, day = '', time = '', offset] = iso_instant.exec(text) ?? [];
  if (day === '') throw new CellUnread(`"${text}" is no time. Write one such as 2017-03-07T14:05, or say its format.`);
  if (offset === undefined)
    return readAs(text, 'a time', '2017-03-07 14:05', () =>
      inZone(Temporal.PlainDateTime.from(`${day}T${time}`), zone),
    );
  return readAs(text, 'a time', '2017-03-07T14:05+03:00', () => checked(`${day}T${time}${offsetOf(offset)}`));
}

/** ISO 8601 is read whatever the format: the dates of a workbook are so, whichever way it shows them. */
export const isIso = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) || iso_instant.test(text);

function offsetOf(written: string): string {
  const [, sign, hours = '', minutes = '00'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(written) ?? [];
  return sign === undefined ? 'Z' : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

function checked(instant: string): string {
  Temporal.Instant.from(instant);
  return instant;
}

function inZone(plain: Temporal.PlainDateTime, zone: string): string {
  const { offset } = plain.toZonedDateTime(zone);
  return `${plain.toString({ smallestUnit: 'second' })}${offset}`;
}

/** The format of a count of seconds since 1970. */
const unix_seconds = 'X';

function unixIn(text: string): string {
  if (/^\d{1,11}$/.test(text)) return new Date(Number(text) * 1_000).toISOString();
  throw new CellUnread(`"${text}" is no count of seconds since 1970.`);
}

/** Some have a full stop, some two words. */
const named_month = "(?<name>\\p{L}[\\p{L}\\p{M}. '’׳]*)";

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<year>\\d{2})',
  MMMM: named_month,
  MMM: named_month,
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  A: '(?<half>[AaPp])\\.?[Mm]\\.?',
  Z: `(?<offset>${any_offset})`,
  T: 'T',
};
const token = /([A-Za-z])\1*|[^A-Za-z]/g;

/** The part of a format that is the day, where the time comes last. */
export const withoutTime = (format: string): string => format.replace(/[^A-Za-z]*T?[Hh]{1,2}(?![A-Za-z]).*$/, '');

/** What is wrong with a format; undefined where nothing is. */
export function faultOfFormat(format: string): string | undefined {
  if (format === unix_seconds) return undefined;
  const words = format.match(/([A-Za-z])\1*/g) ?? [];
  const unknown = words.find((word) => !Object.hasOwn(tokens, word));
  const known = `there are ${Object.keys(tokens).join(' ')}, or ${unix_seconds} alone`;
  if (unknown !== undefined) return `format is "${format}", and ${unknown} stands for nothing; ${known}.`;
  const parts = words.flatMap((word) => /<(\w+)>/.exec(tokens[word] ?? '')?.[1] ?? []);
  const twice = parts.find((part, index) => parts.indexOf(part) < index);
  if (twice !== undefined) return `format is "${format}", and has the ${twice} twice.`;
  if (['year', 'day'].some((part) => !parts.includes(part)) || !(parts.includes('month') || parts.includes('name')))
    return `format is "${format}", and lacks the year, the month or the day.`;
  const isHalved = parts.includes('half');
  if (words.some((word) => /^h/.test(word)) !== isHalved)
    return `format is "${format}": h needs A (AM or PM), and A needs h; H counts to 24.`;
  return undefined;
}

const patternOf = (format: string): RegExp =>
  new RegExp(`^${format.replace(token, (one) => tokens[one] ?? one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))}$`, 'u');

const hasFormat = (text: string, format: string): boolean =>
  format === unix_seconds ? /^\d+$/.test(text) : patternOf(format).test(text);

/** From here on two digits of a year are of the last century, as POSIX has it. */
const first_of_1900 = 69;

const yearOf = (digits: string): number =>
  digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) < first_of_1900 ? 2_000 : 1_900);

/** Twelve is the first hour of each half. @throws {RangeError} for 0 or 13 of a half. */
function hourOf(digits: string, half: string | undefined): number {
  const hour = Number(digits);
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) throw new RangeError('no hour of half a day');
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** @throws {CellUnread} the name is of no month */
function monthIn(text: string, name: string, language: string | undefined): number {
  const month = monthNamed(name, language);
  if (month > 0) return month;
  const advice = language === undefined ? '; of another, say language in the mapping, such as fr' : ` or ${language}`;
  throw new CellUnread(`"${text}" is not a date of the calendar: "${name}" is no month in English${advice}.`);
}

/** Reads a text by a format: a day where it has no hour, else an instant. @throws {CellUnread} */
function byFormat(text: string, format: string, zone: string, language: string | undefined): string {
  const found = patternOf(format).exec(text)?.groups;
  if (found === undefined) throw new CellUnread(`"${text}" does not have the format ${format}.`);
  const part = (name: string): number => Number(found[name] ?? 0);
  const month = found['name'] === undefined ? part('month') : monthIn(text, found['name'], language);
  if (month > 12 && part('day') <= 12)
    throw new CellUnread(
      `"${text}" is not a date of the calendar, such as ${format}. If its month and day are the other way round, they may be so in other rows.`,
    );
  return readAs(text, 'a date', format, () => {
    const plain = Temporal.PlainDateTime.from(
      {
        year: yearOf(found['year'] ?? ''),
        month,
        day: part('day'),
        hour: hourOf(found['hour'] ?? '0', found['half']),
        minute: part('minute'),
        second: part('second'),
      },
      { overflow: 'reject' },
    );
    if (found['hour'] === undefined) return plain.toPlainDate().toString();
    if (found['offset'] === undefined) return inZone(plain, zone);
    return checked(`${plain.toString({ smallestUnit: 'second' })}${offsetOf(found['offset'])}`);
  });
}

function readAs<Value>(text: string, what: string, example: string, read: () => Value): Value {
  try {
    return read();
  } catch {
    throw new CellUnread(`"${text}" is not ${what} of the calendar, such as ${example}.`);
  }
}
