import { reckonTallies } from './combine-tallies.js';
import { exactly, figure, itemsOf, type ToldFigure } from './figures.fixture.js';
import { sumNamed, type NamedSums } from './sum-tallies.js';
import { answerOf } from './tally-answer.js';

const on = '2017-03-07';
const question = { window: { from: on, to: on }, interval: 'prorate', isWithin: () => false } as const;
const summed = (told: readonly ToldFigure[], sums: NamedSums) =>
  sumNamed(reckonTallies(itemsOf(told), question), sums).map(answerOf);

describe('sums of what is named', () => {
  const killed = [
    figure({ report: 'y', ...exactly(3), on }),
    figure({ report: 'c', ...exactly(4), on, group: 'civilians' }),
    figure({ report: 'w', ...exactly(5), on, measure: 'wounded' }),
  ];

  it('nothing is summed that nobody named', () => {
    expect(summed(killed, {}).map(({ measure, group, combined }) => [measure, group, combined.best])).toEqual([
      ['killed', 'civilians', 4],
      ['killed', 'ypg', 3],
      ['wounded', 'ypg', 5],
    ]);
  });

  it('groups become one number for each measure, flagged as a sum', () => {
    const [both, wounded] = summed(killed, { groups: ['ypg', 'civilians'] });
    expect(both).toMatchObject({
      group: 'ypg+civilians',
      combined: exactly(7),
      flags: ['summed'],
      reports: ['c', 'y'],
    });
    expect(wounded).toMatchObject({ measure: 'wounded', combined: exactly(5), flags: ['sum_incomplete', 'summed'] });
  });

  it('measures likewise, and both at once', () => {
    expect(summed(killed, { measures: ['killed', 'wounded'] })).toMatchObject([
      { measure: 'killed+wounded', group: 'civilians', combined: exactly(4) },
      { measure: 'killed+wounded', group: 'ypg', combined: exactly(8) },
    ]);
    expect(summed(killed, { measures: ['killed', 'wounded'], groups: ['ypg', 'civilians'] })).toMatchObject([
      { measure: 'killed+wounded', group: 'ypg+civilians', combined: exactly(12) },
    ]);
  });

  it('one group without a best leaves the sum without: not given is not zero', () => {
    const told = [figure({ ...exactly(3), on }), figure({ low: 4, on, group: 'civilians' })];
    expect(summed(told, { groups: ['ypg', 'civilians'] })).toMatchObject([{ combined: { low: 7 } }]);
    expect(summed(told, { groups: ['ypg', 'civilians'] })[0]?.combined).not.toHaveProperty('best');
  });

  it('a part of one group in another is flagged', () => {
    const told = [
      figure({ report: 'whole', ...exactly(20), on }),
      figure({ ...exactly(6), on, group: 'civilians', subsetOf: 'whole' }),
    ];
    expect(summed(told, { groups: ['ypg', 'civilians'] })[0]?.flags).toContain('parts_summed');
  });
});
