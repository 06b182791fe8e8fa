import { readAnswer } from './read-answer.js';

describe('the answer to a posted line', () => {
  it('tells a new record from one that was there', () => {
    expect(readAnswer(201, '{}')).toEqual({ kind: 'recorded' });
    expect(readAnswer(200, '{}')).toEqual({ kind: 'present' });
  });

  it('of a server that cannot say yet invites another try', () => {
    expect(readAnswer(503, '', '2')).toEqual({ kind: 'later', status: 503, retryAfter: '2' });
  });

  it('names every place in the line that is wrong', () => {
    const errors = [
      { pointer: '/places/0', code: 'unknown_place', detail: 'Register the place first.' },
      { pointer: '/type', code: 'unknown_type' },
    ];
    expect(readAnswer(422, JSON.stringify({ title: 'Unprocessable', errors }))).toEqual({
      kind: 'refused',
      problems: [
        { pointer: '/places/0', detail: 'Register the place first.' },
        { pointer: '/type', detail: 'unknown_type' },
      ],
    });
  });

  it.each([
    ['{"detail":"Another report has this id."}', 'Another report has this id. (status 409)'],
    ['<html>', 'the server gave no reason (status 409)'],
    ['null', 'the server gave no reason (status 409)'],
  ])('without a list of errors gives the reason of the whole: %s', (body, detail) => {
    expect(readAnswer(409, body)).toEqual({ kind: 'refused', problems: [{ pointer: '', detail }] });
  });
});
