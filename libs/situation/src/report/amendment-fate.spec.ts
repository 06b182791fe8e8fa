import { fateOfAmendment } from './amendment-fate.js';
import type { ReportMoment } from './report-versions.js';

const fact = (eventId: string, kind: ReportMoment['kind'], reportedAtMs: number, follows?: string): ReportMoment => ({
  eventId,
  kind,
  reportedAtMs,
  ...(follows === undefined ? {} : { follows: [follows] }),
});
const report = fact('r', 'reported', 100);
const applies = { state: 'applies' };
const superseded = (by: string) => ({ state: 'without_effect', supersededBy: by });

describe('the fate of an amendment', () => {
  it('is to wait until its report comes, whatever else was said', () => {
    const facts = [fact('x', 'report_retracted', 50), fact('c', 'report_corrected', 60)];
    expect(fateOfAmendment('c', facts)).toEqual({ state: 'waits' });
    expect(fateOfAmendment('c', [])).toEqual({ state: 'waits' });
  });

  it('is to apply, before a retraction too', () => {
    const facts = [report, fact('c', 'report_corrected', 150), fact('x', 'report_retracted', 200)];
    expect(fateOfAmendment('c', facts)).toEqual(applies);
    expect(fateOfAmendment('x', facts)).toEqual(applies);
  });

  it.each([200, 201])('is to change nothing from the retraction on, which stands', (reportedAtMs) => {
    const facts = [report, fact('x', 'report_retracted', 200), fact('c', 'report_corrected', reportedAtMs)];
    expect(fateOfAmendment('c', facts)).toEqual(superseded('x'));
    expect(fateOfAmendment('c', [...facts, fact('i', 'report_reinstated', 300)])).toEqual(applies);
  });

  it('is to change nothing where both are dated before the report', () => {
    const facts = [report, fact('x', 'report_retracted', 90), fact('c', 'report_corrected', 80)];
    expect(fateOfAmendment('c', facts)).toEqual(superseded('x'));
  });

  it('of two corrections or grades of one moment is that the last in order stands', () => {
    for (const kind of ['report_corrected', 'report_graded'] as const) {
      const concurrent = [report, fact('a', kind, 150, 'r'), fact('b', kind, 150, 'r')];
      expect([fateOfAmendment('a', concurrent), fateOfAmendment('b', concurrent)]).toEqual([superseded('b'), applies]);
      const following = [report, fact('a', kind, 150, 'b'), fact('b', kind, 150, 'r')];
      expect([fateOfAmendment('a', following), fateOfAmendment('b', following)]).toEqual([applies, superseded('a')]);
    }
  });

  it('of a correction is to apply where a grade of its moment keeps its words', () => {
    const facts = [report, fact('c', 'report_corrected', 150), fact('g', 'report_graded', 150)];
    expect([fateOfAmendment('c', facts), fateOfAmendment('g', facts)]).toEqual([applies, applies]);
  });

  it('of a second retraction is that the first stands, and of one undone at its moment that the reinstatement does', () => {
    const twice = [report, fact('x', 'report_retracted', 150), fact('y', 'report_retracted', 160)];
    expect(fateOfAmendment('y', twice)).toEqual(superseded('x'));
    const undone = [report, fact('x', 'report_retracted', 150), fact('i', 'report_reinstated', 150, 'x')];
    expect([fateOfAmendment('x', undone), fateOfAmendment('i', undone)]).toEqual([superseded('i'), applies]);
  });

  it('of a reinstatement is to change nothing where nothing was retracted', () => {
    expect(fateOfAmendment('i', [report, fact('i', 'report_reinstated', 150)])).toEqual({ state: 'without_effect' });
  });
});
