import type { FoundChange } from './found-change.js';
import { sentenceOf } from './sentences.js';

describe('the sentence of a change', () => {
  const held = (holder: string) => ({ status: 'held', holders: [holder], conditions: [] });
  const change = {
    kind: 'changedHands',
    place: { id: 'silo', name: 'Si\u202Elo' },
    at: '2017-03-09',
    before: held('a'),
    after: held('b'),
    detail: {},
    reportIds: [],
  } as unknown as FoundChange;
  const words = { actor: (id: string) => `\u2067${id}\u202B`, summary: () => '' };

  it('keeps its order whatever marks stand in names', () => {
    expect(sentenceOf(change, words)).toBe('Silo changed hands, 2017-03-09: from a to b.');
  });
});
