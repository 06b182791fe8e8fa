import fc from 'fast-check';
import { type FinishedAnswer, FinishedAnswers } from './finished-answers.js';

const answer = (body: string): FinishedAnswer => ({
  body: Buffer.from(body),
  contentType: 'application/json',
  validator: {
    tag: `"${body}"`,
    now: undefined,
    edition: '1',
    name: 'live',
    isPinned: false,
    state: '1 5 0',
    holds: () => Promise.resolve(true),
  },
});

describe('finished answers', () => {
  it('are found by their question until they are dropped, and weigh nothing then', () => {
    const answers = new FinishedAnswers(10_000);
    answers.keep('who', answer('they'));
    answers.keep('who', answer('others'));
    expect(answers.find('who')?.body.toString()).toBe('others');
    expect(answers.find('what')).toBeUndefined();
    answers.drop('who');
    expect(answers.find('who')).toBeUndefined();
    expect(answers.size).toBe(0);
  });

  it('go when there are too many, the longest unused first', () => {
    const answers = new FinishedAnswers(3_500);
    for (const question of ['a', 'b', 'c']) answers.keep(question, answer(question));
    answers.find('a');
    answers.keep('d', answer('d'));
    expect(['a', 'b', 'c', 'd'].filter((question) => answers.find(question) !== undefined)).toEqual(['a', 'c', 'd']);
  });

  it('stay where one comes that is larger than all that may be kept', () => {
    const answers = new FinishedAnswers(3_500);
    answers.keep('a', answer('a'));
    answers.keep('b', answer('b'.repeat(4_000)));
    expect(['a', 'b'].map((question) => answers.find(question) !== undefined)).toEqual([true, false]);
  });

  it('never take more than they may, whatever is kept', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(5_000)), { maxLength: 40 }), fc.nat(20_000), (kept, most) => {
        const answers = new FinishedAnswers(most);
        for (const [question, size] of kept) {
          answers.keep(`${question}`, answer('x'.repeat(size)));
          expect(answers.size).toBeLessThanOrEqual(most);
        }
      }),
    ));
});
