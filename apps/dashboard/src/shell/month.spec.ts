import { monthOf, monthStep } from './month.js';

it('a month is shown in whole weeks from Monday', () => {
  const weeks = monthOf('2017-03-08');
  expect(weeks[0]).toEqual([
    '2017-02-27',
    '2017-02-28',
    '2017-03-01',
    '2017-03-02',
    '2017-03-03',
    '2017-03-04',
    '2017-03-05',
  ]);
  expect(weeks.at(-1)?.at(-1)).toBe('2017-04-02');
});

it('a step of a month stays inside the shorter one', () => {
  expect(monthStep('2017-03-31', -1)).toBe('2017-02-28');
  expect(monthStep('2017-12-15', 1)).toBe('2018-01-15');
});
