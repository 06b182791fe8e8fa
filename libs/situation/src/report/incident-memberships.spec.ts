import fc from 'fast-check';
import { decisionInsteadOf, incidentMemberships, type LinkFact } from './incident-memberships.js';
import type { ReportVersion } from './report-versions.js';
import type { IncidentRelation, Report } from './report.js';
import { end_of_time_ms, type Instant, instantMs } from '../time/time.js';

const march = (day: number): number => instantMs(`2017-03-${String(day).padStart(2, '0')}T12:00Z` as Instant);

/** A version known from one day to another, that names an incident of its own or none. */
function version(fromDay: number, toDay?: number, own?: string, relation: IncidentRelation = 'same_event') {
  const incident = own === undefined ? {} : { incident: { key: own, relation } };
  return {
    eventId: `v${fromDay}`,
    wordsEventId: `v${fromDay}`,
    reportId: 'report',
    version: fromDay,
    knownFromMs: march(fromDay),
    knownToMs: toDay === undefined ? end_of_time_ms : march(toDay),
    report: incident as Report,
  } satisfies ReportVersion;
}

const decision =
  (kind: LinkFact['kind']) =>
  (eventId: string, day: number, incident: string): LinkFact => ({
    eventId,
    kind,
    incident,
    reportId: 'report',
    reportedAtMs: march(day),
  });
const link = decision('reports_linked');
const unlink = decision('reports_unlinked');

/** To which incident it belongs at noon of each day from the 5th to the 14th: small when of its own, a dot for none. */
const where = (versions: readonly ReportVersion[], ...decisions: readonly LinkFact[]): string =>
  Array.from({ length: 10 }, (_none, index) => {
    const atMs = march(index + 5);
    const here = incidentMemberships(versions, decisions).filter(
      (one) => one.knownFromMs <= atMs && atMs < one.knownToMs,
    );
    expect(here.length).toBeLessThanOrEqual(1);
    const [membership] = here;
    return membership === undefined
      ? '.'
      : membership.linkedBy === undefined
        ? membership.incident.toLowerCase()
        : membership.incident;
  }).join('');

describe('the incident that a report belongs to', () => {
  it('is the one that it names as the same event, or none', () => {
    expect(where([version(6, undefined, 'A')])).toBe('.aaaaaaaaa');
    expect(where([version(6)])).toBe('..........');
    expect(where([version(6, undefined, 'A', 'same_topic')])).toBe('..........');
  });

  it('is a link’s from then on; as known before, the old one stands', () => {
    expect(where([version(6, undefined, 'A')], link('l', 9, 'B'))).toBe('.aaaBBBBBB');
    expect(where([version(6)], link('l', 9, 'B'))).toBe('....BBBBBB');
    expect(incidentMemberships([version(6)], [link('l', 9, 'B')])).toEqual([
      { reportId: 'report', incident: 'B', linkedBy: 'l', knownFromMs: march(9), knownToMs: end_of_time_ms },
    ]);
  });

  it('is its own again once unlinked', () => {
    expect(where([version(6, undefined, 'A')], link('l', 8, 'B'), unlink('u', 11, 'B'))).toBe('.aaBBBaaaa');
    expect(where([version(6)], link('l', 8, 'B'), unlink('u', 11, 'B'))).toBe('...BBB....');
  });

  it('is none when it is unlinked from its own, until it is linked again', () => {
    expect(where([version(6, undefined, 'A')], unlink('u', 8, 'A'))).toBe('.aa.......');
    expect(where([version(6, undefined, 'A')], unlink('u', 8, 'A'), link('l', 11, 'A'))).toBe('.aa...AAAA');
    expect(where([version(6, undefined, 'A')], link('l', 8, 'A'), unlink('u', 11, 'A'))).toBe('.aaAAA....');
  });

  it('stays none when a link to another is undone after it was unlinked from its own', () => {
    const decisions = [unlink('u', 7, 'A'), link('l', 9, 'B'), unlink('v', 11, 'B')];
    expect(where([version(6, undefined, 'A')], ...decisions)).toBe('.a..BB....');
    expect(where([version(6, undefined, 'A')], ...decisions, link('m', 12, 'A'), unlink('w', 13, 'A'))).toBe(
      '.a..BB.A..',
    );
    const again = [link('m', 8, 'A'), link('l', 9, 'B'), unlink('v', 11, 'B')];
    expect(where([version(6, undefined, 'A')], unlink('u', 7, 'A'), ...again)).toBe('.a.ABBaaaa');
  });

  it('stays a link’s when the report is unlinked from another', () => {
    expect(where([version(6)], link('l', 8, 'B'), unlink('u', 11, 'A'))).toBe('...BBBBBBB');
    expect(where([version(6)], link('k', 7, 'A'), link('l', 8, 'B'), unlink('u', 11, 'A'))).toBe('..ABBBBBBB');
  });

  it('of several decisions is the latest one’s; of one moment that of the greater id', () => {
    expect(where([version(6)], link('z', 8, 'A'), link('a', 10, 'B'))).toBe('...AABBBBB');
    expect(where([version(6)], link('b', 8, 'B'), link('a', 8, 'A'))).toBe('...BBBBBBB');
    expect(where([version(6)], link('a', 8, 'B'), unlink('b', 8, 'B'))).toBe('..........');
  });

  it('of several decisions of one moment is that of the one that follows the others', () => {
    const [first, second] = [link('z', 8, 'A'), { ...unlink('m', 8, 'A'), follows: ['z'] }];
    expect(where([version(6)], first, second)).toBe('..........');
    expect(where([version(6)], first, second, { ...link('a', 8, 'A'), follows: ['m'] })).toBe('...AAAAAAA');
    const decisions = [first, { ...link('b', 8, 'B'), follows: ['c'] }];
    const others = [{ eventId: 'c', kind: 'report_corrected', reportedAtMs: march(9), follows: ['z'] } as const];
    expect(incidentMemberships([version(6)], decisions, others).map(({ incident }) => incident)).toEqual(['B']);
    expect(incidentMemberships([version(6)], decisions).map(({ incident }) => incident)).toEqual(['A']);
    expect(decisionInsteadOf('z', decisions, others)).toBe('b');
    expect(decisionInsteadOf('b', decisions, others)).toBeUndefined();
  });

  it('follows corrections only while no link says otherwise', () => {
    const versions = [version(6, 8, 'A'), version(8, undefined, 'C')];
    expect(where(versions)).toBe('.aaccccccc');
    expect(where(versions, link('l', 7, 'B'), unlink('u', 11, 'B'))).toBe('.aBBBBcccc');
    expect(where(versions, unlink('u', 7, 'A'))).toBe('.a.ccccccc');
  });

  it('is a link’s from the report on when the link is dated before it, and none once it is withdrawn', () => {
    expect(where([version(6, 9)], link('l', 5, 'B'))).toBe('.BBB......');
    expect(incidentMemberships([], [link('l', 5, 'B')])).toEqual([]);
  });

  it('a link over several versions is one stay', () => {
    expect(incidentMemberships([version(6, 8), version(8, 8), version(8)], [link('l', 7, 'B')])).toHaveLength(1);
  });

  it('any order of decisions and versions gives the same', () => {
    const one = fc.record({
      isLink: fc.boolean(),
      day: fc.integer({ min: 5, max: 9 }),
      key: fc.constantFrom('A', 'B'),
    });
    const decisions = fc
      .array(one, { maxLength: 7 })
      .map((all) => all.map(({ isLink, day, key }, index) => (isLink ? link : unlink)(`${index}`, day, key)))
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    const versions = [version(6, 8, 'A'), version(8, undefined, 'B')];
    fc.assert(
      fc.property(decisions, ([all, shuffled]) => {
        const memberships = incidentMemberships(versions, all);
        expect(incidentMemberships([...versions].reverse(), shuffled)).toEqual(memberships);
        for (const [index, membership] of memberships.entries()) {
          expect(membership.knownFromMs).toBeLessThan(membership.knownToMs);
          expect(memberships[index - 1]?.knownToMs ?? 0).toBeLessThanOrEqual(membership.knownFromMs);
        }
      }),
      { numRuns: 500 },
    );
  });
});
