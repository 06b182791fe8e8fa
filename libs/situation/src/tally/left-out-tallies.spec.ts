import { combineTallies, reckonTallies } from './combine-tallies.js';
import { exactly, figure, itemsOf } from './figures.fixture.js';
import type { TallyItem } from './tally-items.js';
import { answerOf } from './tally-answer.js';

describe('what a policy leaves out', () => {
  const week = { from: '2017-03-01', to: '2017-03-07' };
  const question = {
    window: week,
    interval: 'prorate' as const,
    isWithin: (place: string, area: string) => place === area,
  };
  const leftOut = (...told: Parameters<typeof itemsOf>): readonly TallyItem[] =>
    itemsOf(...told).map((item) => ({ ...item, leftOut: true }));
  const kept = figure({ report: 'own', on: '2017-03-02', ...exactly(3) });
  const enemy = figure({ report: 'enemy', on: '2017-03-03', ...exactly(50) });

  it('is told of and never counted', () => {
    const [reckoning, ...others] = reckonTallies([...itemsOf([kept]), ...leftOut([enemy])], question);
    expect(others).toEqual([]);
    expect(answerOf(reckoning!)).toMatchObject({
      combined: exactly(3),
      reports: ['own'],
      flags: ['left_out_by_policy'],
    });
    expect(reckoning?.aside.map(({ item, reason }) => [reason, ...item.reports])).toEqual([['policy', 'enemy']]);
  });

  it('leaves an answer without a number where nothing else is told', () => {
    const [answer] = combineTallies(leftOut([enemy]), question);
    expect(answer).toMatchObject({
      itemised: {},
      combined: {},
      reported: [],
      reports: [],
      flags: ['left_out_by_policy'],
    });
  });

  it('is not mentioned where it could not have counted', () => {
    const before = figure({ report: 'before', on: '2017-02-01', ...exactly(9) });
    expect(combineTallies(leftOut([before]), question)).toEqual([]);
    const total = figure({
      report: 'total',
      ...exactly(90),
      basis: 'cumulative',
      from: '2017-03-05',
      to: '2017-03-20',
    });
    expect(combineTallies(leftOut([total]), question)).toMatchObject([{ flags: ['left_out_by_policy'] }]);
    const strength = { measure: 'strength', basis: 'snapshot' } as const;
    const held = figure({ report: 'state', ...strength, on: '2017-02-01', ...exactly(500) });
    const later = figure({ report: 'later', ...strength, on: '2017-03-09', ...exactly(500) });
    expect(combineTallies(leftOut([held]), question)).toMatchObject([{ combined: {}, flags: ['left_out_by_policy'] }]);
    expect(combineTallies(leftOut([later]), question)).toEqual([]);
  });

  it('changes no number of what is counted', () => {
    const total = figure({ report: 'total', ...exactly(90), basis: 'cumulative', ...week });
    const plain = combineTallies(itemsOf([kept, total]), question);
    const mixed = combineTallies([...itemsOf([kept, total]), ...leftOut([enemy])], question);
    expect(mixed).toEqual(plain.map((answer) => ({ ...answer, flags: ['left_out_by_policy'] })));
  });
});
