import fc from 'fast-check';
import { type AxisHistory, conditionHistory } from '../condition/condition-history.js';
import { gatherEvidence } from './control-evidence.js';
import { controlHistory } from './control-history.js';
import { answerIdentity, controlTimeline } from './control-timeline.js';
import {
  claims,
  counted,
  day,
  ended,
  instant,
  reaching,
  reading,
  sinceMs,
  sorted,
  splitAt,
  told,
  zone,
} from './known-times.fixture.js';
import { resolveControl } from './resolve-control.js';
import { Runs } from '../history/stretches.js';
import { tallyHistory } from '../tally/tally-items.js';
import { beginning_of_time_ms, endOfDayMs, instantMs } from '../time/time.js';

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
