import { type DecisionKind, decisionViolations } from './decision.rules.js';

const now_ms = Date.parse('2017-03-12T12:00:00Z');
const [one, other] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'] as const;
const good = { reportIds: [one, other] as readonly string[], reportedAt: '2017-03-11T09:00+03:00' };
const wrong = (kind: DecisionKind, change: Partial<typeof good> & { id?: string }): readonly string[] =>
  decisionViolations(kind, { ...good, ...change }, now_ms).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a decision about an incident', () => {
  it('that makes sense is taken', () => {
    expect(wrong('reports_linked', {})).toEqual([]);
    expect(wrong('reports_unlinked', { reportIds: [one] })).toEqual([]);
  });

  it('links at least two reports and unlinks at least one', () => {
    expect(wrong('reports_linked', { reportIds: [one] })).toEqual(['/reportIds too_few']);
    expect(wrong('reports_unlinked', { reportIds: [] })).toEqual(['/reportIds too_few']);
  });

  it('names each report once, in whatever case', () => {
    expect(wrong('reports_linked', { reportIds: [one, one.toUpperCase()] })).toEqual(['/reportIds/1 duplicate']);
  });

  it('has an id of its own', () => {
    expect(wrong('reports_linked', { id: one.toUpperCase() })).toEqual(['/id itself']);
  });

  it('is not made in the future', () => {
    expect(wrong('reports_linked', { reportedAt: '2017-03-13T09:00Z' })).toEqual(['/reportedAt in_future']);
  });
});
