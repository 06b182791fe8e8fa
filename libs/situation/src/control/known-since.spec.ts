import fc from 'fast-check';
import { conditionStates } from '../condition/condition-claim.js';
import { type AxisHistory, conditionHistory } from '../condition/condition-history.js';
import { said } from '../condition/conditions.fixture.js';
import { contested, gained, observed, unitsAreOfTheirSide as sideOf } from './claims.fixture.js';
import { gatherEvidence, type KnownClaim } from './control-evidence.js';
import { controlHistory } from './control-history.js';
import { answerIdentity, controlTimeline } from './control-timeline.js';
import { figure } from '../tally/figures.fixture.js';
import type { Known, Rectangle } from '../history/open-rectangles.js';
import { resolveControl } from './resolve-control.js';
import { Runs } from '../history/stretches.js';
import { tallyHistory } from '../tally/tally-items.js';
import { addDays, beginning_of_time_ms, type Day, endOfDayMs, instantMs, toInstant } from '../time/time.js';

const zone = 'Asia/Baghdad';
const reading = { zone, sideOf };
const day_ms = 86_400_000;
const day = (number: number): Day => addDays('2017-03-01', number);
const instant = (days: number) => toInstant(instantMs('2017-03-01T00:00Z') + days * day_ms);

/** When it was made known, and for how many days it stood. */
const known = { from: fc.nat(12), stands: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined, freq: 3 }) };
const knownTimes = ({ from, stands }: { readonly from: number; readonly stands: number | undefined }) => ({
  knownFrom: instant(from),
  ...(stands === undefined ? {} : { knownTo: instant(from + stands) }),
});

/** Mostly fights, of which many go on at once. */
const claims: fc.Arbitrary<readonly KnownClaim[]> = fc.array(
  fc
    .record({
      ...known,
      at: fc.nat(10),
      precise: fc.boolean(),
      lasts: fc.option(fc.nat(8), { nil: undefined }),
      effect: fc.constantFrom('gained', 'observed', 'contested', 'contested', 'contested'),
      holder: fc.constantFrom('iraq', 'is'),
      named: fc.boolean(),
      status: fc.constantFrom(undefined, undefined, 'contested', 'divided'),
      conditions: fc.subarray(['under_fire', 'under_attack'] as const),
      confidence: fc.constantFrom('low', 'medium', 'high'),
      report: fc.option(fc.constantFrom('a', 'b'), { nil: undefined, freq: 4 }),
    })
    .map((one) => {
      const moment = one.precise ? instant(one.at) : day(one.at);
      const { conditions, confidence, status, report } = one;
      const shared = {
        conditions,
        confidence,
        ...(report === undefined ? {} : { report, event: `${report}-${JSON.stringify(one)}` }),
      };
      const more = { ...shared, ...knownTimes(one) };
      const back = one.lasts === undefined ? {} : { since: day(one.at - one.lasts) };
      if (one.effect === 'gained') return gained(one.holder, moment, { ...more, takenFrom: 'sdf' });
      if (one.effect === 'observed') return observed(one.holder, moment, { ...more, ...back });
      return contested(moment, {
        ...more,
        holders: one.named ? [one.holder] : [],
        ...(status === undefined ? {} : { status }),
        ...(one.lasts === undefined ? {} : { windowTo: day(one.at + one.lasts) }),
      });
    }),
  { maxLength: 14 },
);

/** What is told, and since which known time some of it is new: all of that was made known no earlier. */
const sinceMs = fc.nat(14).map((days) => instantMs(instant(days)));
const splitAt = <Claim extends Known>(all: readonly Claim[], ms: number) => ({
  before: all.filter((claim, index) => claim.knownFromMs < ms || index % 2 === 0),
  reaching: all.filter(({ knownToMs }) => knownToMs >= ms),
});
const reaching = <Row extends Rectangle<unknown>>(rows: readonly Row[], ms: number) =>
  rows.filter(({ known: { toMs } }) => toMs >= ms);
const ended = <Row extends Rectangle<unknown>>(rows: readonly Row[], ms: number) =>
  rows.filter(({ known: { toMs } }) => toMs < ms);
const sorted = (rows: readonly unknown[]): readonly string[] =>
  rows
    .map((row) => JSON.stringify(row, (_key, part: unknown) => (typeof part === 'number' ? String(part) : part)))
    .sort();

describe('one sweep over the valid time of a place', () => {
  it('says at every turn what resolving that moment says, and rests on the same reports', () => {
    fc.assert(
      fc.property(claims, fc.option(fc.nat(12), { nil: undefined }), (all, from) => {
        const evidence = gatherEvidence(all, reading);
        const fromMs = from === undefined ? beginning_of_time_ms : instantMs(instant(from));
        const swept = controlTimeline(evidence, fromMs);
        const points = Array.from({ length: 24 * 30 }, (_, hour) => instantMs(instant(-4)) + hour * 3_600_000);
        for (const atMs of [fromMs, ...points].filter((ms) => ms >= fromMs)) {
          const { answer, supports } = resolveControl(evidence, atMs);
          const there = swept.answers.find((one) => one.fromMs <= atMs && atMs < one.toMs);
          const rests = swept.supports.filter((one) => one.fromMs <= atMs && atMs < one.toMs);
          expect(there && answerIdentity(there.value)).toBe(
            answer.status === 'unknown' ? undefined : answerIdentity(answer),
          );
          expect(rests.map(({ value }) => value).sort()).toEqual(
            answer.status === 'unknown' ? [] : [...new Set(supports.map(({ reportId }) => reportId))].sort(),
          );
        }
        const apart = new Runs<string>((reportId) => reportId);
        for (const stretch of swept.supports) apart.add(stretch);
        expect(apart.all).toHaveLength(swept.supports.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a history from a known time on, beside what ended before it, is the whole history', () => {
  it('of who held a place', () => {
    fc.assert(
      fc.property(claims, sinceMs, (all, ms) => {
        const parts = splitAt(all, ms);
        const stored = controlHistory(parts.before, reading);
        const standing = { answers: reaching(stored.answers, ms), supports: reaching(stored.supports, ms) };
        const fresh = controlHistory(parts.reaching, reading, { sinceMs: ms, standing });
        const whole = controlHistory(all, reading);
        expect(sorted([...ended(stored.answers, ms), ...fresh.answers])).toEqual(sorted(whole.answers));
        expect(sorted([...ended(stored.supports, ms), ...fresh.supports])).toEqual(sorted(whole.supports));
      }),
      { numRuns: 300 },
    );
  });

  it('of the condition of a thing', () => {
    const told = fc
      .record({
        ...known,
        state: fc.constantFrom(...conditionStates),
        at: fc.nat(9),
        since: fc.nat(4),
        window: fc.nat(4),
      })
      .map(({ state, at, since, window, ...one }) =>
        said(state, day(at), {
          ...knownTimes(one),
          ...(since === 0 ? {} : { since: day(at - since) }),
          ...(window === 0 ? {} : { windowFrom: day(at - since - window) }),
        }),
      );
    fc.assert(
      fc.property(fc.array(told, { maxLength: 12 }), sinceMs, (all, ms) => {
        const parts = splitAt(all, ms);
        const stored = conditionHistory(parts.before, zone);
        const standing = stored.map((one) => ({
          axis: one.axis,
          answers: reaching(one.answers, ms),
          supports: reaching(one.supports, ms),
        }));
        const fresh = conditionHistory(parts.reaching, zone, { sinceMs: ms, standing });
        for (const [index, whole] of conditionHistory(all, zone).entries()) {
          const [was, is] = [stored[index] as AxisHistory, fresh[index] as AxisHistory];
          expect(sorted([...ended(was.answers, ms), ...is.answers])).toEqual(sorted(whole.answers));
          expect(sorted([...ended(was.supports, ms), ...is.supports])).toEqual(sorted(whole.supports));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of what is counted in an incident, but for where the span began that stood then', () => {
    const counted = fc
      .record({
        ...known,
        low: fc.nat(6),
        spread: fc.nat(3),
        basis: fc.constantFrom('incremental', 'incremental', 'cumulative'),
        report: fc.constantFrom('a', 'b', 'c', 'd'),
        grade: fc.constantFrom('A1', 'B2', 'C3'),
      })
      .map(({ low, spread, basis, report, grade, from, stands }) =>
        figure({
          low,
          best: low,
          high: low + spread,
          basis,
          report,
          grade,
          on: '2017-03-05',
          knownFrom: day(from),
          ...(stands === undefined ? {} : { knownTo: day(from + stands) }),
        }),
      );
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 12 }), fc.nat(14), (all, days) => {
        const ms = endOfDayMs(day(days), zone);
        const whole = tallyHistory('i', all).filter(({ known: { toMs } }) => toMs >= ms);
        const since = tallyHistory('i', all, ms).filter(({ known: { toMs } }) => toMs >= ms);
        const cut = (spans: typeof whole) =>
          spans.map((span) => ({ ...span, known: { ...span.known, fromMs: Math.max(span.known.fromMs, ms - 1) } }));
        expect(cut(since)).toEqual(cut(whole));
      }),
      { numRuns: 300 },
    );
  });
});
