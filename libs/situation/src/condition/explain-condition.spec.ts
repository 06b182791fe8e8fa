import fc from 'fast-check';
import { axisOf, conditionAxes, conditionStates } from './condition-claim.js';
import { gatherCondition, type KnownCondition } from './condition-evidence.js';
import { said } from './conditions.fixture.js';
import { explainCondition } from './explain-condition.js';
import { resolveCondition } from './resolve-condition.js';
import { endOfDayMs } from '../time/time.js';

const zone = 'Asia/Baghdad';
const explainedOn = (day: string, claims: readonly KnownCondition[]) =>
  explainCondition(gatherCondition(claims, axisOf(claims[0]?.claim.state ?? 'intact'), zone), endOfDayMs(day, zone));
const parts = (...asked: Parameters<typeof explainedOn>) =>
  explainedOn(...asked).supports.map(({ claim, part }) => `${claim.reportId}: ${part}`);
const reasons = (...asked: Parameters<typeof explainedOn>) =>
  explainedOn(...asked).setAside.map(({ claim, reason }) => `${claim.reportId}: ${reason}`);

describe('an explanation of a condition', () => {
  it('rests on the latest claim and on those that say the same without a break', () => {
    const claims = [
      said('open', '2017-03-01', { report: 'open' }),
      said('cut', '2017-03-06', { report: 'cut' }),
      said('cut', '2017-03-08', { report: 'still cut' }),
      said('open', '2017-03-12', { report: 'open again' }),
    ];
    expect(parts('2017-03-09', claims)).toEqual(['cut: state', 'still cut: state']);
    expect(reasons('2017-03-09', claims)).toEqual(['open: later_claim', 'open again: after_the_moment']);
    expect(reasons('2017-03-13', claims)).toEqual([
      'open: otherwise_since',
      'cut: later_claim',
      'still cut: later_claim',
    ]);
  });

  it('names both sides of a dispute, and both ends of a change', () => {
    const disputed = [said('cut', '2017-03-06', { report: 'one' }), said('open', '2017-03-06', { report: 'other' })];
    expect(parts('2017-03-07', disputed).sort()).toEqual(['one: side', 'other: side']);
    const changing = [
      said('intact', '2017-03-01', { report: 'stood' }),
      said('destroyed', '2017-03-09', { report: 'found down', windowFrom: '2017-03-04' }),
    ];
    expect(parts('2017-03-05', changing)).toEqual(['stood: before_the_change', 'found down: after_the_change']);
  });

  it('takes a claim that says since when it is so as one claim, before and after it was seen', () => {
    const claims = [said('open', '2017-03-09', { report: 'open since', since: '2017-03-06' })];
    for (const day of ['2017-03-07', '2017-03-10']) {
      expect(parts(day, claims)).toEqual(['open since: state']);
      expect(reasons(day, claims)).toEqual([]);
    }
    expect(explainedOn('2017-03-07', claims).answer.rule).toBe('claimed_since');
  });

  it('gives the answer itself, and accounts for every claim of the axis once', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2017-03-${String(number).padStart(2, '0')}`);
    const window = fc.option(fc.oneof(fc.constant('open' as const), day), { nil: undefined });
    const claim = fc
      .tuple(fc.constantFrom(...conditionStates), day, fc.option(day, { nil: undefined }), window)
      .map(([state, when, since, windowFrom]) =>
        said(state, when, {
          ...(since === undefined ? {} : { since }),
          ...(windowFrom === undefined ? {} : { windowFrom }),
        }),
      );
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 12 }), day, fc.constantFrom(...conditionAxes), (claims, when, axis) => {
        const evidence = gatherCondition(claims, axis, zone);
        const atMs = endOfDayMs(when, zone);
        const { answer, supports, setAside } = explainCondition(evidence, atMs);
        const resolved = resolveCondition(evidence, atMs);
        expect(answer).toEqual(resolved.answer);
        expect(supports.map((one) => one.claim.reportId).sort()).toEqual(resolved.reports);
        const accounted = [...supports, ...setAside].map((one) => one.claim.eventId);
        const known = claims.filter(({ claim: { state } }) => axisOf(state) === axis).map(({ eventId }) => eventId);
        expect(accounted.sort()).toEqual(known.sort());
      }),
    );
  });
});
