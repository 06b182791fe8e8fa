import fc from 'fast-check';
import type { Grade } from './grade.js';
import { type ReportFact, reportVersions } from './report-versions.js';
import type { Report } from './report.js';
import { end_of_time_ms, type Instant, instantMs } from '../time/time.js';

const march = (day: number): Instant => `2017-03-${String(day).padStart(2, '0')}T12:00Z`;
const fact = (kind: ReportFact['kind'], eventId: string, day: number): ReportFact => ({
  kind,
  eventId,
  reportId: 'report',
  reportedAtMs: instantMs(march(day)),
  ...(kind === 'report_retracted' || kind === 'report_reinstated'
    ? {}
    : { report: { summary: `as told by ${eventId}` } as Report }),
});
const reported = (day: number): ReportFact => fact('reported', 'report', day);
const corrected = (eventId: string, day: number): ReportFact => fact('report_corrected', eventId, day);
const graded = (eventId: string, day: number, reliability: Grade['reliability']): ReportFact => {
  const { report: _none, ...rest } = fact('report_graded', eventId, day);
  return { ...rest, grade: { reliability, credibility: 3 } };
};
const retracted = (eventId: string, day: number): ReportFact => fact('report_retracted', eventId, day);
const reinstated = (eventId: string, day: number): ReportFact => fact('report_reinstated', eventId, day);
const after = (follows: string, one: ReportFact): ReportFact => ({ ...one, follows: [follows] });

/** Which version is known at noon of each day from the 5th to the 14th; a dot where none is. */
const known = (...facts: readonly ReportFact[]): string =>
  Array.from({ length: 10 }, (_none, index) => {
    const atMs = instantMs(march(index + 5));
    const standing = reportVersions(facts).filter((version) => version.knownFromMs <= atMs && atMs < version.knownToMs);
    expect(standing.length).toBeLessThanOrEqual(1);
    return standing[0]?.report.summary.slice('as told by '.length, 'as told by '.length + 1) ?? '.';
  }).join('');

describe('the versions of a report', () => {
  it('stands from when it was made known, for good', () => {
    expect(known(reported(7))).toBe('..rrrrrrrr');
    expect(reportVersions([reported(7)])).toEqual([
      {
        eventId: 'report',
        wordsEventId: 'report',
        reportId: 'report',
        version: 1,
        report: { summary: 'as told by report' },
        knownFromMs: instantMs(march(7)),
        knownToMs: end_of_time_ms,
      },
    ]);
  });

  it('a correction takes its place from then on; as known before, the old one stands', () => {
    expect(known(reported(7), corrected('a', 9), corrected('b', 11))).toBe('..rraabbbb');
    expect(reportVersions([corrected('b', 11), reported(7), corrected('a', 9)]).map((one) => one.version)).toEqual([
      1, 2, 3,
    ]);
  });

  it('a retraction ends it', () => {
    expect(known(reported(7), retracted('x', 10))).toBe('..rrr.....');
    expect(known(reported(7), corrected('a', 8), retracted('x', 10))).toBe('..raa.....');
  });

  it('a retraction is final while nothing undoes it: later corrections and retractions count for nothing', () => {
    expect(known(reported(7), retracted('x', 9), corrected('a', 10))).toBe('..rr......');
    expect(known(reported(7), retracted('x', 9), retracted('y', 11))).toBe('..rr......');
    expect(known(reported(7), retracted('y', 11), retracted('x', 9))).toBe('..rr......');
  });

  it('a retraction at the moment of a correction wins, whatever their ids', () => {
    expect(known(reported(7), corrected('z', 9), retracted('a', 9))).toBe('..rr......');
    expect(known(reported(7), corrected('a', 9), retracted('z', 9))).toBe('..rr......');
  });

  it('a reinstatement undoes it from then on, and as known before the report stays withdrawn', () => {
    expect(known(reported(7), retracted('x', 9), reinstated('i', 11))).toBe('..rr..rrrr');
    const again = [reported(7), retracted('x', 8), reinstated('i', 9), retracted('y', 11), reinstated('j', 13)];
    expect(known(...again)).toBe('..r.rr..rr');
    const once = [reported(7), retracted('x', 8), retracted('y', 9), reinstated('i', 11)];
    expect(known(...once)).toBe('..r...rrrr');
  });

  it('corrections made while the report was withdrawn apply once it is reinstated', () => {
    const facts = [reported(7), retracted('x', 9), corrected('a', 10), corrected('b', 11), reinstated('i', 12)];
    expect(known(...facts)).toBe('..rr...bbb');
    expect(
      reportVersions(facts).map(({ eventId, wordsEventId, version }) => `${version} ${eventId} ${wordsEventId}`),
    ).toEqual(['1 report report', '2 a a', '3 b b', '4 i b']);
    expect(reportVersions(facts).at(-1)?.restores).toEqual({ eventId: 'b', knownFromMs: instantMs(march(11)) });
  });

  it('a reinstatement of what is not retracted makes no version', () => {
    const facts = [reported(7), reinstated('i', 8), retracted('x', 9), reinstated('j', 9)];
    expect(known(...facts)).toBe('..rrrrrrrr');
    expect(reportVersions([reported(7), reinstated('i', 8)])).toHaveLength(1);
  });

  it('retracted, reinstated and retracted again in one minute, each following the other, it is withdrawn', () => {
    const facts = [
      reported(7),
      after('report', retracted('z', 9)),
      after('z', reinstated('a', 9)),
      after('a', retracted('m', 9)),
    ];
    expect(known(...facts)).toBe('..rr......');
    expect(known(...facts.slice(0, 3))).toBe('..rrrrrrrr');
  });

  it('of corrections of one minute the one that follows the other stands, whatever their ids', () => {
    expect(known(reported(7), after('report', corrected('b', 9)), after('b', corrected('a', 9)))).toBe('..rraaaaaa');
    expect(known(reported(7), after('x', corrected('b', 9)), after('b', retracted('x', 9)))).toBe('..rr......');
  });

  it('without the report there are none, however much is said about it', () => {
    expect(reportVersions([corrected('a', 9), retracted('x', 10)])).toEqual([]);
    expect(reportVersions([])).toEqual([]);
  });

  it('an amendment dated before its report counts from the report on', () => {
    expect(known(reported(7), corrected('a', 5))).toBe('..aaaaaaaa');
    expect(known(reported(7), retracted('x', 5))).toBe('..........');
  });

  it('of corrections dated before their report the later one stands, whatever their ids', () => {
    expect(known(reported(8), corrected('z', 5), corrected('a', 6))).toBe('...aaaaaaa');
    expect(known(reported(8), corrected('a', 5), corrected('z', 6))).toBe('...zzzzzzz');
  });

  it('of corrections of one millisecond the one with the greater event id stands', () => {
    expect(known(reported(7), corrected('b', 9), corrected('a', 9))).toBe('..rrbbbbbb');
    expect(known(reported(7), corrected('a', 7), corrected('b', 7))).toBe('..bbbbbbbb');
  });

  it('any order of the facts gives the same versions, side by side, until the end or the first retraction', () => {
    const facts = fc
      .array(fc.tuple(fc.boolean(), fc.integer({ min: 5, max: 12 })), { maxLength: 6 })
      .map((all) => [
        reported(8),
        ...all.map(([isRetraction, day], index) =>
          (isRetraction ? retracted : corrected)(`${String.fromCharCode(97 + index)}`, day),
        ),
      ])
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(facts, ([all, shuffled]) => {
        const versions = reportVersions(shuffled);
        expect(versions).toEqual(reportVersions(all));
        const standing = versions.filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs);
        const retractions = all.filter(({ kind }) => kind === 'report_retracted').map((one) => one.reportedAtMs);
        const endMs = Math.max(instantMs(march(8)), Math.min(end_of_time_ms, ...retractions));
        const bounds = standing.flatMap(({ knownFromMs, knownToMs }) => [knownFromMs, knownToMs]);
        if (endMs === instantMs(march(8))) expect(standing).toEqual([]);
        else {
          expect([bounds[0], bounds.at(-1)]).toEqual([instantMs(march(8)), endMs]);
          for (let at = 1; at + 1 < bounds.length; at += 2) expect(bounds[at]).toBe(bounds[at + 1]);
        }
      }),
      { numRuns: 250 },
    );
  });
});

/** The words and the grade known at noon of each day from the 5th to the 14th: `rB` for the report graded B. */
const assessed = (...facts: readonly ReportFact[]): string =>
  Array.from({ length: 10 }, (_none, index) => {
    const atMs = instantMs(march(index + 5));
    const standing = reportVersions(facts).filter((version) => version.knownFromMs <= atMs && atMs < version.knownToMs);
    expect(standing.length).toBeLessThanOrEqual(1);
    const [version] = standing;
    return version === undefined ? '..' : `${version.report.summary.at(-1)}${version.report.grade.reliability}`;
  }).join(' ');

const told = (one: ReportFact, reliability: Grade['reliability']): ReportFact => ({
  ...one,
  report: { summary: `as told by ${one.eventId.at(0)}`, grade: { reliability, credibility: 3 } } as Report,
});
const first = told(reported(7), 'C');

describe('grades of a report', () => {
  it('leave the words and change the assessment from then on; as known before, the old one stands', () => {
    expect(assessed(first, graded('g', 9, 'A'))).toBe('.. .. rC rC rA rA rA rA rA rA');
    const [, version] = reportVersions([graded('g', 9, 'A'), first]);
    expect(version).toMatchObject({ eventId: 'g', wordsEventId: 'report', version: 2 });
  });

  it('the one given last stands', () => {
    expect(assessed(first, graded('b', 11, 'D'), graded('a', 9, 'A'))).toBe('.. .. rC rC rA rA rD rD rD rD');
    expect(assessed(first, graded('b', 9, 'D'), graded('a', 9, 'A'))).toBe('.. .. rC rC rD rD rD rD rD rD');
  });

  it('a correction after a grade brings its own; a grade after a correction holds', () => {
    const correction = told(corrected('x', 9), 'E');
    expect(assessed(first, graded('g', 8, 'A'), correction)).toBe('.. .. rC rA xE xE xE xE xE xE');
    expect(assessed(first, correction, graded('g', 11, 'A'))).toBe('.. .. rC rC xE xE xA xA xA xA');
  });

  it('a grade of the moment of a correction assesses the correction, whatever their ids', () => {
    expect(assessed(first, told(corrected('z', 9), 'E'), graded('a', 9, 'A'))).toBe('.. .. rC rC zA zA zA zA zA zA');
    expect(assessed(first, told(corrected('a', 9), 'E'), graded('z', 9, 'A'))).toBe('.. .. rC rC aA aA aA aA aA aA');
  });

  it('wait for their report, and count from it on when dated before it', () => {
    expect(reportVersions([graded('g', 9, 'A')])).toEqual([]);
    expect(assessed(first, graded('g', 5, 'A'))).toBe('.. .. rA rA rA rA rA rA rA rA');
  });

  it('count for nothing once the report is withdrawn', () => {
    expect(assessed(first, retracted('x', 9), graded('g', 11, 'A'))).toBe('.. .. rC rC .. .. .. .. .. ..');
  });

  it('any order of grades and corrections gives the same versions', () => {
    const some = fc
      .array(fc.tuple(fc.boolean(), fc.integer({ min: 5, max: 9 })), { maxLength: 6 })
      .map((all) => [
        first,
        ...all.map(([isGrade, day], index) => {
          const id = String.fromCharCode(97 + ((index * 7) % 26));
          return isGrade ? graded(id, day, 'A') : told(corrected(id, day), 'E');
        }),
      ])
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(some, ([all, shuffled]) => {
        expect(reportVersions(shuffled)).toEqual(reportVersions(all));
      }),
      { numRuns: 300 },
    );
  });

  it('a reinstated report reads, and weighs, as if it had never been gone', () => {
    const kinds = fc.constantFrom('corrected', 'graded');
    const others = fc.array(fc.tuple(kinds, fc.integer({ min: 7, max: 13 })), { maxLength: 6 });
    fc.assert(
      fc.property(others, fc.integer({ min: 7, max: 10 }), fc.integer({ min: 10, max: 13 }), (all, fromDay, toDay) => {
        const facts = [
          first,
          ...all.map(([kind, day], index) => {
            const id = 'qwerty'[index] as string;
            return kind === 'graded' ? graded(id, day, 'A') : told(corrected(id, day), 'E');
          }),
        ];
        const gone = [...facts, retracted('x', fromDay), { ...reinstated('i', toDay), follows: ['x'] }];
        for (let atMs = instantMs(march(7)); atMs <= instantMs(march(14)); atMs += 43_200_000) {
          const standing = (among: readonly ReportFact[]) =>
            reportVersions(among).find(({ knownFromMs, knownToMs }) => knownFromMs <= atMs && atMs < knownToMs);
          const [now, without] = [standing(gone), standing(facts)];
          const isGone = atMs >= instantMs(march(fromDay)) && atMs < instantMs(march(toDay));
          expect(now?.report).toEqual(isGone ? undefined : without?.report);
          if (now === undefined || without === undefined) continue;
          const { eventId, knownFromMs } = now.restores ?? now;
          expect([eventId, knownFromMs]).toEqual([without.eventId, without.knownFromMs]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
