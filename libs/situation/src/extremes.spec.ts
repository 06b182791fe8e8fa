import { union } from './control/control-answer.js';
import { greatestOf, leastOf } from './extremes.js';
import { greatest, least } from './tally/range.js';

/** More than a call has room for as arguments. */
const many = 150_000;
const numbers = Array.from({ length: many }, (_, nth) => nth);

describe('more values than a call has room for', () => {
  it('have a least and a greatest; none have infinite ones', () => {
    expect([leastOf(numbers), greatestOf(numbers)]).toEqual([0, many - 1]);
    expect([leastOf([]), greatestOf([])]).toEqual([Infinity, -Infinity]);
    expect([least([undefined, ...numbers]), greatest([undefined, ...numbers])]).toEqual([0, many - 1]);
  });

  it('are joined', () => {
    expect(union(numbers.map((nth) => [`holder-${nth % 2}`]))).toEqual(['holder-0', 'holder-1']);
  });
});
