import { rollUpHolders } from './roll-up-holders.js';

const parents = new Map<string, readonly string[]>([
  ['iraq', []],
  ['iraqi-security-forces', ['iraq']],
  ['iraqi-army', ['iraqi-security-forces']],
  ['interior-ministry-iraq', ['iraq']],
  ['federal-police', ['interior-ministry-iraq']],
  ['turkey', []],
  ['turkish-armed-forces', ['turkey']],
  ['fsa-turkish-backed', []],
  ['turkey-and-fsa', ['turkish-armed-forces', 'fsa-turkish-backed']],
  ['sdf', []],
]);
const top = (...holders: string[]): readonly string[] => rollUpHolders(holders, 'top', parents);

describe('holders rolled up', () => {
  it('are shown as what is topmost above each, once', () => {
    expect(top('sdf', 'iraqi-army', 'federal-police', 'iraq')).toEqual(['iraq', 'sdf']);
    expect(top()).toEqual([]);
  });

  it('are shown as the top of every parent where there are several', () => {
    expect(top('turkey-and-fsa')).toEqual(['fsa-turkish-backed', 'turkey']);
  });

  it('are shown as one actor where they are it or part of it; others stay', () => {
    const shown = rollUpHolders(['sdf', 'iraqi-army', 'federal-police'], 'iraqi-security-forces', parents);
    expect(shown).toEqual(['federal-police', 'iraqi-security-forces', 'sdf']);
    expect(rollUpHolders(['iraq'], 'iraqi-army', parents)).toEqual(['iraq']);
  });

  it('stay as they are where nobody has registered them', () => {
    expect(top('nobody')).toEqual(['nobody']);
    expect(rollUpHolders(['part'], 'top', new Map([['part', ['never-registered']]]))).toEqual(['never-registered']);
  });

  it('come to an end in a circle, and to one name', () => {
    const circle = new Map([
      ['b', ['c']],
      ['c', ['b']],
      ['a', ['b']],
    ]);
    expect(['a', 'b', 'c'].map((holder) => rollUpHolders([holder], 'top', circle))).toEqual([['b'], ['b'], ['b']]);
    expect(rollUpHolders(['a', 'b'], 'c', circle)).toEqual(['c']);
  });
});
