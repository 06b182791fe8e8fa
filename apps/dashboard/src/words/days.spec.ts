import { addDays, dayOf, daysBetween, endOfDay, longDay, shortDay } from './days.js';

it('days are counted and written without a time zone getting between', () => {
  expect(addDays('2017-02-28', 1)).toBe('2017-03-01');
  expect(daysBetween('2017-03-01', '2017-02-27')).toBe(-2);
  expect(longDay('2017-03-08', 'en')).toBe('Wednesday 8 March 2017');
  expect(shortDay('2017-03-08', 'fr')).toBe('8 mars');
});

it('an instant falls on the day of the zone', () => {
  expect(dayOf('2017-03-07T20:59:59.999Z', 'Asia/Baghdad')).toBe('2017-03-07');
  expect(dayOf('2017-03-07T21:00:00.000Z', 'Asia/Baghdad')).toBe('2017-03-08');
  expect(dayOf('2017-03-07', 'Asia/Baghdad')).toBe('2017-03-07');
});

it.each([
  ['2017-03-07', 'Asia/Baghdad', '2017-03-07T20:59:59.999Z'],
  ['2017-03-26', 'Europe/Berlin', '2017-03-26T21:59:59.999Z'],
  ['2017-03-25', 'Europe/Berlin', '2017-03-25T22:59:59.999Z'],
  ['2017-03-07', 'UTC', '2017-03-07T23:59:59.999Z'],
])('%s ends in %s at %s', (day, zone, end) => expect(new Date(endOfDay(day, zone)).toISOString()).toBe(end));
