import { reckonTallies } from './combine-tallies.js';
import { exactly, figure, itemsOf, type ToldFigure } from './figures.fixture.js';
import { itemsNamed, type Named } from './tally-roll-ups.js';
import { answerOf } from './tally-answer.js';

const [on, next] = ['2017-03-07', '2017-03-08'];
const parents: Readonly<Record<string, string>> = { ypg: 'sdf', ypj: 'ypg', army: 'turkey' };
/** The YPG is part of the SDF from 2016 on. */
const partsOf: Named['partsOf'] = (actor, day) => {
  const isPart = (one: string): boolean => {
    if (one === actor) return true;
    const parent = one === 'ypg' && day < '2016-01-01' ? undefined : parents[one];
    return parent !== undefined && isPart(parent);
  };
  return new Set([actor, ...Object.keys(parents)].filter(isPart));
};
const answers = (told: readonly ToldFigure[], named: Partial<Named>) =>
  reckonTallies(itemsNamed(itemsOf(told), { partsOf, today: on, ...named }), {
    window: {},
    interval: 'prorate',
    isWithin: (place, area) => place === area,
  }).map(answerOf);
const asRows = (all: ReturnType<typeof answers>) =>
  all.map(({ group, combined, rolledUpOf }) => [group, combined.best, rolledUpOf]);

describe('a group asked about', () => {
  const ypg = figure({ report: 'a', ...exactly(6), on, group: 'ypg' });
  const ypj = figure({ report: 'b', ...exactly(3), on, group: 'ypj' });
  const sdf = figure({ report: 'c', ...exactly(10), on, group: 'sdf' });

  it('includes its parts, each a row of its own and all of them one rolled up', () => {
    expect(asRows(answers([ypg, ypj], { groups: ['sdf'] }))).toEqual([
      ['sdf', 9, ['ypg', 'ypj']],
      ['ypg', 6, undefined],
      ['ypj', 3, undefined],
    ]);
  });

  it('has its own row beside, and one alone where no part has figures', () => {
    expect(asRows(answers([ypg, sdf], { groups: ['sdf'] }))).toEqual([
      ['sdf', 10, undefined],
      ['sdf', 16, ['sdf', 'ypg']],
      ['ypg', 6, undefined],
    ]);
    expect(asRows(answers([sdf, ypg], { groups: ['ypg'] }))).toEqual([['ypg', 6, undefined]]);
  });

  it('has the parts that it had on the day of the count', () => {
    const before = figure({ ...exactly(2), on: '2015-05-05', group: 'ypg' });
    expect(asRows(answers([before], { groups: ['sdf'] }))).toEqual([]);
    expect(asRows(answers([before, ypg], { groups: ['sdf'] }))).toEqual([
      ['sdf', 6, ['ypg']],
      ['ypg', 6, undefined],
    ]);
  });

  it('of one incident contains its part: they are not added', () => {
    const [whole, part] = [
      { ...sdf, incident: 'i' },
      { ...ypg, incident: 'i' },
    ];
    expect(asRows(answers([whole, part, ypj], { groups: ['sdf'] }))).toContainEqual(['sdf', 13, ['sdf', 'ypj']]);
    expect(asRows(answers([whole, part], { groups: ['sdf'] }))).toContainEqual(['sdf', 10, ['sdf']]);
  });

  it('is rolled up in every bucket of a window, also where it alone is counted: the buckets add up', () => {
    const items = itemsNamed(itemsOf([ypg, { ...sdf, figure: { ...sdf.figure, period: { from: next, to: next } } }]), {
      partsOf,
      today: on,
      groups: ['sdf'],
    });
    const ofDay = (day: string) =>
      reckonTallies(items, {
        window: { from: day, to: day },
        interval: 'prorate',
        isWithin: (place, area) => place === area,
      }).map(answerOf);
    expect(asRows(ofDay(on))).toContainEqual(['sdf', 6, ['ypg']]);
    expect(asRows(ofDay(next))).toContainEqual(['sdf', 10, ['sdf']]);
  });

  it('adds a total of one part to what is counted of another, and to a total of it; a total of the whole holds both', () => {
    const month = { from: '2017-03-01', to: '2017-03-31' } as const;
    const total = (report: string, group: string, best: number, origin = 'ministry') =>
      figure({ report, group, best, origin, basis: 'cumulative', ...month });
    // Here neither of the two is a part of the other.
    const siblings: Named['partsOf'] = (actor) => new Set(actor === 'sdf' ? ['sdf', 'ypg', 'ypj'] : [actor]);
    const asked = { groups: ['sdf'], partsOf: siblings };
    const rolled = (...told: readonly ToldFigure[]) => answers(told, asked).find((one) => one.rolledUpOf !== undefined);
    const fallen = figure({ report: 'b', best: 70, on, group: 'ypj' });
    expect(rolled(total('t', 'ypg', 500), fallen)?.combined).toEqual({ best: 570 });
    expect(
      rolled(total('t', 'ypg', 500), figure({ report: 'b', low: 60, on, group: 'ypg' }), fallen)?.combined,
    ).toEqual({ low: 130, best: 570 });
    for (const origin of ['ministry', 'monitor']) {
      const two = rolled(total('t', 'ypg', 500), total('u', 'ypj', 90, origin));
      expect(two).toMatchObject({ combined: { best: 590 }, flags: [] });
    }
    expect(rolled(total('t', 'sdf', 800), total('u', 'ypg', 500), fallen)?.combined).toEqual({ best: 800 });
    expect(rolled(total('t', 'sdf', 550), total('u', 'ypg', 500), fallen)?.combined).toEqual({ best: 570 });
  });

  it('states of its parts are not one state', () => {
    const strength = (group: string, best: number) =>
      figure({ measure: 'strength', basis: 'snapshot', group, best, on });
    const told = [strength('ypg', 30_000), strength('ypj', 10_000)];
    expect(asRows(answers(told, { groups: ['sdf'] }))).toEqual([
      ['ypg', 30_000, undefined],
      ['ypj', 10_000, undefined],
    ]);
  });
});

describe('an actor asked about', () => {
  const byArmy = figure({ report: 'a', ...exactly(6), on, actors: ['by:army'] });
  const byTurkey = figure({ report: 'b', ...exactly(2), on, actors: ['by:turkey', 'victim:army'] });

  it('takes part through its parts, which the row names', () => {
    expect(asRows(answers([byArmy], { actor: 'turkey' }))).toEqual([['ypg', 6, ['army']]]);
    expect(asRows(answers([byTurkey], { actor: 'turkey' }))).toEqual([['ypg', 2, undefined]]);
    expect(asRows(answers([byArmy, byTurkey], { actor: 'turkey' }))).toEqual([['ypg', 8, ['army']]]);
  });

  it('in one role only, where one is asked for', () => {
    expect(asRows(answers([byArmy, byTurkey], { actor: 'army', role: 'by' }))).toEqual([['ypg', 6, undefined]]);
    expect(answers([byArmy], { actor: 'turkey', role: 'victim' })).toEqual([]);
  });
});
