import { askedBeside, isBefore, secondOf } from './second-question.js';

const asked = { d: '2017-03-08', k: '2017-03-09', edition: undefined };

describe('the second question of a compare', () => {
  it.each([
    ['d:2017-03-07', { ...asked, d: '2017-03-07' }, true],
    ['d:2017-03-10', { ...asked, d: '2017-03-10' }, false],
    ['k:2017-03-08', { ...asked, k: '2017-03-08' }, true],
    ['k:now', { ...asked, k: undefined }, false],
    ['edition:what-if', { ...asked, edition: 'what-if' }, false],
    ['edition:live', asked, true],
  ] as const)('%s changes one part of the first', (vs, beside, before) => {
    const second = secondOf(vs);
    if (second === undefined) throw new Error('It is not read.');
    expect(askedBeside(asked, second)).toEqual(beside);
    expect(isBefore(asked, '2017-03-09', second)).toBe(before);
  });

  it('is none where the address has none', () => {
    expect(secondOf(undefined)).toBeUndefined();
    expect(secondOf('x:1')).toBeUndefined();
  });
});
