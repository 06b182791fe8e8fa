import { Temporal } from 'temporal-polyfill';
import { slugOf } from '../slug-of.js';
import type { Cell, Mapping, Vocabulary } from './mapping.js';

/** A cell cannot be read. The message is for the person who mends the file. */
export class CellUnread extends Error {
  override readonly name = 'CellUnread';
}

/** The value of a cell; undefined where it is empty. @throws {CellUnread} */
export function readCell(cell: Cell, text: string, mapping: Pick<Mapping, 'timeZone' | 'vocabularies'>): unknown {
  if (text === '') return cell.default;
  const vocabulary = typeof cell.vocabulary === 'string' ? mapping.vocabularies[cell.vocabulary] : cell.vocabulary;
  const word = (one: string): string => (vocabulary === undefined ? one : wordIn(vocabulary, one));
  switch (cell.as ?? 'text') {
    case 'number':
      return numberIn(word(text));
    case 'day':
      return dayIn(text, cell.format, mapping.timeZone);
    case 'instant':
      return instantIn(text, cell.format, mapping.timeZone);
    case 'flag':
      return flagIn(text);
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

function wordIn(vocabulary: Vocabulary, text: string): string {
  const folded = text.toLowerCase();
  const found =
    vocabulary[text] ?? Object.entries(vocabulary).find(([one]) => one.trim().toLowerCase() === folded)?.[1];
  if (found !== undefined) return found;
  throw new CellUnread(
    `"${text}" is not in the vocabulary. It has: ${Object.keys(vocabulary).join(', ') || 'no words'}.`,
  );
}

function numberIn(text: string): number {
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  if (/^-?\d+(\.\d+)?$/.test(plain)) return Number(plain);
  throw new CellUnread(`"${text}" is no number. Write one such as 8, or leave the cell empty.`);
}

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

const iso_day = 'yyyy-mm-dd'.length;
const iso_instant = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\d*\s*(Z|[+-]\d{2}:?\d{2})?$/;

function dayIn(text: string, format: string | undefined, zone: string): string {
  if (format !== undefined && format !== unix_seconds) return plainIn(text, format).toPlainDate().toString();
  if (format === undefined && text.length === iso_day)
    return readAs(text, 'a day', '2017-03-07', () => Temporal.PlainDate.from(text).toString());
  const instant = instantIn(text, format, zone);
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** With an offset: the one that is written, else that of the zone. What has no hour stays a day: nobody said midnight. */
function instantIn(text: string, format: string | undefined, zone: string): string {
  if (format === unix_seconds) return unixIn(text);
  if (format?.includes('H') === false) return dayIn(text, format, zone);
  if (format !== undefined) return inZone(plainIn(text, format), zone);
  if (text.length === iso_day) return dayIn(text, undefined, zone);
  const [, day = '', time = '', offset] = iso_instant.exec(text) ?? [];
  if (day === '') throw new CellUnread(`"${text}" is no time. Write one such as 2017-03-07T14:05, or say its format.`);
  if (offset === undefined)
    return readAs(text, 'a time', '2017-03-07 14:05', () =>
      inZone(Temporal.PlainDateTime.from(`${day}T${time}`), zone),
    );
  const written = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  return readAs(text, 'a time', '2017-03-07T14:05+03:00', () => {
    Temporal.Instant.from(`${day}T${time}${written}`);
    return `${day}T${time}${written}`;
  });
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

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MMMM: '(?<name>[A-Za-z]+)',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
};

const month_names = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Returns the number of a month, by its English name or the first three letters of it; 0 for no month. */
function monthNamed(name: string): number {
  const folded = name.toLowerCase();
  return month_names.findIndex((one) => one === folded || one.slice(0, 3) === folded) + 1;
}

/** Reads a text by a format of YYYY, MMMM, MM, M, DD, D, HH, H, mm and ss. */
function plainIn(text: string, format: string): Temporal.PlainDateTime {
  const pattern = format.replace(
    /YYYY|MMMM|MM|M|DD|D|HH|H|mm|ss|[^A-Za-z]/g,
    (token) => tokens[token] ?? token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const found = new RegExp(`^${pattern}$`).exec(text)?.groups;
  if (found === undefined) throw new CellUnread(`"${text}" does not have the format ${format}.`);
  const part = (name: string): number => Number(found[name] ?? 0);
  return readAs(text, 'a date', format, () =>
    Temporal.PlainDateTime.from(
      {
        year: part('year'),
        month: found['name'] === undefined ? part('month') : monthNamed(found['name']),
        day: part('day'),
        hour: part('hour'),
        minute: part('minute'),
        second: part('second'),
      },
      { overflow: 'reject' },
    ),
  );
}

function readAs<Value>(text: string, what: string, example: string, read: () => Value): Value {
  try {
    return read();
  } catch {
    throw new CellUnread(`"${text}" is not ${what} of the calendar, such as ${example}.`);
  }
}
