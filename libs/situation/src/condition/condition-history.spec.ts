import fc from 'fast-check';
import { conditionAxes, conditionStates } from './condition-claim.js';
import { gatherCondition } from './condition-evidence.js';
import { conditionHistory } from './condition-history.js';
import { said } from './conditions.fixture.js';
import { looks } from '../looks.fixture.js';
import type { Rectangle } from '../history/open-rectangles.js';
import { resolveCondition, unknownCondition } from './resolve-condition.js';
import { addDays, beginning_of_time_ms, end_of_time_ms, instantMs, toInstant, type TimeZone } from '../time/time.js';

const zone: TimeZone = 'Asia/Damascus';
const knownFrom = '2017-03-06T20:00Z';

const passage = (...told: Parameters<typeof conditionHistory>) =>
  conditionHistory(...told).find(({ lane }) => lane === 'passage')!;

describe('the history of a condition', () => {
  it('begins when it is known and ends when the report is retracted', () => {
    const { answers, supports } = passage(
      [said('open', '2017-03-06T10:00Z', { report: 'a', knownFrom, knownTo: '2017-03-12T10:00Z' })],
      zone,
    );
    const rectangle = {
      valid: { fromMs: instantMs('2017-03-06T10:00Z'), toMs: end_of_time_ms },
      known: { fromMs: instantMs(knownFrom), toMs: instantMs('2017-03-12T10:00Z') },
    };
    expect(answers).toMatchObject([{ ...rectangle, value: { state: 'open' } }]);
    expect(supports).toEqual([{ ...rectangle, value: 'a' }]);
  });

  it('keeps what stands and grows where another report bears it out', () => {
    const { supports } = passage(
      [
        said('open', '2017-03-06T10:00Z', { report: 'a', knownFrom }),
        said('open', '2017-03-08T10:00Z', { report: 'b', knownFrom: '2017-03-09T20:00Z' }),
      ],
      zone,
    );
    expect(
      supports.map(({ value, valid, known }) => [value, toInstant(valid.fromMs), toInstant(known.fromMs)]),
    ).toEqual([
      ['a', '2017-03-06T10:00:00.000Z', '2017-03-06T20:00:00.000Z'],
      ['b', '2017-03-08T10:00:00.000Z', '2017-03-09T20:00:00.000Z'],
    ]);
  });

  it('begins thirty days before a dated cut, inferred open', () => {
    const { answers } = passage([said('cut', '2017-03-06T10:00Z', { report: 'a', knownFrom })], zone);
    expect(answers.map(({ valid, value }) => [valid.fromMs, value.rule])).toEqual([
      [instantMs('2017-02-04T10:00Z'), 'inferred_open'],
      [instantMs('2017-03-06T10:00Z'), 'latest_claim'],
    ]);
  });

  const seenDaily = (days: number) =>
    Array.from({ length: days }, (_, number) => {
      const at = toInstant(instantMs('2017-03-01T10:00Z') + number * 24 * 3_600_000);
      return said(number % 50 === 49 ? 'cut' : 'open', at, { report: `r${number}`, knownFrom: at });
    });

  it('of a bridge that is seen daily has rows by the number of days', () => {
    const { answers, supports } = passage(seenDaily(120), zone);
    expect(answers.length).toBeLessThanOrEqual(3 * 120);
    expect(supports.length).toBeLessThanOrEqual(3 * 120);
  });

  it('of a bridge that is seen daily looks no further back than the last turn', () => {
    const costOf = (days: number) => looks(seenDaily(days), (claims) => conditionHistory(claims, zone));
    expect(costOf(800) / costOf(200)).toBeLessThan(6);
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
        for (const axis of conditionAxes) {
          const { answers, supports } = conditionHistory(claims, zone).find(({ lane }) => lane === axis)!;
          const there = <Value>({ valid, known }: Rectangle<Value>): boolean =>
            valid.fromMs <= validMs && validMs < valid.toMs && known.fromMs <= knownMs && knownMs < known.toMs;
          const here = answers.filter(there);
          expect(here.length).toBeLessThan(2);
          const right = resolveCondition(gatherCondition(standing, axis, zone), validMs);
          expect(here[0]?.value ?? unknownCondition.answer).toEqual(right.answer);
          expect(
            supports
              .filter(there)
              .map(({ value }) => value)
              .sort(),
          ).toEqual(right.reports);
          expect(answers.every(({ valid }) => valid.fromMs > beginning_of_time_ms)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
