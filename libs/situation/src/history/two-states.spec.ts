import fc from 'fast-check';
import { distinctMoments, reportsOfChange } from './two-states.js';

describe('the reports of a change', () => {
  it('are those that came in between and are rested on, else those of one answer alone, else all', () => {
    const came = (reportId: string) => [{ reportId }];
    expect(reportsOfChange(['a'], ['b', 'c'], came('c'))).toEqual(['c']);
    expect(reportsOfChange(['a', 'b'], ['b'], came('d'))).toEqual(['a']);
    expect(reportsOfChange(['a'], ['a'], [])).toEqual(['a']);
  });

  it('are always some of those behind the two answers', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
    fc.assert(
      fc.property(ids, ids, ids, (before, after, added) => {
        const found = reportsOfChange(
          before,
          after,
          added.map((reportId) => ({ reportId })),
        );
        expect(found.length).toBeGreaterThan(0);
        for (const id of found) expect([...before, ...after]).toContain(id);
      }),
    );
  });
});

it('moments that are compared stand in order, each once, and of too many the latest', () => {
  const moments = [3, 1, 2, 3].map((ms) => ({ at: `${ms}`, ms }));
  expect(distinctMoments(moments, 10).map(({ ms }) => ms)).toEqual([1, 2, 3]);
  expect(distinctMoments(moments, 2).map(({ ms }) => ms)).toEqual([2, 3]);
});
