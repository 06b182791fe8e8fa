import fc from 'fast-check';
import { answersTo, answerTo, exactly, figure, type ToldFigure } from './figures.fixture.js';
import { addDays } from '../time/time.js';

const week = { from: '2017-03-06', to: '2017-03-12' };
const monday = { from: week.from, to: week.from };
const tuesday = { from: '2017-03-07', to: '2017-03-07' };
const total = (report: string, best: number, more: Parameters<typeof figure>[0] = {}) =>
  figure({ report, ...exactly(best), basis: 'cumulative', ...week, ...more });

describe('a total and what is itemised in it, by day', () => {
  const told = [total('week', 70), figure({ report: 'monday', ...exactly(30), on: week.from })];

  it('the itemised counts in its own days, the remainder is spread over all', () => {
    expect(answerTo(told, monday)).toMatchObject({
      combined: { low: 30, best: 35.714286, high: 70 },
      reports: ['monday', 'week'],
    });
    expect(answerTo(told, tuesday).combined).toEqual({ low: 0, best: 5.714286, high: 40 });
    expect(answerTo(told, monday).flags).toEqual(['spread', 'total_reaches_outside']);
    expect(answerTo(told, week).combined).toEqual(exactly(70));
  });

  it('a single number beside what is spread is its own low and high', () => {
    const singles = [
      figure({ report: 'week', best: 70, basis: 'cumulative', ...week }),
      figure({ report: 'monday', best: 30, on: week.from }),
    ];
    expect(answerTo(singles, monday).combined).toEqual({ low: 30, best: 35.714286, high: 70 });
    expect(answerTo(singles, week).combined).toEqual({ best: 70 });
  });

  it('of a part that the total names, its days are spoken for', () => {
    const named = [total('week', 70), figure({ ...exactly(30), on: week.from, subsetOf: 'week' })];
    expect(answerTo(named, monday).combined).toEqual(exactly(30));
    expect(answerTo(named, tuesday).combined).toEqual({ low: 0, best: 6.666667, high: 40 });
  });

  it('placed by its start or its end it is whole there', () => {
    expect(answerTo([total('week', 70)], { ...monday, interval: 'start' }).combined).toEqual(exactly(70));
    expect(answerTo([total('week', 70)], { ...tuesday, interval: 'start' }).combined).toEqual({});
  });

  it('where more is itemised than the total has, nothing is spread', () => {
    const more = [total('week', 20), figure({ ...exactly(30), on: week.from })];
    expect(answerTo(more, monday).combined).toEqual(exactly(30));
    expect(answerTo(more, tuesday).combined).toEqual({});
  });

  it('the days add up to the week, whatever is itemised', () => {
    const day = fc.integer({ min: 0, max: 6 }).map((count) => addDays(week.from, count));
    const incident = fc.record({ count: fc.nat(40), days: fc.tuple(day, day), part: fc.boolean() });
    fc.assert(
      fc.property(fc.nat(200), fc.array(incident, { maxLength: 6 }), (count, incidents) => {
        const all: ToldFigure[] = incidents.map(({ count: killed, days: [a, b], part }, index) =>
          figure({
            report: `r${index}`,
            ...exactly(killed),
            ...(a <= b ? { from: a, to: b } : { from: b, to: a }),
            ...(part ? { subsetOf: 'week' } : {}),
          }),
        );
        const figures = [total('week', count), ...all];
        const days = [0, 1, 2, 3, 4, 5, 6].map((nth) => addDays(week.from, nth));
        const sums = days.flatMap((on) =>
          answersTo(figures, { from: on, to: on }).map(({ combined }) => combined.best ?? 0),
        );
        const whole = answerTo(figures, week).combined.best ?? 0;
        expect(sums.reduce((a, b) => a + b, 0)).toBeCloseTo(whole, 4);
      }),
      { numRuns: 300 },
    );
  });

  it('"more than 40,000" and dozens inside it are more than 40,000', () => {
    const more = figure({ low: 40_000, lowExclusive: true, basis: 'cumulative', ...week });
    expect(answerTo([more, figure({ low: 24, on: week.to })], week)).toMatchObject({
      combined: { low: 40_000 },
      lowExclusive: true,
    });
  });
});

describe('a series of totals of one origin', () => {
  const by = (report: string, best: number, to: string, knownFrom: string, origin = 'ministry') =>
    total(report, best, { to, knownFrom, origin });
  const ask = { from: week.from };

  it('a later told, lower one takes the place of an earlier one, also in its window', () => {
    const told = [by('a', 1_000, '2017-03-08', '2017-03-09'), by('b', 700, '2017-03-12', '2017-03-13')];
    expect(answerTo(told, week)).toMatchObject({ combined: exactly(700), flags: ['revised_down'] });
    const earlier = answerTo(told, { ...ask, to: '2017-03-08' });
    expect(earlier.combined).toEqual({ low: 0, best: 300, high: 700 });
    expect(earlier.flags).toEqual(['revised_down', 'spread', 'total_reaches_outside']);
    expect(answerTo(told, { ...week, knownAt: '2017-03-12' }).combined).toEqual(exactly(1_000));
  });

  it('a higher one leaves it standing for its own days', () => {
    const told = [by('a', 100, '2017-03-08', '2017-03-09'), by('b', 140, '2017-03-12', '2017-03-13')];
    expect(answerTo(told, week)).toMatchObject({ combined: exactly(140), flags: [] });
    expect(answerTo(told, { ...ask, to: '2017-03-08' }).combined).toEqual(exactly(100));
    expect(answerTo(told, { from: '2017-03-09', to: '2017-03-12' }).combined).toEqual(exactly(40));
    expect(answerTo(told, { from: '2017-03-09', to: '2017-03-10' }).combined).toEqual({ low: 0, best: 20, high: 40 });
  });

  it('one told later that ends earlier speaks for its own days', () => {
    const told = [by('b', 140, '2017-03-12', '2017-03-13'), by('a', 100, '2017-03-08', '2017-03-20')];
    expect(answerTo(told, week)).toMatchObject({ combined: exactly(140), flags: [] });
    expect(answerTo(told, { ...ask, to: '2017-03-08' }).combined).toEqual(exactly(100));
  });

  it('the total of another source beside it is no revision', () => {
    const told = [by('a', 1_000, week.to, '2017-03-09'), by('b', 700, week.to, '2017-03-13', 'monitor')];
    const answer = answerTo(told, week);
    expect(answer).toMatchObject({ combined: { low: 700, best: 700, high: 1_000 } });
    expect(answer.flags).toEqual(['disjoint_accounts', 'overlapping_totals']);
    expect(answer.lowExclusive).toBe(false);
    expect(answer.reported.map(({ counted }) => counted)).toEqual([true, true]);
    expect(answer.reports).toEqual(['a', 'b']);
  });

  it('of several origins the best is that of the best graded', () => {
    const told = [total('a', 1_000, { grade: 'A1', origin: 'x' }), total('b', 700, { origin: 'y' })];
    expect(answerTo(told, week).combined).toEqual({ low: 700, best: 1_000, high: 1_000 });
  });
});
