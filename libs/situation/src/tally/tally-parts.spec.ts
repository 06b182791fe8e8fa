import fc from 'fast-check';
import { combineTallies } from './combine-tallies.js';
import { answersTo, answerTo, exactly, figure, itemsOf, type ToldFigure } from './figures.fixture.js';
import { reckonByName } from './tally-buckets.js';
import { addDays } from '../time/time.js';

const [first, second] = ['2017-03-01', '2017-03-02'];
const both = { from: first, to: second };
const isWithin = (place: string, area: string): boolean => place === area;
const at = (report: string, more: Parameters<typeof figure>[0]) =>
  figure({ report, incident: 'strike', on: first, ...more });

function bestAt(told: readonly ToldFigure[], place: string): number | undefined {
  const question = {
    window: both,
    interval: 'prorate' as const,
    isWithin,
    isPlaceAsked: (one: string) => one === place,
  };
  const items = itemsOf(told).filter(({ places }) => places.includes(place));
  return combineTallies(items, question)[0]?.combined.best;
}

describe('parts of one report', () => {
  const inTwo = [at('a', { ...exactly(4), place: 'mosul' }), at('a', { ...exactly(5), place: 'raqqa' })];
  const onTwo = [at('a', { ...exactly(4), on: first }), at('a', { ...exactly(50), on: second })];

  it('in two places are answered each for its own, and add up', () => {
    expect([bestAt(inTwo, 'mosul'), bestAt(inTwo, 'raqqa')]).toEqual([4, 5]);
    expect(answerTo(inTwo, both)).toMatchObject({ combined: exactly(9), flags: [], reports: ['a'] });
  });

  it('on two days likewise', () => {
    expect(answerTo(onTwo, { from: first, to: first }).combined).toEqual(exactly(4));
    expect(answerTo(onTwo, { from: second, to: second }).combined).toEqual(exactly(50));
    expect(answerTo(onTwo, both).combined).toEqual(exactly(54));
  });

  it('of the same place and days add up', () => {
    const told = [at('a', exactly(4)), at('a', exactly(5))];
    expect(itemsOf(told)).toMatchObject([exactly(9)]);
    expect(itemsOf(told)[0]).not.toHaveProperty('parts');
  });

  it('are compared with those of another account about the same places and days', () => {
    const other = [at('b', { best: 6, grade: 'A1' }), at('b', { best: 5, place: 'raqqa', grade: 'A1' })];
    expect([bestAt([...inTwo, ...other], 'mosul'), bestAt([...inTwo, ...other], 'raqqa')]).toEqual([6, 5]);
    expect(answerTo([...inTwo, ...other], both).combined).toEqual({ low: 9, best: 11, high: 11 });
    const ofOne = [...inTwo, at('b', { best: 6, grade: 'A1' })];
    expect(answerTo(ofOne, both).combined).toEqual({ low: 9, best: 11, high: 11 });
  });

  it('are answered each by the accounts that speak of it where another one tells of other places beside', () => {
    const of = (place: string, count: number) => at('b', { ...exactly(count), place, grade: 'A1' });
    const told = [...inTwo, of('mosul', 3), of('tikrit', 2)];
    expect([bestAt(told, 'mosul'), bestAt(told, 'raqqa'), bestAt(told, 'tikrit')]).toEqual([3, 5, 2]);
    expect(answerTo(told, both).combined).toMatchObject({ best: 5, high: 9 });
  });

  it('keep their numbers where a better account knows only the whole, which is compared as a whole', () => {
    const told = [...inTwo, at('whole', { ...exactly(12), place: 'region', grade: 'A1' })];
    expect([bestAt(told, 'mosul'), bestAt(told, 'raqqa'), bestAt(told, 'region')]).toEqual([4, 5, 12]);
    expect(answerTo(told, both).combined).toEqual({ low: 9, best: 12, high: 12 });
    const days = [...onTwo, figure({ report: 'whole', incident: 'strike', ...exactly(60), ...both, grade: 'A1' })];
    expect(answerTo(days, { from: first, to: first }).combined).toEqual(exactly(4));
    expect(answerTo(days, both).combined).toEqual({ low: 54, best: 60, high: 60 });
  });

  it('inside one of their own report add nothing', () => {
    const told = [...inTwo, at('b', { best: 3, place: 'mosul', subsetOf: 'a' })];
    expect(answerTo(told, both)).toMatchObject({ combined: exactly(9), reports: ['a', 'b'] });
  });

  it('by place make a bucket each', () => {
    const question = { window: both, interval: 'prorate' as const, isWithin };
    const buckets = reckonByName(itemsOf(inTwo), question, 'place', { isPlaceAsked: () => true });
    expect(buckets.map(({ bucket, reckonings }) => [bucket, reckonings[0]?.combined.best])).toEqual([
      ['mosul', 4],
      ['raqqa', 5],
    ]);
  });

  it('of one account add up to it, in whatever order, over places as over days', () => {
    const part = fc.record({ best: fc.nat(99), place: fc.constantFrom('mosul', 'raqqa', 'tikrit'), day: fc.nat(4) });
    const parts = fc.array(part, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        parts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, other]) => {
          const [told, shuffled] = [all, other].map((some) =>
            some.map(({ day, ...one }) => at('a', { ...one, on: addDays(first, day) })),
          ) as [ToldFigure[], ToldFigure[]];
          expect(itemsOf(shuffled)).toEqual(itemsOf(told));
          const sum = all.reduce((total, { best }) => total + best, 0);
          expect(answerTo(told, {}).combined.best).toBe(sum);
          const days = [0, 1, 2, 3, 4].map((count) => addDays(first, count));
          const byDay = days.flatMap((day) =>
            answersTo(told, { from: day, to: day }).map(({ combined }) => combined.best ?? 0),
          );
          expect(byDay.reduce((a, b) => a + b, 0)).toBe(sum);
          const byPlace = ['mosul', 'raqqa', 'tikrit'].map((place) => bestAt(told, place) ?? 0);
          const inBoth = all.filter(({ day }) => day < 2).reduce((total, { best }) => total + best, 0);
          expect(byPlace.reduce((a, b) => a + b, 0)).toBe(inBoth);
        },
      ),
    );
  });
});
