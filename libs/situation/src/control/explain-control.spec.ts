import fc from 'fast-check';
import { gatherEvidence, type KnownClaim } from './control-evidence.js';
import { contested, gained, observed, unitsAreOfTheirSide as sideOf } from './claims.fixture.js';
import { explainControl } from './explain-control.js';
import { resolveControl } from './resolve-control.js';
import { endOfDayMs } from '../time/time.js';

const zone = 'Asia/Baghdad';
const evidenceOf = (claims: readonly KnownClaim[]) => gatherEvidence(claims, { zone, sideOf });
const explainedOn = (day: string, claims: readonly KnownClaim[]) =>
  explainControl(evidenceOf(claims), endOfDayMs(day, zone));
const reasons = (day: string, claims: readonly KnownClaim[]) =>
  explainedOn(day, claims).setAside.map(({ claim, reason }) => `${claim.reportId}: ${reason}`);

describe('an explanation', () => {
  it('says what each claim did for the answer', () => {
    const { supports } = explainedOn('2017-03-08', [
      gained('iraq', '2017-03-07', { report: 'taken' }),
      observed('iraq', '2017-03-08', { report: 'seen' }),
      contested('2017-03-08', { report: 'shelled', windowTo: '2017-03-08' }),
    ]);
    expect(supports.map(({ claim, part }) => `${claim.reportId}: ${part}`)).toEqual([
      'taken: gain',
      'seen: observation',
      'shelled: fighting',
    ]);
  });

  it('says why each other claim did not count', () => {
    expect(
      reasons('2017-03-08', [
        gained('islamic-state', '2014-06-10', { report: 'lost' }),
        observed('islamic-state', '2017-03-05', { report: 'seen before' }),
        gained('iraq', '2017-03-07', { report: 'taken' }),
        observed('iraq', '2017-03-09', { report: 'seen after' }),
        contested('2017-03-06', { report: 'fought before', windowTo: '2017-03-06' }),
        contested('2017-03-09', { report: 'fought after' }),
      ]).sort(),
    ).toEqual([
      'fought after: fighting_not_begun',
      'fought before: fighting_over',
      'lost: later_gain',
      'seen after: after_the_moment',
      'seen before: before_the_gain',
    ]);
  });

  it('says that a sighting from before others were last seen there counts no longer', () => {
    const claims = [
      observed('iraq', '2017-03-05', { report: 'first' }),
      observed('islamic-state', '2017-03-06', { report: 'others' }),
      observed('iraq', '2017-03-07', { report: 'again' }),
    ];
    expect(reasons('2017-03-07', claims)).toEqual(['first: before_the_turn', 'others: other_holder']);
  });

  it('says that fighting without an end is over once a later claim settles the place', () => {
    const claims = [contested('2017-03-06', { report: 'fought' }), observed('iraq', '2017-03-08', { report: 'seen' })];
    expect(reasons('2017-03-08', claims)).toEqual(['fought: fighting_over']);
    expect(reasons('2017-03-07', claims)).toEqual(['seen: after_the_moment']);
  });

  it('gives the answer itself, and accounts for every claim once', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2017-03-${String(number).padStart(2, '0')}`);
    const holder = fc.constantFrom('iraq', 'islamic-state');
    const claim = fc.oneof(
      fc.tuple(holder, day).map(([who, when]) => gained(who, when)),
      fc.tuple(holder, day).map(([who, when]) => observed(who, when)),
      fc.tuple(holder, day, day).map(([who, ...days]) => {
        const [first = '', last = ''] = days.sort();
        return observed(who, last, { since: first });
      }),
      day.map((when) => contested(when, { windowTo: when })),
      day.map((when) => contested(when)),
    );
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 12 }), day, (claims, when) => {
        const explained = explainedOn(when, claims);
        expect(explained.answer).toEqual(resolveControl(evidenceOf(claims), endOfDayMs(when, zone)).answer);
        const accounted = [...explained.supports, ...explained.setAside].map(({ claim: one }) => one.eventId);
        expect(accounted.sort()).toEqual(claims.map(({ eventId }) => eventId).sort());
      }),
    );
  });
});
