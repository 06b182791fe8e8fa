import type { ContradictingReport } from './contradictions.js';
import { endingOf, isFoundAgain } from './ended-contradictions.js';
import type { Report } from '../report/report.js';

const account = (says: string, ...reports: readonly string[]) => ({ says, coded: [], reports });
const contradiction = {
  reports: ['a', 'b', 'c'],
  differ: { on: 'control', about: { place: 'p' }, accounts: [account('x', 'a', 'b'), account('y', 'c')] },
} as const;
const version = (
  eventId: string,
  knownFromMs: number,
  knownToMs = Number.POSITIVE_INFINITY,
  wordsEventId = eventId,
) => ({ eventId, wordsEventId, knownFromMs, knownToMs, report: {} as Report });
const side = (
  reportId: string,
  versions: ContradictingReport['versions'],
  retraction?: string,
): ContradictingReport => ({
  reportId,
  versions,
  retractions: retraction === undefined ? [] : [{ eventId: retraction, reportedAtMs: 10 }],
});
const stands = side('c', [version('c', 0)]);
const evidence = { atMs: 10, reports: [stands], decisions: [], claims: [] };

describe('a contradiction that the rules find no more', () => {
  it('is found again where two of its accounts, not two of one account, still stand against each other', () => {
    expect(isFoundAgain(contradiction, [{ reports: ['b', 'c', 'd'] }])).toBe(true);
    expect(isFoundAgain(contradiction, [{ reports: ['a', 'b'] }, { reports: ['c', 'd'] }])).toBe(false);
  });

  it('was settled by the retraction of a side first', () => {
    const gone = side('a', [version('a', 0, 10)], 'gone');
    const corrected = side('b', [version('b', 0, 10), version('b2', 10)]);
    expect(endingOf(contradiction, { ...evidence, reports: [corrected, gone], claims: ['d'] })).toEqual({
      by: 'retraction',
      id: 'gone',
      reports: ['a'],
      atMs: 10,
    });
  });

  it('was settled by a correction of that instant; a grade says nothing else', () => {
    const corrected = side('b', [version('b', 0, 10), version('b2', 10)]);
    const graded = side('b', [version('b', 0, 10), version('g', 10, undefined, 'b')]);
    expect(endingOf(contradiction, { ...evidence, reports: [corrected] })).toMatchObject({
      by: 'correction',
      id: 'b2',
    });
    expect(endingOf(contradiction, { ...evidence, reports: [graded] })).toBeUndefined();
  });

  it('was settled by a decision about its reports, or by the claims of others that came to be known then', () => {
    const decisions = [{ eventId: 'u', reportIds: ['a', 'z'] }];
    expect(endingOf(contradiction, { ...evidence, decisions })).toMatchObject({
      by: 'decision',
      id: 'u',
      reports: ['a'],
    });
    expect(endingOf(contradiction, { ...evidence, claims: ['d', 'a', 'd'] })).toEqual({
      by: 'claim',
      id: null,
      reports: ['d'],
      atMs: 10,
    });
  });
});
