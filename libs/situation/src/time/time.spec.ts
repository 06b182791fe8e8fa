import fc from 'fast-check';
import {
  addDays,
  type Day,
  daysBetween,
  daysEarlierMs,
  endOfDayMs,
  firstMsOf,
  instantIn,
  instantMs,
  isDay,
  isInstant,
  isMoment,
  isTimeZone,
  lastMsOf,
  localDay,
  startOfDayMs,
  toInstant,
} from './time.js';

const zones = ['Asia/Baghdad', 'Asia/Damascus', 'Asia/Amman', 'America/Santiago', 'Pacific/Apia', 'Pacific/Kiritimati'];
const day_ms = 86_400_000;

describe('a day', () => {
  it.each(['2017-03-07', '2024-02-29', '2000-02-29', '1000-01-01', '9000-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
    expect(isMoment(text)).toBe(true);
  });

  it.each([
    ['2024-02-30', 'February has no 30th'],
    ['2023-02-29', 'no leap year'],
    ['1900-02-29', 'a full century is no leap year'],
    ['2017-04-31', 'April has 30 days'],
    ['2017-00-10', 'there is no month 0'],
    ['2017-13-01', 'there is no month 13'],
    ['2017-03-00', 'there is no day 0'],
    ['0999-12-31', 'before the years that every table carries'],
    ['9001-01-01', 'after them'],
    ['2017-3-7', 'not in the form'],
    ['2017-03-07 ', 'followed by a blank'],
    ['2017-03-07\n', 'followed by a line break'],
    ['+002017-03-07', 'an expanded year'],
    ['٢٠١٧-٠٣-٠٧', 'digits of another script'],
    ['', 'nothing'],
  ])('%j is none: %s', (text) => {
    expect(isDay(text)).toBe(false);
    expect(isMoment(text)).toBe(false);
  });
});

describe('an instant', () => {
  it.each([
    '2017-03-06T18:00+03:00',
    '2017-03-06T18:00:59Z',
    '2017-03-06T23:59:59.9-00:30',
    '2017-03-06T00:00:00.123+14:00',
    '2024-02-29T12:00Z',
  ])('%s is one', (text) => {
    expect(isInstant(text)).toBe(true);
    expect(isMoment(text)).toBe(true);
  });

  it.each([
    ['2017-03-06T18:00', 'without an offset nobody knows when'],
    ['2017-03-06T18:00+25:00', 'no clock is 25 hours off'],
    ['2017-03-06T18:00+03:60', 'an hour has 60 minutes'],
    ['2017-03-06T18:00:00.1234Z', 'finer than a millisecond'],
    ['2017-03-06T24:00Z', 'that is the next day'],
    ['2017-03-06T23:59:60Z', 'leap seconds are not kept'],
    ['2017-03-06T18:60Z', 'an hour has 60 minutes'],
    ['2024-02-30T12:00Z', 'not a real day'],
    ['0999-12-31T12:00Z', 'before the years that every table carries'],
    ['2017-03-06 18:00Z', 'a blank for the T'],
    ['2017-03-06T18Z', 'no minutes'],
    ['2017-03-06T18:00Z\n', 'followed by a line break'],
    ['2017-03-06', 'a bare day'],
  ])('%j is none: %s', (text) => {
    expect(isInstant(text)).toBe(false);
  });

  it('is the same in every offset, and comes back to the millisecond', () => {
    expect(instantMs('2017-03-06T18:00+03:00')).toBe(Date.UTC(2017, 2, 6, 15));
    expect(toInstant(instantMs('2017-03-07T01:30:00.007+10:30'))).toBe('2017-03-06T15:00:00.007Z');
  });
});

describe('an instant in a zone', () => {
  it.each([
    ['Asia/Baghdad', '2017-03-07T20:59:59.999Z', '2017-03-07T23:59:59.999+03:00'],
    ['America/Bogota', '2017-03-08T04:59:59.999Z', '2017-03-07T23:59:59.999-05:00'],
    ['UTC', '2017-03-07T10:00:00.000Z', '2017-03-07T10:00:00.000+00:00'],
    // 2:57:36 ahead of Greenwich.
    ['Asia/Baghdad', '1850-03-07T10:00:00.000Z', '1850-03-07T10:00:00.000Z'],
  ])('%s: %s is %s', (zone, instant, written) => {
    expect(instantIn(instantMs(instant), zone)).toBe(written);
    expect(isInstant(written)).toBe(true);
  });
});

describe('a time zone', () => {
  it.each([...zones, 'UTC', 'Etc/GMT+12', 'EST5EDT'])('%s is one', (name) => expect(isTimeZone(name)).toBe(true));
  it.each(['', '+03:00', 'Mars/Olympus', 'Asia', 'Asia/Baghdad '])('%j is none', (name) =>
    expect(isTimeZone(name)).toBe(false),
  );

  it('that is accepted can be reckoned in', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      expect(isTimeZone(zone), zone).toBe(true);
      expect(localDay(endOfDayMs('2017-03-07', zone), zone), zone).toBe('2017-03-07');
    }
  });
});

describe('a local day', () => {
  it.each([
    ['Asia/Baghdad', '2017-03-07', '2017-03-06T21:00:00.000Z', '2017-03-07T20:59:59.999Z'],
    ['Asia/Damascus', '2017-03-31', '2017-03-30T22:00:00.000Z', '2017-03-31T20:59:59.999Z'],
    ['Africa/Cairo', '2010-08-19', '2010-08-18T22:00:00.000Z', '2010-08-19T21:59:59.999Z'],
    ['Asia/Amman', '2017-03-31', '2017-03-30T22:00:00.000Z', '2017-03-31T20:59:59.999Z'],
    ['America/Santiago', '2017-08-13', '2017-08-13T04:00:00.000Z', '2017-08-14T02:59:59.999Z'],
    ['America/Santiago', '2017-05-13', '2017-05-13T03:00:00.000Z', '2017-05-14T03:59:59.999Z'],
    ['Pacific/Kiritimati', '2017-03-07', '2017-03-06T10:00:00.000Z', '2017-03-07T09:59:59.999Z'],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', '2011-12-30T09:59:59.999Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', '2011-12-31T09:59:59.999Z'],
  ])('in %s: %s runs from %s to %s', (zone, day, start, end) => {
    expect(toInstant(startOfDayMs(day, zone))).toBe(start);
    expect(toInstant(endOfDayMs(day, zone))).toBe(end);
    expect(localDay(startOfDayMs(day, zone), zone)).toBe(day);
    expect(localDay(endOfDayMs(day, zone), zone)).toBe(day);
  });

  it('that a zone skipped is empty: it ends a millisecond before it starts', () => {
    expect(endOfDayMs('2011-12-30', 'Pacific/Apia')).toBe(startOfDayMs('2011-12-30', 'Pacific/Apia') - 1);
    expect(startOfDayMs('2011-12-30', 'Pacific/Apia')).toBe(startOfDayMs('2011-12-31', 'Pacific/Apia'));
  });

  const instants = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2027, 0) });
  it.each(zones)('in %s holds each of its instants, as the clock on the wall there says', (zone) => {
    const wall = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    fc.assert(
      fc.property(instants, (ms) => {
        const day = localDay(ms, zone);
        expect(day).toBe(wall.format(ms));
        expect(startOfDayMs(day, zone)).toBeLessThanOrEqual(ms);
        expect(endOfDayMs(day, zone)).toBeGreaterThanOrEqual(ms);
      }),
      { numRuns: 200 },
    );
  });

  it.each(zones)('in %s ends a millisecond before the next begins, all through the years of clock changes', (zone) => {
    const gaps: Day[] = [];
    for (let day: Day = '2011-01-01'; day < '2013-01-01'; day = addDays(day, 1))
      if (endOfDayMs(day, zone) + 1 !== startOfDayMs(addDays(day, 1), zone)) gaps.push(day);
    expect(gaps).toEqual([]);
  });
});

describe('a moment', () => {
  it('that is a day reads from its first millisecond to its last', () => {
    expect(firstMsOf('2017-03-07', 'Asia/Baghdad')).toBe(Date.UTC(2017, 2, 6, 21));
    expect(lastMsOf('2017-03-07', 'Asia/Baghdad')).toBe(Date.UTC(2017, 2, 7, 21) - 1);
  });

  it('that is an instant reads as that instant, whatever the zone', () => {
    for (const zone of zones) {
      expect(firstMsOf('2017-03-06T18:00+03:00', zone)).toBe(Date.UTC(2017, 2, 6, 15));
      expect(lastMsOf('2017-03-06T18:00+03:00', zone)).toBe(Date.UTC(2017, 2, 6, 15));
    }
  });

  it('in the evening of a place is the next day elsewhere, but not there', () => {
    const evening = instantMs('2017-03-07T23:30+03:00');
    expect(localDay(evening, 'Asia/Baghdad')).toBe('2017-03-07');
    expect(localDay(evening, 'Pacific/Kiritimati')).toBe('2017-03-08');
  });
});

describe('counting days', () => {
  it('crosses months, leap days and years', () => {
    expect(addDays('2016-02-28', 1)).toBe('2016-02-29');
    expect(addDays('2017-03-01', -1)).toBe('2017-02-28');
    expect(addDays('2016-12-31', 1)).toBe('2017-01-01');
    expect(daysBetween('2016-10-17', '2017-03-07')).toBe(141);
    expect(daysBetween('2017-03-07', '2017-03-07')).toBe(0);
    expect(daysBetween('2017-03-07', '2017-03-06')).toBe(-1);
  });

  it('back keeps the local time through a clock change, though the hours between are more or fewer', () => {
    const spring = startOfDayMs('2017-04-10', 'Asia/Damascus');
    expect(daysEarlierMs(spring, 30, 'Asia/Damascus')).toBe(startOfDayMs('2017-03-11', 'Asia/Damascus'));
    expect(spring - startOfDayMs('2017-03-11', 'Asia/Damascus')).toBe(30 * day_ms - 3_600_000);
    const autumn = endOfDayMs('2017-11-10', 'Asia/Damascus');
    expect(daysEarlierMs(autumn, 30, 'Asia/Damascus')).toBe(endOfDayMs('2017-10-11', 'Asia/Damascus'));
  });
});
