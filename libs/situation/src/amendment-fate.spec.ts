import { fateOfAmendment } from './amendment-fate.js';

const fact = (eventId: string, kind: 'reported' | 'report_retracted' | 'report_corrected', reportedAtMs: number) => ({
  ...{ eventId, kind, reportedAtMs },
});
const report = fact('r', 'reported', 100);

describe('the fate of an amendment', () => {
  it('is to wait until its report comes, whatever else was said', () => {
    const facts = [fact('x', 'report_retracted', 50), fact('c', 'report_corrected', 60)];
    expect(fateOfAmendment({ eventId: 'c', reportedAtMs: 60 }, facts)).toBe('waits');
    expect(fateOfAmendment({ eventId: 'c', reportedAtMs: 60 }, [])).toBe('waits');
  });

  it('is to apply, before a retraction too', () => {
    const facts = [report, fact('c', 'report_corrected', 150), fact('x', 'report_retracted', 200)];
    expect(fateOfAmendment({ eventId: 'c', reportedAtMs: 150 }, facts)).toBe('applies');
    expect(fateOfAmendment({ eventId: 'x', reportedAtMs: 200 }, facts)).toBe('applies');
  });

  it.each([200, 201])('is to change nothing from the retraction on', (reportedAtMs) => {
    const facts = [report, fact('x', 'report_retracted', 200)];
    expect(fateOfAmendment({ eventId: 'c', reportedAtMs }, facts)).toBe('without_effect');
  });

  it('is to change nothing where both are dated before the report', () => {
    const facts = [report, fact('x', 'report_retracted', 90)];
    expect(fateOfAmendment({ eventId: 'c', reportedAtMs: 80 }, facts)).toBe('without_effect');
  });
});
