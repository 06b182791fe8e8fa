import fc from 'fast-check';
import type { StatementMoment } from '#read-models/queries';
import { incidentMemberships, type LinkFact, type ReportVersion } from '#situation';
import { chained, chainOf, followsViolations, idFollowing, type UnchainedAmendment } from './following.js';

type Kind = 'reports_linked' | 'reports_unlinked';
const moment = 1_000;

const sent = (
  kind: Kind,
  reportIds: readonly string[],
  {
    incident = 'E',
    atMs = moment,
    ...chain
  }: { incident?: string; atMs?: number; id?: string; follows?: string[] } = {},
): UnchainedAmendment => ({
  kind,
  reportIds,
  incident,
  reason: null,
  reportedAtMs: atMs,
  ...chainOf(chain),
  idFollowing: (follows) => idFollowing(kind, { reportIds, incident }, follows),
});
const momentOf = (
  { kind, reportIds, incident, reason, reportedAtMs }: UnchainedAmendment,
  about: readonly StatementMoment[],
) => {
  const { id, follows } = chained(sent(kind as Kind, reportIds, { incident: incident ?? '' }), about);
  return {
    eventId: id,
    kind,
    reportIds,
    incident,
    reason,
    reportedAtMs,
    follows,
    inSlice: true,
  } satisfies StatementMoment;
};

/** The incident that a report belongs to, by the events about it alone, as every edition works it out. */
function belongs(reportId: string, all: readonly StatementMoment[]): string | undefined {
  const version = {
    eventId: reportId,
    wordsEventId: reportId,
    reportId,
    version: 1,
    knownFromMs: 0,
    knownToMs: Number.POSITIVE_INFINITY,
    report: {} as ReportVersion['report'],
  };
  const decisions = all.filter(({ reportIds }) => reportIds.includes(reportId));
  const links = decisions.map((one) => ({ ...one, reportId }) as unknown as LinkFact);
  return incidentMemberships([version], links).at(-1)?.incident;
}

describe('what an amendment follows', () => {
  const link = (
    eventId: string,
    reportIds: readonly string[],
    follows: readonly string[],
    atMs = moment,
  ): StatementMoment => ({
    eventId,
    kind: 'reports_linked',
    reportIds,
    follows,
    incident: 'E',
    reason: null,
    reportedAtMs: atMs,
    inSlice: true,
  });

  it('is the last event about each of its reports, each once, or the report itself', () => {
    const about = [link('ab', ['a', 'b'], ['a', 'b']), link('bc', ['b', 'c'], ['ab', 'c'])];
    expect(chained(sent('reports_linked', ['a', 'b', 'c']), about).follows).toEqual(['ab', 'bc']);
    expect(chained(sent('reports_unlinked', ['a', 'd']), about).follows).toEqual(['ab', 'd']);
  });

  it('is what the client names, and for the other reports what the service knows', () => {
    const about = [link('ab', ['a', 'b'], ['a', 'b']), link('bc', ['b', 'c'], ['ab', 'c'])];
    const named = (...follows: string[]) => chained(sent('reports_linked', ['a', 'c'], { follows }), about).follows;
    expect(named('a')).toEqual(['a', 'bc']);
    expect(named('a', 'c')).toEqual(['a', 'c']);
    expect(named('ab')).toEqual(['ab', 'bc']);
  });

  it('is known by its own moment: neither filled in nor taken from later', () => {
    const about = [link('now', ['a', 'b'], ['a', 'b']), link('later', ['a', 'b'], ['now'], moment + 1)];
    expect(chained(sent('reports_linked', ['a', 'b']), about).follows).toEqual(['now']);
    const named = (...follows: string[]) =>
      followsViolations(sent('reports_linked', ['a', 'b'], { follows }), about).map(({ pointer, code }) => [
        pointer,
        code,
      ]);
    expect(named('later')).toEqual([['/follows', 'later_event']]);
    expect(named('a', 'later')).toEqual([['/follows/1', 'later_event']]);
    expect(named('now')).toEqual([]);
  });

  it('is what it was when the same is sent again', () => {
    const first = sent('reports_linked', ['a', 'b'], { follows: ['a'] });
    const { id, follows } = chained(first, []);
    expect(chained(first, [link(id, ['a', 'b'], follows)])).toEqual({ id, follows });
  });

  it('has the later of two decisions stand for every report of both, whichever reports share which', () => {
    const reports = ['a', 'b', 'c', 'd'];
    const decision = fc.record({
      kind: fc.constantFrom<Kind>('reports_linked', 'reports_unlinked'),
      reportIds: fc.subarray(reports, { minLength: 1 }),
      incident: fc.constantFrom('E', 'F'),
    });
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 9 }), fc.infiniteStream(fc.nat()), (all, keys) => {
        const told: StatementMoment[] = [];
        const expected = new Map<string, string>();
        for (const { kind, reportIds, incident } of all) {
          const made = momentOf(sent(kind, reportIds, { incident }), told);
          if (told.some(({ eventId }) => eventId === made.eventId)) continue;
          told.push(made);
          for (const one of reportIds) {
            if (kind === 'reports_linked') expected.set(one, incident);
            else if (expected.get(one) === incident) expected.delete(one);
          }
        }
        const shuffled = told.map((one) => ({ one, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        for (const one of reports) {
          expect(belongs(one, told)).toBe(expected.get(one));
          expect(
            belongs(
              one,
              shuffled.map((each) => each.one),
            ),
          ).toBe(expected.get(one));
        }
      }),
      { numRuns: 500 },
    );
  });
});
