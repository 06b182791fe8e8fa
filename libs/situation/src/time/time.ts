import { Temporal } from 'temporal-polyfill';
import type { Brand } from '../ids.js';

/** A calendar day, `2017-03-07`, without a zone: the local day of whatever it speaks of. */
export type Day = Brand<string, 'Day'>;

/** A point in time with its offset, `2017-03-06T18:00+03:00`, to the millisecond at most. */
export type Instant = Brand<string, 'Instant'>;

/** A day where no hour is known, an instant where one is. */
export type Moment = Day | Instant;

/** An IANA time zone name, `Asia/Baghdad`. */
export type TimeZone = Brand<string, 'TimeZone'>;

/** The two ends of an axis of time, in milliseconds since 1970 UTC. */
export const beginning_of_time_ms = Number.NEGATIVE_INFINITY;
export const end_of_time_ms = Number.POSITIVE_INFINITY;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
/** How an instant is written; `isInstant` also asks for a day of the calendar. */
export const instantPattern =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-8]):[0-5]\d)$/;
/** Years that every zone, library and table on the way can carry. */
const first_year = 1000;
const last_year = 9000;

/** True for a real calendar day of the years 1000–9000; 2024-02-30 is none. */
export function isDay(text: string): text is Day {
  if (!dayPattern.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** True for an RFC 3339 instant on a real day, with an offset, seconds optional, milliseconds at most. */
export function isInstant(text: string): text is Instant {
  const match = instantPattern.exec(text);
  return match !== null && isDay(match[1] ?? '') && !Number.isNaN(Date.parse(text));
}

/** True for a day or an instant. */
export const isMoment = (text: string): text is Moment => isDay(text) || isInstant(text);

/** True for the name of a zone in the IANA database, as days are reckoned with; legacy names such as `IST` are none. */
export function isTimeZone(text: string): text is TimeZone {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId !== '';
  } catch {
    return false;
  }
}

/** Milliseconds since 1970 UTC. */
export const instantMs = (instant: Instant): number => Date.parse(instant);

/** The instant in UTC, to the millisecond. */
export const toInstant = (ms: number): Instant => new Date(ms).toISOString() as Instant;

/** The instant as clocks in a zone show it, with their offset, to the millisecond. */
export function instantIn(ms: number, zone: TimeZone): Instant {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const written = local.toString({ timeZoneName: 'never', smallestUnit: 'millisecond' }) as Instant;
  // Offsets of the 19th century have seconds, which are not written.
  return instantMs(written) === ms ? written : toInstant(ms);
}

/** The day `count` days later; earlier when negative. */
export const addDays = (day: Day, count: number): Day => utcDay(Date.parse(day) + count * day_ms);

const day_ms = 86_400_000;
const utcDay = (ms: number): Day => new Date(ms).toISOString().slice(0, 'yyyy-mm-dd'.length) as Day;

/** The same local time `count` days earlier, whatever the clocks did in between. */
export const daysEarlierMs = (ms: number, count: number, zone: TimeZone): number =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).subtract({ days: count }).epochMilliseconds;

/** Days from `from` to `to`; 0 for the same day. */
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / day_ms);

const day_starts_kept = 20_000;
const dayStarts = new Map<TimeZone, Map<Day, number>>();

/** The first millisecond of a local day. Where a clock change removes midnight, the first that exists. */
export function startOfDayMs(day: Day, zone: TimeZone): number {
  const starts = dayStarts.get(zone) ?? new Map<Day, number>();
  const known = starts.get(day);
  if (known !== undefined) return known;
  const start = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
  if (starts.size >= day_starts_kept) starts.clear();
  starts.set(day, start);
  dayStarts.set(zone, starts);
  return start;
}

/** The last millisecond of a local day: what a bare date in a question means (design §6, Days). */
export const endOfDayMs = (day: Day, zone: TimeZone): number => startOfDayMs(addDays(day, 1), zone) - 1;

/** The earliest reading of a moment: a day's first millisecond, or the instant. */
export const firstMsOf = (moment: Moment, zone: TimeZone): number =>
  isDay(moment) ? startOfDayMs(moment, zone) : instantMs(moment);

/** The latest reading of a moment: a day's last millisecond, or the instant. */
export const lastMsOf = (moment: Moment, zone: TimeZone): number =>
  isDay(moment) ? endOfDayMs(moment, zone) : instantMs(moment);

/** The local day of an instant, by the offset that it is written with. */
export const dayWritten = (instant: Instant): Day => instant.slice(0, 'yyyy-mm-dd'.length);

/** Of each zone the day that was asked for last: who asks of many moments asks of many in one day. */
const lastDays = new Map<TimeZone, { readonly day: Day; readonly fromMs: number; readonly toMs: number }>();

/** The local day that an instant falls on. */
export function localDay(ms: number, zone: TimeZone): Day {
  const last = lastDays.get(zone);
  if (last !== undefined && ms >= last.fromMs && ms < last.toMs) return last.day;
  const day = foundDay(ms, zone);
  lastDays.set(zone, { day, fromMs: startOfDayMs(day, zone), toMs: startOfDayMs(addDays(day, 1), zone) });
  return day;
}

function foundDay(ms: number, zone: TimeZone): Day {
  const day = utcDay(ms);
  if (ms < startOfDayMs(day, zone)) return addDays(day, -1);
  const next = addDays(day, 1);
  return ms < startOfDayMs(next, zone) ? day : next;
}
