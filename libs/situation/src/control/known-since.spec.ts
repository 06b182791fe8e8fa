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
import { tallyHistory, type TallySpan } from '../tally/tally-items.js';
import {
  addDays,
  beginning_of_time_ms,
  type Day,
  end_of_time_ms,
  endOfDayMs,
  instantMs,
  toInstant,
} from '../time/time.js';

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

/** Mostly fights, of which many go on at once. In order, each is known when it comes about, and most stand. */
const claimsTold = (inOrder: boolean): fc.Arbitrary<readonly KnownClaim[]> =>
  fc.array(
    fc
      .record({
        ...known,
        at: fc.nat(inOrder ? 30 : 10),
        precise: inOrder ? fc.constant(true) : fc.boolean(),
        lasts: fc.option(fc.nat(8), { nil: undefined, freq: inOrder ? 1 : 5 }),
        effect: fc.constantFrom('gained', 'observed', 'contested', 'contested', inOrder ? 'observed' : 'contested'),
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
        const more = {
          ...shared,
          ...knownTimes(inOrder ? { from: one.at, stands: one.from > 10 ? one.stands : undefined } : one),
        };
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
    { maxLength: inOrder ? 24 : 14 },
  );
const claims = claimsTold(false);

/** What is told, and since which known time some of it is new: all of that was made known no earlier. */
const sinceMs = fc.nat(14).map((days) => instantMs(instant(days)));
const splitAt = <Claim extends Known>(all: readonly Claim[], ms: number) => {
  const before = all.filter((claim, index) => claim.knownFromMs < ms || index % 2 === 0);
  return { before, reaching: all.filter(({ knownToMs }) => knownToMs >= ms) };
};
/** A set to which, at one known time, something comes and of which something goes, in a long story in order. */
const changedAt = <Claim extends Known>(all: readonly Claim[], picks: readonly number[]) => {
  const changed = [...new Set(picks.map((pick) => all[pick % Math.max(all.length, 1)]))].filter(
    (one) => one !== undefined,
  );
  const sinceMs = Math.min(end_of_time_ms, ...changed.map(({ knownFromMs }) => knownFromMs));
  const [gone, come] = [changed.slice(0, 1), changed.slice(1)];
  const stored = all.filter((one) => !come.includes(one));
  const now = all.filter((one) => !gone.includes(one));
  return { sinceMs, changed, stored, now, reaching: now.filter(({ knownToMs }) => knownToMs >= sinceMs) };
};
const picks = fc.array(fc.nat(40), { minLength: 1, maxLength: 3 });
const reaching = <Row extends Rectangle<unknown>>(rows: readonly Row[], ms: number) =>
  rows.filter(({ known: { toMs } }) => toMs >= ms);
const ended = <Row extends Rectangle<unknown>>(rows: readonly Row[], ms: number) =>
  rows.filter(({ known: { toMs } }) => toMs < ms);
const sorted = (rows: readonly unknown[]): readonly string[] =>
  rows
    .map((row) => JSON.stringify(row, (_key, part: unknown) => (typeof part === 'number' ? String(part) : part)))
    .sort();

const told = fc
  .record({ ...known, state: fc.constantFrom(...conditionStates), at: fc.nat(9), since: fc.nat(4), window: fc.nat(4) })
  .map(({ state, at, since, window, ...one }) =>
    said(state, day(at), {
      ...knownTimes(one),
      ...(since === 0 ? {} : { since: day(at - since) }),
      ...(window === 0 ? {} : { windowFrom: day(at - since - window) }),
    }),
  );
const toldInOrder = fc
  .record({ ...known, state: fc.constantFrom('open', 'cut'), at: fc.nat(30), since: fc.nat(8) })
  .map(({ state, at, since, from, stands }) =>
    said(state, instant(at), {
      ...knownTimes({ from: at, stands: from > 10 ? stands : undefined }),
      ...(since < 7 ? {} : { since: instant(at - 3) }),
    }),
  );

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
/** One account a report, of which some give a range, some one number, some nothing. */
const accountsInOrder = fc
  .array(
    fc.record({
      low: fc.option(fc.nat(6), { nil: undefined }),
      best: fc.option(fc.nat(6), { nil: undefined }),
      high: fc.option(fc.nat(8), { nil: undefined }),
      lowExclusive: fc.boolean(),
      grade: fc.constantFrom('A1', 'B2'),
      at: fc.nat(30),
      stands: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined, freq: 1 }),
      place: fc.constantFrom('mosul', 'tal-afar'),
    }),
    { maxLength: 24 },
  )
  .map((all) =>
    all.map(({ low, best, high, at, stands, ...one }, index) =>
      figure({
        ...one,
        ...(low === undefined ? {} : { low }),
        ...(best === undefined ? {} : { best }),
        ...(high === undefined ? {} : { high }),
        report: `report-${index}`,
        on: '2017-03-05',
        knownFrom: day(at),
        ...(stands === undefined || stands > 4 ? {} : { knownTo: day(at + stands) }),
      }),
    ),
  );

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

describe('a history of which something has changed ends as the whole, though it takes later known times as stored', () => {
  it('of who held a place', () => {
    fc.assert(
      fc.property(fc.oneof(claims, claimsTold(true), claimsTold(true)), picks, (all, some) => {
        const { sinceMs: ms, changed, stored, now, reaching: reached } = changedAt(all, some);
        const before = controlHistory(stored, reading);
        const standing = { answers: reaching(before.answers, ms), supports: reaching(before.supports, ms) };
        const fresh = controlHistory(reached, reading, { sinceMs: ms, standing, changed });
        const whole = controlHistory(now, reading);
        expect(sorted([...ended(before.answers, ms), ...fresh.answers])).toEqual(sorted(whole.answers));
        expect(sorted([...ended(before.supports, ms), ...fresh.supports])).toEqual(sorted(whole.supports));
      }),
      { numRuns: 400 },
    );
  });

  it('of the condition of a thing', () => {
    const stories = fc.oneof(fc.array(told, { maxLength: 12 }), fc.array(toldInOrder, { maxLength: 24 }));
    fc.assert(
      fc.property(stories, picks, (all, some) => {
        const { sinceMs: ms, changed, stored, now, reaching: reached } = changedAt(all, some);
        const before = conditionHistory(stored, zone);
        const standing = before.map((one) => ({
          axis: one.axis,
          answers: reaching(one.answers, ms),
          supports: reaching(one.supports, ms),
        }));
        const fresh = conditionHistory(reached, zone, { sinceMs: ms, standing, changed });
        for (const [index, whole] of conditionHistory(now, zone).entries()) {
          const [was, is] = [before[index] as AxisHistory, fresh[index] as AxisHistory];
          expect(sorted([...ended(was.answers, ms), ...is.answers])).toEqual(sorted(whole.answers));
          expect(sorted([...ended(was.supports, ms), ...is.supports])).toEqual(sorted(whole.supports));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of what is counted in an incident', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(counted, { maxLength: 12 }), accountsInOrder), picks, (all, some) => {
        const { sinceMs: ms, changed, stored, now } = changedAt(all, some);
        const cut = (spans: readonly TallySpan[]) =>
          spans
            .filter(({ known: { toMs } }) => toMs >= ms)
            .map((span) => ({ ...span, known: { ...span.known, fromMs: Math.max(span.known.fromMs, ms - 1) } }));
        const before = tallyHistory('i', stored);
        const fresh = tallyHistory('i', now, ms, changed).flatMap(({ asStoredFromMs, ...span }) => {
          if (asStoredFromMs === undefined) return [span];
          const [standing, ...later] = before.filter(
            ({ key, known: { toMs } }) => key === span.key && toMs > asStoredFromMs,
          );
          expect(standing?.item).toEqual(span.item);
          return [{ ...span, known: { ...span.known, toMs: standing?.known.toMs ?? NaN } }, ...later];
        });
        expect(cut(fresh)).toEqual(cut(tallyHistory('i', now)));
      }),
      { numRuns: 400 },
    );
  });
});

describe('a history of a long story takes later known times as stored', () => {
  const count = 40;
  const asked = Array.from({ length: count }, (_, number) => number);
  const late = 10.5;
  const marked = 20;

  it.each([
    ['fighting', (at: number) => contested(instant(at), { knownFrom: instant(at) })],
    [
      'a place seen in the hands of two sides in turn',
      (at: number) => observed(Math.floor(at) % 2 === 0 ? 'iraq' : 'is', instant(at), { knownFrom: instant(at) }),
    ],
    [
      'a place gained in turn',
      (at: number) => gained(Math.floor(at) % 2 === 0 ? 'iraq' : 'is', instant(at), { knownFrom: instant(at) }),
    ],
  ])('of %s', (_what, make) => {
    const all = asked.map(make);
    const stored = controlHistory(all, reading);
    const isMarked = ({ known: { fromMs } }: Rectangle<unknown>) => fromMs === instantMs(instant(marked));
    // What is not resolved again says what is stored, right or wrong.
    const supports = stored.supports.map((row) => (isMarked(row) ? { ...row, value: 'kept' } : row));
    const ms = instantMs(instant(late));
    const come = make(late);
    const reached = [...all, come];
    const fresh = controlHistory(reached, reading, { sinceMs: ms, standing: { ...stored, supports }, changed: [come] });
    expect(fresh.supports.map(({ value }) => value)).toContain('kept');
  });
});
