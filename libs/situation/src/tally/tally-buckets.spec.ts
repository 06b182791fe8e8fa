import fc from 'fast-check';
import { reckonTallies } from './combine-tallies.js';
import { exactly, figure, itemsOf, type ToldFigure } from './figures.fixture.js';
import { bucketWindows, reckonByName, reckonByTime } from './tally-buckets.js';
import { intervalRules } from './tally-days.js';
import { addDays, daysBetween } from '../time/time.js';
import { answerOf } from './tally-answer.js';

const year = { from: '2017-01-01', to: '2017-12-31' };
const isWithin = (place: string, area: string) => place === area;
const question = (interval: (typeof intervalRules)[number] = 'prorate') => ({ window: year, interval, isWithin });

describe('a window cut into buckets', () => {
  it('by day, ISO week from Monday, and month; the first and the last are cut', () => {
    expect(bucketWindows('day', '2017-02-28', '2017-03-01', 9).map(({ bucket }) => bucket)).toEqual([
      '2017-02-28',
      '2017-03-01',
    ]);
    expect(bucketWindows('week', '2017-03-04', '2017-03-13', 9)).toEqual([
      { bucket: '2017-W09', window: { from: '2017-03-04', to: '2017-03-05' } },
      { bucket: '2017-W10', window: { from: '2017-03-06', to: '2017-03-12' } },
      { bucket: '2017-W11', window: { from: '2017-03-13', to: '2017-03-13' } },
    ]);
    expect(bucketWindows('month', '2016-02-10', '2016-03-31', 9)).toEqual([
      { bucket: '2016-02', window: { from: '2016-02-10', to: '2016-02-29' } },
      { bucket: '2016-03', window: { from: '2016-03-01', to: '2016-03-31' } },
    ]);
  });

  it('a week belongs to the year that has its Thursday', () => {
    expect(bucketWindows('week', '2017-01-01', '2017-01-02', 9).map(({ bucket }) => bucket)).toEqual([
      '2016-W52',
      '2017-W01',
    ]);
  });

  it('stops where it is told to', () => {
    expect(bucketWindows('day', '1000-01-01', '9000-12-31', 401)).toHaveLength(401);
  });

  it('is covered without a gap and without an overlap', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((count) => addDays('2015-06-01', count));
    fc.assert(
      fc.property(day, day, fc.constantFrom('day', 'week', 'month'), (a, b, by) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        const windows = bucketWindows(by, from, to, 1_000).map(({ window }) => window);
        expect([windows[0]?.from, windows.at(-1)?.to]).toEqual([from, to]);
        for (const [index, { from: start }] of windows.slice(1).entries())
          expect(daysBetween(windows[index]?.to ?? '', start)).toBe(1);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a year and its months', () => {
  const day = fc.integer({ min: -40, max: 400 }).map((count) => addDays('2017-01-01', count));
  const incidents: fc.Arbitrary<readonly ToldFigure[]> = fc
    .array(
      fc.record({
        days: fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a })),
        count: fc.integer({ min: 0, max: 10_000 }),
        overnight: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    .map((all) =>
      all.map(({ days, count, overnight }, index) =>
        figure({ ...exactly(count), ...days, overnight, report: `r${index}` }),
      ),
    );

  it.each(intervalRules)('by %s add up to the same, each incident in one month or divided among them', (interval) => {
    fc.assert(
      fc.property(incidents, (told) => {
        const items = itemsOf(told);
        const [whole] = reckonTallies(items, question(interval));
        const months = reckonByTime(items, question(interval), bucketWindows('month', year.from, year.to, 400));
        const sums = months.flatMap(({ reckonings }) => reckonings.map(({ itemised }) => itemised.best ?? 0));
        const sum = sums.reduce((a, b) => a + b, 0);
        const expected = whole?.itemised.best ?? 0;
        if (interval === 'prorate') expect(sum).toBeCloseTo(expected, 6);
        else expect(sum).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('leave an undated incident out of every month, and say so', () => {
    const items = itemsOf([figure({ ...exactly(1), to: '2017-03-09' })]);
    const months = reckonByTime(items, question('end'), bucketWindows('month', year.from, year.to, 400));
    const answers = months.flatMap(({ bucket, reckonings }) => reckonings.map((one) => ({ bucket, ...answerOf(one) })));
    expect(answers.map(({ bucket, combined, flags }) => [bucket, combined, flags])).toEqual([
      ['2017-01', {}, ['undated_left_out']],
      ['2017-02', {}, ['undated_left_out']],
      ['2017-03', {}, ['undated_left_out']],
    ]);
  });

  it('carry a state on to the months after it', () => {
    const items = itemsOf([figure({ measure: 'strength', basis: 'snapshot', best: 7, on: '2017-10-05' })]);
    const months = reckonByTime(items, question(), bucketWindows('month', year.from, year.to, 400));
    const held = months.filter(({ reckonings }) => reckonings.length > 0).map(({ bucket }) => bucket);
    expect(held).toEqual(['2017-10', '2017-11', '2017-12']);
  });
});

describe('buckets by name', () => {
  const items = itemsOf([
    figure({ report: 'a', ...exactly(3), on: '2017-03-07', place: 'mosul', actors: ['by:turkey', 'victim:ypg'] }),
    figure({
      report: 'b',
      incident: 'incident:E',
      ...exactly(4),
      on: '2017-03-08',
      place: 'raqqa',
      actors: ['by:ypg'],
    }),
  ]);
  const bestBy = (by: 'place' | 'group' | 'actor' | 'incident', choice = {}) =>
    reckonByName(items, question(), by, { isPlaceAsked: () => true, ...choice }).map(({ bucket, reckonings }) => [
      bucket,
      ...reckonings.map(({ combined }) => combined.best),
    ]);

  it('are the places, groups, actors and incidents that the counts name', () => {
    expect(bestBy('place')).toEqual([
      ['mosul', 3],
      ['raqqa', 4],
    ]);
    expect(bestBy('group')).toEqual([['ypg', 7]]);
    expect(bestBy('incident')).toEqual([
      ['E', 4],
      ['a', 3],
    ]);
    expect(bestBy('actor')).toEqual([
      ['turkey', 3],
      ['ypg', 7],
    ]);
  });

  it('of actors may ask for one role, of places for an area', () => {
    expect(bestBy('actor', { role: 'victim' })).toEqual([['ypg', 3]]);
    expect(bestBy('place', { isPlaceAsked: (place: string) => place === 'raqqa' })).toEqual([['raqqa', 4]]);
  });
});
