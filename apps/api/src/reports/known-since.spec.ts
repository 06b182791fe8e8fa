import { knownSince, mayBeSince } from './known-since.js';

const [baghdad, bogota] = ['Asia/Baghdad', 'America/Bogota'];
const since = (day: string, zone: string, now: string): string => knownSince(day, zone, Date.parse(now));

describe('since when a report is known', () => {
  it.each([
    [baghdad, '2017-03-07T23:59:59.999+03:00'],
    [bogota, '2017-03-07T23:59:59.999-05:00'],
    ['UTC', '2017-03-07T23:59:59.999+00:00'],
  ])('of a day that is over in %s: since its end there', (zone, end) =>
    expect(since('2017-03-07', zone, '2026-11-30T12:00:00Z')).toBe(end),
  );

  it.each([
    [baghdad, '2017-03-07T09:30:00Z', '2017-03-07T12:30:00.000+03:00'],
    [bogota, '2017-03-07T09:30:00Z', '2017-03-07T04:30:00.000-05:00'],
    // The day of who says it has begun, that of the place has not.
    [bogota, '2017-03-07T01:00:00Z', '2017-03-06T20:00:00.000-05:00'],
  ])('of today in %s at %s: since now', (zone, now, known) => expect(since('2017-03-07', zone, now)).toBe(known));

  it('of a day that has begun nowhere: since its end, which is to come', () =>
    expect(since('2017-03-07', baghdad, '2017-03-06T09:59:00Z')).toBe('2017-03-07T23:59:59.999+03:00'));

  it('of an instant: since then, as it is written', () =>
    expect(since('2017-03-07T10:00+03:00', bogota, '2026-11-30T12:00:00Z')).toBe('2017-03-07T10:00+03:00'));

  it.each([baghdad, bogota])('the day holds whatever was made of it in %s, and not the end of another', (zone) => {
    const moments = ['2017-03-06T11:00:00Z', '2017-03-07T10:00:00Z', '2017-03-07T19:00:00Z', '2017-03-09T10:00:00Z'];
    for (const now of moments)
      expect(mayBeSince('2017-03-07', knownSince('2017-03-07', zone, Date.parse(now)), zone)).toBe(true);
    for (const other of ['2017-03-06', '2017-03-08'])
      expect(mayBeSince('2017-03-07', knownSince(other, zone, Date.parse('2017-03-10T10:00:00Z')), zone)).toBe(false);
  });
});
