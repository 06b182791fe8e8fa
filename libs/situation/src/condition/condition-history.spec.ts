import fc from 'fast-check';
import { conditionAxes, conditionStates } from './condition-claim.js';
import { gatherCondition } from './condition-evidence.js';
import { conditionHistory } from './condition-history.js';
import { said } from './conditions.fixture.js';
import { resolveCondition, unknownCondition } from './resolve-condition.js';
import { addDays, beginning_of_time_ms, end_of_time_ms, instantMs, toInstant, type TimeZone } from '../time/time.js';

const zone: TimeZone = 'Asia/Damascus';
const knownFrom = '2017-03-06T20:00Z';

describe('the history of a condition', () => {
  it('begins when it is known and ends when the report is retracted', () => {
    const [span, ...more] = conditionHistory(
      [said('open', '2017-03-06T10:00Z', { report: 'a', knownFrom, knownTo: '2017-03-12T10:00Z' })],
      zone,
    );
    expect(more).toEqual([]);
    expect(span).toMatchObject({
      axis: 'passage',
      valid: { fromMs: instantMs('2017-03-06T10:00Z'), toMs: end_of_time_ms },
      known: { fromMs: instantMs(knownFrom), toMs: instantMs('2017-03-12T10:00Z') },
      value: { answer: { state: 'open' }, reports: ['a'] },
    });
  });

  it('keeps what stands and grows where another report bears it out', () => {
    const spans = conditionHistory(
      [
        said('open', '2017-03-06T10:00Z', { report: 'a', knownFrom }),
        said('open', '2017-03-08T10:00Z', { report: 'b', knownFrom: '2017-03-09T20:00Z' }),
      ],
      zone,
    );
    expect(spans.map(({ value }) => value.reports.join())).toEqual(['a', 'a', 'a,b']);
  });

  it('begins thirty days before a dated cut, inferred open', () => {
    const spans = conditionHistory([said('cut', '2017-03-06T10:00Z', { report: 'a', knownFrom })], zone);
    expect(spans.map(({ valid, value }) => [valid.fromMs, value.answer.rule])).toEqual([
      [instantMs('2017-02-04T10:00Z'), 'inferred_open'],
      [instantMs('2017-03-06T10:00Z'), 'latest_claim'],
    ]);
  });

  const hour_ms = 3_600_000;
  const startMs = instantMs('2017-03-01T00:00Z');
  const instantOf = (day: number, hour: number) => toInstant(startMs + (day * 24 + hour) * hour_ms);
  const story = fc.record({
    state: fc.constantFrom(...conditionStates),
    day: fc.nat(12),
    hour: fc.option(fc.nat(23), { nil: undefined }),
    reported: fc.option(fc.nat(30), { nil: undefined }),
    since: fc.option(fc.nat(6), { nil: undefined }),
    window: fc.option(fc.nat(6), { nil: undefined }),
    known: fc.nat(10),
    stands: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  });

  it('says at every pair of times what resolving then and there says', () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 7 }), fc.nat(400), fc.nat(24), (all, validHour, knownDay) => {
        const claims = all.map(({ state, day, hour, reported, since, window, known, stands }) =>
          said(state, hour === undefined ? addDays('2017-03-01', day) : instantOf(day, hour), {
            ...(reported === undefined ? {} : { reportedAt: instantOf(day, reported) }),
            ...(since === undefined ? {} : { since: addDays('2017-03-01', day - since) }),
            ...(window === undefined ? {} : { windowFrom: addDays('2017-03-01', day - window) }),
            knownFrom: toInstant(startMs + known * 24 * hour_ms),
            ...(stands === undefined ? {} : { knownTo: toInstant(startMs + (known + stands) * 24 * hour_ms) }),
          }),
        );
        const [validMs, knownMs] = [startMs + (validHour - 60) * hour_ms, startMs + knownDay * 12 * hour_ms];
        const standing = claims.filter((claim) => claim.knownFromMs <= knownMs && knownMs < claim.knownToMs);
        const spans = conditionHistory(claims, zone);
        for (const axis of conditionAxes) {
          const here = spans.filter(
            ({ axis: other, valid, known }) =>
              other === axis &&
              valid.fromMs <= validMs &&
              validMs < valid.toMs &&
              known.fromMs <= knownMs &&
              knownMs < known.toMs,
          );
          expect(here.length).toBeLessThan(2);
          const right = resolveCondition(gatherCondition(standing, axis, zone), validMs);
          expect(here[0]?.value ?? unknownCondition).toEqual(right);
        }
        expect(spans.every(({ valid }) => valid.fromMs > beginning_of_time_ms)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
