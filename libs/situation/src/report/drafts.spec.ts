import fc from 'fast-check';
import { approvedOf, decisionOn, type DraftFact, readingsOf, settledWithout } from './drafts.js';
import { type ReportFact, reportVersions } from './report-versions.js';
import type { Report } from './report.js';

const noon = (day: number): number => Date.UTC(2017, 2, day, 12);
const words = (summary: string): Report => ({ summary }) as Report;
const about = { reportId: 'report' };
const drafted: DraftFact = {
  ...about,
  kind: 'report_drafted',
  eventId: 'report',
  reportedAtMs: noon(5),
  report: words('as sent'),
};
const revised = (eventId: string, day: number): DraftFact => ({
  ...about,
  kind: 'draft_revised',
  eventId,
  reportedAtMs: noon(day),
  report: words(`as revised by ${eventId}`),
});
const decided = (kind: 'report_approved' | 'report_rejected', day: number, draft = 'report'): DraftFact => ({
  ...about,
  kind,
  eventId: `decision-${kind}-${day}`,
  reportedAtMs: noon(day),
  draft,
});

const amendments: readonly ReportFact[] = [
  { ...about, kind: 'report_corrected', eventId: 'c', reportedAtMs: noon(9), report: words('as corrected') },
  { ...about, kind: 'report_retracted', eventId: 'r', reportedAtMs: noon(11) },
  { ...about, kind: 'report_reinstated', eventId: 's', reportedAtMs: noon(12) },
];

/** The versions of the report that a review and what was said about the report come to. */
function versionsOf(facts: readonly (DraftFact | ReportFact)[]) {
  const isReview = (fact: DraftFact | ReportFact): fact is DraftFact =>
    ['report_drafted', 'draft_revised', 'report_approved', 'report_rejected'].includes(fact.kind);
  const found = approvedOf(facts.filter(isReview));
  const said = facts.filter((fact): fact is ReportFact => !isReview(fact));
  const { report } = found?.words ?? {};
  const reported: readonly ReportFact[] =
    report === undefined
      ? []
      : [{ ...about, kind: 'reported', eventId: 'report', reportedAtMs: drafted.reportedAtMs, report }];
  return reportVersions([...reported, ...said]);
}

describe('a review', () => {
  it('makes nothing of a draft that nobody has decided on, nor of one that was rejected', () => {
    expect(approvedOf([drafted, revised('a', 6)])).toBeUndefined();
    expect(approvedOf([drafted, decided('report_rejected', 7)])).toBeUndefined();
    expect(versionsOf([drafted, ...amendments])).toEqual([]);
  });

  it('makes the words that were approved the report, not those of a later revision', () => {
    const facts = [drafted, revised('b', 7), revised('a', 6), decided('report_approved', 8, 'a')];
    expect(approvedOf(facts)?.words.eventId).toBe('a');
    expect(readingsOf(facts).map(({ eventId }) => eventId)).toEqual(['report', 'a', 'b']);
  });

  it('waits for the words where the approval was read first', () => {
    expect(approvedOf([decided('report_approved', 8)])).toBeUndefined();
  });

  it('keeps the first of several decisions that somebody wrote past the api', () => {
    expect(approvedOf([drafted, decided('report_approved', 9), decided('report_rejected', 8)])).toBeUndefined();
    expect(decisionOn([drafted, decided('report_approved', 8), decided('report_rejected', 9)])?.kind).toBe(
      'report_approved',
    );
  });

  it('is settled anew without some of its events: another approval may stand, or none', () => {
    const dated = (summary: string): Report => ({ ...words(summary), reportedAt: '2017-03-05T12:00Z' });
    const sent = { ...drafted, report: dated('as sent') };
    const anew = { ...revised('a', 6), report: dated('anew') };
    const [first, second] = [decided('report_approved', 8, 'a'), decided('report_approved', 9)];
    const edition: ReportFact[] = [
      { ...about, kind: 'reported', eventId: 'report', reportedAtMs: noon(5), report: anew.report },
    ];
    const without = (...gone: readonly DraftFact[]): readonly string[] =>
      settledWithout(
        edition.map((fact) => ({ ...fact, approvedBy: first.eventId })),
        [sent, anew, first, second],
        ({ eventId }) => !gone.some((fact) => fact.eventId === eventId),
      ).map(({ report }) => report?.summary ?? '');
    expect(without()).toEqual(['anew']);
    expect(without(first)).toEqual(['as sent']);
    expect(without(anew)).toEqual([]);
    expect(without(first, second)).toEqual([]);
    expect(settledWithout(edition, [sent, first], () => true)).toEqual(edition);
  });

  it('gives the same versions in any order of draft, revisions, decisions and amendments', () => {
    const sets: readonly (readonly (DraftFact | ReportFact)[])[] = [
      [drafted, revised('a', 6), revised('b', 6), decided('report_approved', 8, 'b'), ...amendments],
      [drafted, decided('report_rejected', 8), ...amendments],
      [drafted, decided('report_approved', 8), decided('report_rejected', 8), ...amendments],
    ];
    for (const facts of sets) {
      const expected = versionsOf(facts);
      fc.assert(
        fc.property(fc.shuffledSubarray([...facts], { minLength: facts.length }), (shuffled) => {
          expect(versionsOf(shuffled)).toEqual(expected);
        }),
      );
    }
    expect(versionsOf(sets[0] ?? []).map(({ report }) => report.summary)).toEqual([
      'as revised by b',
      'as corrected',
      'as corrected',
    ]);
  });
});
