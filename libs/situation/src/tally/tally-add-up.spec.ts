import fc from 'fast-check';
import { answerTo, type Asked, exactly, figure, isWithin, itemsOf, type ToldFigure } from './figures.fixture.js';
import { combineTallies } from './combine-tallies.js';
import { answerOf, type TallyAnswer } from './tally-answer.js';
import { bucketWindows, reckonByTime, type TimeRollUp } from './tally-buckets.js';
import { anchorOf } from './known-figure.js';
import { addDays } from '../time/time.js';

const first = '2017-02-27';
const march = { from: first, to: '2017-03-26' };
const question = { window: march, interval: 'prorate' as const, isWithin };
const total = (report: string, best: number, from: string, to: string, more: Parameters<typeof figure>[0] = {}) =>
  figure({ report, ...exactly(best), from, to, basis: 'cumulative', ...more });

const whole = (told: readonly ToldFigure[]): TallyAnswer | undefined => combineTallies(itemsOf(told), question)[0];
const byTime = (told: readonly ToldFigure[], by: TimeRollUp): readonly TallyAnswer[] =>
  reckonByTime(itemsOf(told), question, bucketWindows(by, march.from, march.to, 400)).flatMap(({ reckonings }) =>
    reckonings.map(answerOf),
  );
const sumOf = (answers: readonly TallyAnswer[], end: 'low' | 'best' | 'high'): number =>
  answers.reduce((sum, { combined }) => sum + (combined[end] ?? 0), 0);

describe('totals that merely overlap, by day', () => {
  const told = [
    total('ministry', 100, '2017-03-01', '2017-03-10', { origin: 'ministry' }),
    total('monitor', 60, '2017-03-08', '2017-03-20', { origin: 'monitor' }),
    figure({ report: 'raid', ...exactly(7), on: '2017-03-15' }),
  ];

  const share = (60 * 10) / 13;

  it('the larger counts, and the smaller by its share on the days that only it speaks of: the days add up', () => {
    const best = expect.closeTo(100 + share, 5) as number;
    expect(whole(told)).toMatchObject({ combined: { low: 107, best, high: 160 }, flags: ['overlapping_totals'] });
    for (const by of ['day', 'week', 'month'] as const)
      expect(sumOf(byTime(told, by), 'best')).toBeCloseTo(100 + share, 4);
  });

  it('of one source with two beginnings likewise', () => {
    const twice = [told[0], { ...told[1], origin: 'ministry' }] as ToldFigure[];
    expect(sumOf(byTime(twice, 'day'), 'best')).toBeCloseTo(100 + share, 4);
  });

  it('asked for alone, the days that only the smaller speaks of have the same', () => {
    const { combined, flags } = answerTo(told, { from: '2017-03-11', to: '2017-03-20' });
    expect(combined).toEqual({ low: 7, best: expect.closeTo(share, 5) as number, high: 60 });
    expect(flags).toContain('overlapping_totals');
    const both = answerTo(told, { from: '2017-03-08', to: '2017-03-20' });
    expect(both.combined).toEqual({ low: 7, best: expect.closeTo(30 + share, 5) as number, high: 160 });
  });

  it('of different areas that merely overlap the larger counts alone', () => {
    const apart = [
      total('ministry', 100, '2017-03-01', '2017-03-10', { place: 'iraq' }),
      total('monitor', 60, '2017-03-08', '2017-03-20', { place: 'mosul' }),
    ];
    expect(whole(apart)?.combined).toEqual(exactly(100));
  });

  it('of different areas the smaller is a bound on days that only it speaks of, as it is of all days', () => {
    const all = [
      total('ministry', 0, '2017-02-26', '2017-02-26', { place: 'iraq' }),
      figure({ low: 0, best: 0, high: 1, from: '2017-02-26', to: '2017-02-27', basis: 'cumulative' }),
      figure({ ...exactly(0), on: '2017-02-28' }),
    ];
    expect(whole(all)?.combined).toEqual({ low: 0, best: 0, high: 1 });
    expect(byTime(all, 'day').map(({ combined }) => combined)).toEqual([{ high: 1 }, exactly(0)]);
    expect(answerTo(all, { from: '2017-02-27', to: '2017-02-27' }).combined).toEqual({ high: 1 });
  });

  it('of no place are not weighed otherwise because of a total of a place on other days', () => {
    const one = { incident: 'a', ...exactly(0) };
    const anywhere = (given: Parameters<typeof figure>[0]): ToldFigure => {
      const told = figure({ ...one, basis: 'cumulative', ...given });
      const { place: _place, ...said } = told.figure;
      return { ...told, figure: said };
    };
    const told = [
      anywhere({ high: 1, from: '2017-02-27', to: '2017-03-01' }),
      anywhere({ from: '2017-02-26', to: '2017-02-27' }),
      figure({ ...one, high: 1, from: '2017-02-27', to: '2017-02-28' }),
    ];
    const apart = figure({ ...one, basis: 'cumulative', on: '2017-03-02' });
    const day: Asked = { from: '2017-02-28', to: '2017-02-28' };
    expect(answerTo([...told, apart], day)).toEqual(answerTo(told, day));
    const [, inMonth] = byTime([...told, apart], 'day');
    expect(inMonth?.combined).toEqual(answerTo(told, day).combined);
  });

  it('of two that are as large the better graded counts first, then the later told, whatever they are called', () => {
    const pair = (first: string, second: string, more: Parameters<typeof figure>[0] = {}) => [
      total(first, 100, '2017-03-01', '2017-03-10', { origin: 'ministry', knownFrom: '2017-03-11', ...more }),
      total(second, 100, '2017-03-08', '2017-03-20', { origin: 'monitor', knownFrom: '2017-03-21' }),
    ];
    for (const [first, second] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      expect(whole(pair(first, second))?.combined.best).toBeCloseTo(100 + (100 * 7) / 10, 5);
      expect(whole(pair(first, second, { grade: 'A1' }))?.combined.best).toBeCloseTo(100 + (100 * 10) / 13, 5);
    }
  });

  it('what three of them say of the days that the largest leaves is compared in turn', () => {
    const third = total('desk', 80, '2017-03-05', '2017-03-12', { origin: 'desk' });
    const [ministry, monitor] = told as [ToldFigure, ToldFigure];
    for (const all of [
      [ministry, monitor, third],
      [third, monitor, ministry],
    ])
      expect(whole(all)?.combined.best).toBeCloseTo(100 + share, 5);
  });
});

describe('a shorter total inside a longer one', () => {
  const longer = total('long', 140, '2017-03-01', '2017-03-07', { origin: 'ministry' });
  const shorter = (origin: string) => total('short', 100, '2017-03-01', '2017-03-04', { origin });
  const lastDay: Asked = { from: '2017-03-07', to: '2017-03-07' };

  it('of the same source is all of its days; of another source the rest is spread over them too', () => {
    expect(answerTo([longer, shorter('ministry')], lastDay).combined.best).toBeCloseTo(40 / 3, 5);
    expect(answerTo([longer, shorter('monitor')], lastDay).combined.best).toBeCloseTo(40 / 7, 5);
    expect(sumOf(byTime([longer, shorter('monitor')], 'day'), 'best')).toBeCloseTo(140, 4);
  });
});

it('a part that is said to be on days outside of its total counts once, in its own days', () => {
  const told = [
    total('week', 100, '2017-03-01', '2017-03-07'),
    figure({ ...exactly(5), on: '2017-03-20', subsetOf: 'week' }),
  ];
  expect(whole(told)?.combined).toEqual(exactly(100));
  expect(sumOf(byTime(told, 'week'), 'best')).toBeCloseTo(100, 4);
});

it('days that an account tells apart are shares of the better account of the whole', () => {
  const at = (report: string, count: number, more: Parameters<typeof figure>[0]) =>
    figure({ report, incident: 'strike', ...exactly(count), ...more });
  const told = [
    at('days', 4, { on: '2017-03-01' }),
    at('days', 16, { on: '2017-03-02' }),
    at('whole', 30, { from: '2017-03-01', to: '2017-03-02', grade: 'A1' }),
  ];
  expect(byTime(told, 'day').map(({ combined }) => combined.best)).toEqual([6, 24]);
});

describe('whatever is told, of whatever areas, sources and beginnings', () => {
  const day = fc.integer({ min: -5, max: 32 }).map((count) => addDays(first, count));
  const toldOf = (hasFloors: boolean): fc.Arbitrary<readonly ToldFigure[]> =>
    fc
      .array(
        fc.record({
          basis: fc.constantFrom('incremental', 'cumulative', 'cumulative'),
          incident: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
          places: fc.constantFrom(
            ['mosul'],
            ['iraq'],
            ['raqqa'],
            ['region'],
            ['mosul', 'raqqa'],
            ['iraq', 'raqqa'],
            [],
          ),
          origin: fc.constantFrom('ministry', 'monitor', 'desk'),
          count: fc.nat(60),
          about: fc.nat(9),
          isFloor: fc.nat(5).map((n) => n === 0),
          days: fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a })),
          fromStart: fc.boolean(),
          grade: fc.constantFrom('A1', 'B2', 'C3'),
        } as const),
        { minLength: 1, maxLength: 9 },
      )
      .map((all) =>
        all.map(({ count, about, isFloor, days, fromStart, places, ...one }, index) => {
          const low = Math.max(count - about, 0);
          const isOnlyFloor = hasFloors && isFloor && one.basis === 'incremental';
          const range = isOnlyFloor ? { low } : { low, best: count, high: count + about };
          const from = fromStart && one.basis === 'cumulative' && days.to >= first ? first : days.from;
          const told = figure({ ...one, ...range, ...days, from, report: `r${index}` });
          const { place: _place, ...anywhere } = told.figure;
          return { ...told, figure: { ...anywhere, ...anchorOf(places) } };
        }),
      );
  const told = toldOf(false);

  it('days, weeks and months add up to the window, and their bounds contain it', () => {
    fc.assert(
      fc.property(told, fc.constantFrom('day', 'week', 'month'), (all, by) => {
        const answers = byTime(all, by);
        const { combined = {} } = whole(all) ?? {};
        expect(sumOf(answers, 'best')).toBeCloseTo(combined.best ?? 0, 3);
        expect(sumOf(answers, 'low')).toBeLessThanOrEqual((combined.best ?? 0) + 1e-3);
        expect(sumOf(answers, 'high')).toBeGreaterThanOrEqual((combined.high ?? 0) - 1e-3);
        for (const part of [combined, ...answers.map((answer) => answer.combined)]) {
          expect(part.low ?? 0).toBeLessThanOrEqual((part.best ?? 0) + 1e-5);
          expect(part.best ?? 0).toBeLessThanOrEqual((part.high ?? 0) + 1e-5);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('where some give a floor alone too, as long as the window has a best', () => {
    fc.assert(
      fc.property(toldOf(true), (all) => {
        const best = whole(all)?.combined.best;
        if (best !== undefined) expect(sumOf(byTime(all, 'week'), 'best')).toBeCloseTo(best, 3);
      }),
      { numRuns: 60 },
    );
  });

  it('a day, week or month asked alone has what it has in the whole window', () => {
    const by = fc.constantFrom('day', 'week', 'month');
    fc.assert(
      fc.property(told, by, fc.nat(27), (all, unit, index) => {
        const stretches = bucketWindows(unit, march.from, march.to, 400);
        const { window } = stretches[index % stretches.length] as (typeof stretches)[number];
        const [bucket] = reckonByTime(itemsOf(all), question, stretches)[index % stretches.length]?.reckonings ?? [];
        const [alone] = combineTallies(itemsOf(all), { ...question, window });
        expect(alone?.combined.best ?? 0).toBeCloseTo(bucket?.combined.best ?? 0, 4);
        expect(alone?.combined.low ?? 0).toBeCloseTo(bucket?.combined.low ?? 0, 4);
        expect(alone?.combined.high ?? 0).toBeCloseTo(bucket?.combined.high ?? 0, 4);
      }),
      { numRuns: 300 },
    );
  });

  it('no total in the window is above the high of the answer', () => {
    fc.assert(
      fc.property(told, (all) => {
        const answer = whole(all);
        for (const { high = 0, period, basis } of answer?.reported ?? []) {
          const isIn = (period.from ?? '') >= march.from && (period.to ?? '9') <= march.to;
          if (basis === 'cumulative' && isIn && !answer?.flags.includes('revised_down'))
            expect(high).toBeLessThanOrEqual(answer?.combined.high ?? Infinity);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the order of reports changes nothing', () => {
    const other = told.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
    );
    fc.assert(
      fc.property(other, ([all, shuffled]) => {
        expect(whole(shuffled)).toEqual(whole(all));
        expect(byTime(shuffled, 'week')).toEqual(byTime(all, 'week'));
      }),
      { numRuns: 100 },
    );
  });
});
