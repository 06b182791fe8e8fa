import { answerTo, exactly, figure, isWithin, itemsOf, type ToldFigure } from './figures.fixture.js';
import { reckonTallies } from './combine-tallies.js';
import { explainTally } from './explain-tallies.js';
import { bucketWindows, reckonByTime } from './tally-buckets.js';
import { answerOf } from './tally-answer.js';
import type { Day } from '../time/time.js';

const week = { from: '2017-03-01', to: '2017-03-07' };
const question = { window: week, interval: 'prorate' as const, isWithin };
const total = (given: Parameters<typeof figure>[0]) => figure({ basis: 'cumulative', ...week, ...given });
const day = (on: string, given: Parameters<typeof figure>[0]) => figure({ on, ...given });
const combined = (...told: readonly ToldFigure[]) => answerTo(told, week).combined;

describe('the bounds of totals and of what lies in them contain what both say', () => {
  it('a smaller total that may be larger is the high; the best is that of what is itemised', () => {
    const about = total({ low: 40, best: 50, high: 200 });
    expect(combined(about, day('2017-03-02', exactly(60)))).toEqual({ low: 60, best: 60, high: 200 });
    expect(combined(about, day('2017-03-02', { best: 60 }))).toEqual({ low: 40, best: 60, high: 200 });
    expect(combined(about, day('2017-03-02', exactly(210)))).toEqual(exactly(210));
  });

  it('what is itemised in a larger total may be more than that says', () => {
    expect(combined(total(exactly(50)), day('2017-03-02', { low: 10, best: 20, high: 90 }))).toEqual({
      low: 50,
      best: 50,
      high: 90,
    });
  });

  it('so does a total inside another one, whichever of its accounts leads', () => {
    const first = total({ ...exactly(1), from: '2017-03-01', to: '2017-03-01', origin: 'ministry' });
    const [ministry, desk] = [total({ ...exactly(0), grade: 'A1' }), total(exactly(2))];
    expect(combined(first, ministry, desk)).toEqual({ low: 1, best: 1, high: 2 });
  });

  it('beside a total of which only a floor is itemised, a single number outside it is part of the low of the sum', () => {
    const elsewhere = day('2017-03-03', { best: 70, place: 'raqqa' });
    const told = [total({ best: 500 }), day('2017-03-02', { low: 60 }), elsewhere];
    expect(combined(...told)).toEqual({ low: 130, best: 570 });
    const [reckoning] = reckonTallies(itemsOf(told), question);
    const parts = reckoning === undefined ? [] : explainTally(reckoning, () => []).combined.parts;
    expect(parts.map(({ bears, adds }) => [bears.length, adds])).toEqual([
      [2, { best: 500 }],
      [1, { low: 60 }],
      [3, { low: 70, best: 70 }],
    ]);
  });

  it('what a single number has beyond single numbers in it is a single number; of others it has a low and a high', () => {
    const until = (to: Day, given: Parameters<typeof figure>[0]) => total({ ...given, to, origin: 'ministry' });
    const asked = { from: '2017-03-05', to: '2017-03-07' };
    const since = (...told: readonly ToldFigure[]) => answerTo(told, asked).combined;
    expect(since(until('2017-03-04', { best: 100 }), until('2017-03-07', { best: 140 }))).toEqual({ best: 40 });
    const range = until('2017-03-04', { low: 90, best: 100, high: 120 });
    expect(since(range, until('2017-03-07', { best: 140 }))).toEqual({ low: 20, best: 40, high: 50 });
    const first = { from: '2017-03-01', to: '2017-03-05' };
    expect(answerTo([until('2017-03-04', { best: 100 }), until('2017-03-07', { best: 140 })], first).combined).toEqual({
      low: 100,
      best: expect.closeTo(100 + 40 / 3, 5) as number,
      high: 140,
    });
  });

  it('where a total has nothing beyond what is itemised on other days, that is none, and not unknown', () => {
    const until = (to: Day, best: number) => total({ best, to, origin: 'ministry' });
    const daily = [until('2017-03-04', 140), until('2017-03-05', 140), until('2017-03-06', 190)];
    const byDay = (told: readonly ToldFigure[]) =>
      reckonByTime(itemsOf(told), question, bucketWindows('day', week.from, week.to, 7)).map(({ reckonings }) =>
        reckonings.map((one) => answerOf(one).combined),
      );
    expect(byDay(daily).slice(4)).toEqual([[{ best: 0 }], [{ best: 50 }], []]);
    expect(answerTo(daily, { from: '2017-03-05', to: '2017-03-05' }).combined).toEqual({ best: 0 });
    const itemised = [total(exactly(30)), day('2017-03-01', exactly(30))];
    expect(byDay(itemised).slice(0, 2)).toEqual([[exactly(30)], [exactly(0)]]);
    expect(byDay([total({ best: 20 }), day('2017-03-01', { best: 30 })]).slice(0, 2)).toEqual([[{ best: 30 }], [{}]]);
  });

  it('a floor itemised in a total counts as such in its own days, and what may be beyond it with the rest: the days add up', () => {
    const told = [total({ best: 500 }), day('2017-03-02', { low: 60 })];
    const days = reckonByTime(itemsOf(told), question, bucketWindows('day', week.from, week.to, 7));
    const answers = days.map(({ reckonings: [one] }) => (one === undefined ? {} : answerOf(one).combined));
    const rest = 440 / 7;
    const other = { low: 0, best: expect.closeTo(rest, 5) as number, high: 440 };
    expect(answers).toEqual([
      other,
      { low: 60, best: expect.closeTo(60 + rest, 5) as number },
      ...Array<object>(5).fill(other),
    ]);
    expect(combined(...told)).toEqual({ low: 60, best: 500 });
    const start = { ...question, interval: 'start' as const };
    const [, second] = reckonByTime(itemsOf(told), start, bucketWindows('day', week.from, week.to, 7));
    expect(second?.reckonings.map((one) => answerOf(one).combined)).toEqual([{ low: 60, best: 60 }]);
  });

  it('incidents of which one gives a floor alone are compared with a total by the bests and that floor: the days add up', () => {
    const itemised = [day('2017-03-02', { low: 40, best: 60 }), day('2017-03-03', { low: 10 })];
    const bests = (told: readonly ToldFigure[]) =>
      reckonByTime(itemsOf(told), question, bucketWindows('day', week.from, week.to, 7)).map(
        ({ reckonings: [one] }) => one?.combined.best,
      );
    const larger = [total({ best: 100 }), ...itemised];
    expect(combined(...larger)).toEqual({ low: 50, best: 100 });
    expect(bests(larger).reduce<number>((sum, best) => sum + (best ?? 0), 0)).toBeCloseTo(100, 4);
    // 55 are fewer than the 60 and at least 10 that are itemised.
    expect(combined(total({ best: 55 }), itemised[0]!)).toEqual({ low: 55, best: 60 });
    expect(combined(total({ best: 55 }), ...itemised)).toEqual({ low: 55 });
  });

  it('what says "more than" stays open above', () => {
    expect(combined(total({ low: 40, best: 50, high: 200 }), day('2017-03-02', { low: 60 }))).toEqual({ low: 60 });
    expect(combined(total({ low: 100 }), day('2017-03-02', exactly(60)))).toEqual({ low: 100 });
  });

  it('the days of a smaller total that may be larger add up to its high, and what they are made of is told', () => {
    const told = [total({ low: 40, best: 50, high: 200 }), day('2017-03-02', exactly(60))];
    const days = reckonByTime(itemsOf(told), question, bucketWindows('day', week.from, week.to, 7));
    const answers = days.map(({ reckonings: [one] }) => (one === undefined ? {} : answerOf(one).combined));
    expect(answers.slice(0, 3)).toEqual([
      { low: 0, best: 0, high: 140 },
      { low: 60, best: 60, high: 200 },
      { low: 0, best: 0, high: 140 },
    ]);
    const [reckoning] = reckonTallies(itemsOf(told), question);
    const parts = reckoning === undefined ? [] : explainTally(reckoning, () => []).combined.parts;
    expect(parts.map(({ bears, adds }) => [bears, adds])).toEqual([
      [['low', 'best'], { low: 60, best: 60 }],
      [['high'], { high: 200 }],
    ]);
  });
});

it('an incident that is divided between a total and one inside it comes to no less than it says', () => {
  const first = total({ from: '2017-03-01', to: '2017-03-01' });
  expect(combined(first, total({}), figure({ low: 1, from: '2017-03-01', to: '2017-03-02' }))).toEqual({ low: 1 });
});

it('a single number that is only a floor is told as what it adds', () => {
  const told = [total({ low: 0, best: 1 }), day('2017-03-02', { best: 1 })];
  const [reckoning] = reckonTallies(itemsOf(told), question);
  const explained = reckoning === undefined ? undefined : explainTally(reckoning, () => []);
  expect(explained?.answer.combined).toEqual({ low: 1, best: 1 });
  expect(explained?.combined.parts.map(({ adds }) => adds)).toEqual([{ best: 1 }, { low: 1 }]);
});
