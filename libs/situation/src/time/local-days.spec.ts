import { assert, constantFrom, date, property } from 'fast-check';
import { dayOfMoment, daysOfReport, inLocalDays, writtenPeriod } from './local-days.js';
import type { Figure } from '../tally/figure.js';
import type { PlaceId } from '../ids.js';
import type { Report } from '../report/report.js';
import { endOfDayMs, instantMs, startOfDayMs, toInstant, type Day, type Instant, type TimeZone } from './time.js';

const [baghdad, samoa] = ['Asia/Baghdad', 'Pacific/Apia'] as TimeZone[] as [TimeZone, TimeZone];
const zoneOf = (place: PlaceId): TimeZone => (place === 'mosul' ? baghdad : samoa);
const [mosul, apia] = ['mosul', 'apia'] as PlaceId[] as [PlaceId, PlaceId];
/** 00:40 of 8 March in Mosul. */
const after_midnight = '2017-03-07T21:40:00Z' as Instant;

const report = (places: readonly PlaceId[]): Report =>
  ({ occurred: { from: after_midnight, to: '2017-03-09', precision: 'instant' }, places }) as Partial<Report> as Report;
const figure = (period: Parameters<typeof writtenPeriod>[0], place?: PlaceId): Figure =>
  ({ ...writtenPeriod(period), ...(place === undefined ? {} : { place }) }) as Partial<Figure> as Figure;

describe('the local days of a report', () => {
  it('an instant written in UTC falls on the day of the place', () => {
    expect(daysOfReport(report([mosul]), zoneOf)).toEqual({ from: '2017-03-08', to: '2017-03-09' });
    expect(daysOfReport(report([apia]), zoneOf)).toEqual({ from: '2017-03-08', to: '2017-03-09' });
    expect(daysOfReport(report([]), zoneOf)).toEqual({ from: '2017-03-07', to: '2017-03-09' });
  });

  it('a figure counts on days of its own place, else on those of the report', () => {
    const told = { from: after_midnight, to: '2017-03-08T11:00:00Z' as Instant };
    expect(inLocalDays(figure(told), report([mosul]), zoneOf).period).toEqual({ from: '2017-03-08', to: '2017-03-08' });
    expect(inLocalDays(figure(told, apia), report([mosul]), zoneOf).period).toEqual({
      from: '2017-03-08',
      to: '2017-03-09',
    });
    expect(inLocalDays(figure(told), report([]), zoneOf)).toEqual({ period: { from: '2017-03-07', to: '2017-03-08' } });
  });

  it('ends of different offsets are never the wrong way round', () => {
    const told = { from: '2017-03-08T00:30+03:00' as Instant, to: '2017-03-07T22:00Z' as Instant };
    expect(inLocalDays(figure(told), report([]), zoneOf).period).toEqual({ from: '2017-03-08', to: '2017-03-08' });
  });

  it('what was told in days stays as it was told', () => {
    expect(writtenPeriod({ to: '2017-03-07' as Day })).toEqual({ period: { to: '2017-03-07' } });
    expect(writtenPeriod({})).toEqual({ period: {} });
  });

  it('the day of an instant holds it, in any zone', () => {
    const zones = constantFrom(baghdad, samoa, 'America/Scoresbysund' as TimeZone, 'UTC' as TimeZone);
    const moments = date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    assert(
      property(moments, zones, (moment, zone) => {
        const instant = toInstant(moment.getTime());
        const day = dayOfMoment(instant, mosul, () => zone);
        expect(startOfDayMs(day, zone)).toBeLessThanOrEqual(instantMs(instant));
        expect(endOfDayMs(day, zone)).toBeGreaterThanOrEqual(instantMs(instant));
      }),
    );
  });
});
