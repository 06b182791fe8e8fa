import { NotFoundException } from '@nestjs/common';
import { problemOf } from './problem.filter.js';
import { Rejected } from './rejected.js';

describe('what callers are told of an error', () => {
  it('says everything of a refusal', () => {
    const violation = { pointer: '/type', code: 'unknown_type', detail: 'No such type.' };
    expect(problemOf(new Rejected('meaningless', 'It cannot be meant.', [violation]))).toEqual({
      type: '/problems/meaningless',
      title: 'Unprocessable Entity',
      status: 422,
      code: 'meaningless',
      detail: 'It cannot be meant.',
      errors: [violation],
    });
  });

  it('tells of 200 things at most, and of how many there are', () => {
    const violations = Array.from({ length: 201 }, (_, n) => ({ pointer: `/${n}`, code: 'unknown_field', detail: '' }));
    const { errors, detail } = problemOf(new Rejected('malformed', 'No.', violations));
    expect(errors).toHaveLength(200);
    expect(detail).toBe('No. These are the first 200 of 201.');
  });

  it('answers 503 while the database is away', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' });
    const problem = problemOf(new Error('query failed', { cause: refused }));
    expect(problem).toMatchObject({ status: 503, code: 'unavailable' });
    expect(JSON.stringify(problem)).not.toContain('10.0.0.1');
  });

  it('tells a question that took too long from a lock that somebody holds', () => {
    const ofDatabase = (code: string): Error => Object.assign(new Error('refused'), { code });
    expect(problemOf(ofDatabase('57014'))).toMatchObject({ status: 503, code: 'too_dear' });
    expect(problemOf(ofDatabase('55P03'))).toMatchObject({ status: 503, code: 'unavailable' });
  });

  it('keeps internals to itself and names the failure', () => {
    const problem = problemOf(new TypeError('cannot read password of undefined'));
    expect(problem).toMatchObject({ status: 500, code: 'failed', instance: expect.stringMatching(/^urn:uuid:/) });
    expect(JSON.stringify(problem)).not.toContain('password');
  });

  it('tells of an address that is none', () => {
    expect(problemOf(new NotFoundException('Cannot GET /x'))).toMatchObject({ status: 404, code: 'not_found' });
  });
});
