import type { Grade } from './grade.js';
import type { ReportVersion } from './report-versions.js';
import { isInSlice, type Slice, takenBy } from './slice.js';

const version = (chain: readonly string[], grade: Grade): ReportVersion =>
  ({
    report: { reportedAt: '2017-03-07T18:00:00Z', source: { outlet: 'Reuters', chain }, grade },
  }) as unknown as ReportVersion;

const countsIn = (slice: Slice, told: ReportVersion): boolean => takenBy(slice, [])(told);
const told = version(['SDF spokesman', 'SOHR', 'Reuters'], { reliability: 'C', credibility: 3 });

describe('a slice of what was told', () => {
  it('takes what was made known by its end, and nothing later', () => {
    expect([999, 1_000, 1_001].map((ms) => isInSlice({ knownUntilMs: 1_000 }, ms))).toEqual([true, true, false]);
    expect(isInSlice({}, Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it('leaves out an outlet, however its name is typed', () => {
    expect(countsIn({ withoutOutlets: [' reuters'] }, told)).toBe(false);
    expect(countsIn({ withoutOutlets: ['SOHR'] }, told)).toBe(true);
  });

  it('leaves out a voice anywhere in the chain of attribution', () => {
    expect(countsIn({ withoutSources: ['sohr'] }, told)).toBe(false);
    expect(countsIn({ withoutSources: ['SDF'] }, told)).toBe(true);
  });

  it.each([
    [{ reliability: 'C' }, true],
    [{ reliability: 'B' }, false],
    [{ credibility: 3 }, true],
    [{ credibility: 2 }, false],
    [{ reliability: 'A', credibility: 6 }, false],
    [{}, true],
  ] as const)('asks for a grade of at least %j on each axis apart', (leastGrade, counts) => {
    expect(countsIn({ leastGrade }, told)).toBe(counts);
  });

  it('takes what cannot be judged for worse than any judgement', () => {
    const unjudged = version([], { reliability: 'F', credibility: 6 });
    expect(countsIn({ leastGrade: { reliability: 'E' } }, unjudged)).toBe(false);
    expect(countsIn({ leastGrade: { credibility: 5 } }, unjudged)).toBe(false);
  });
});
