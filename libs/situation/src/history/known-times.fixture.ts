import { canonical } from '../canonical.js';
import fc from 'fast-check';
import { conditionStates } from '../condition/condition-claim.js';
import { said } from '../condition/conditions.fixture.js';
import { contested, gained, observed, unitsAreOfTheirSide as sideOf } from '../control/claims.fixture.js';
import type { KnownClaim } from '../control/control-evidence.js';
import { figure } from '../tally/figures.fixture.js';
import type { Known, Rectangle } from './open-rectangles.js';
import { addDays, type Day, instantMs, toInstant } from '../time/time.js';

export const zone = 'Asia/Baghdad';
export const reading = { zone, sideOf };
export const day_ms = 86_400_000;
export const day = (number: number): Day => addDays('2017-03-01', number);
export const instant = (days: number) => toInstant(instantMs('2017-03-01T00:00Z') + days * day_ms);

/** When it was made known, and for how many days it stood. */
export const known = {
  from: fc.nat(12),
  stands: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined, freq: 3 }),
};
export const knownTimes = ({ from, stands }: { readonly from: number; readonly stands: number | undefined }) => ({
  knownFrom: instant(from),
  ...(stands === undefined ? {} : { knownTo: instant(from + stands) }),
});

/** Mostly fights, of which many go on at once. In order, each is known when it comes about, and most stand. */
export const claimsTold = (inOrder: boolean): fc.Arbitrary<readonly KnownClaim[]> =>
  fc.array(
    fc
      .record({
        ...known,
        at: fc.nat(inOrder ? 30 : 10),
        precise: inOrder ? fc.constant(true) : fc.boolean(),
        lasts: fc.option(fc.nat(8), { nil: undefined, freq: inOrder ? 1 : 5 }),
        effect: fc.constantFrom('gained', 'observed', 'contested', 'contested', inOrder ? 'observed' : 'contested'),
        holder: fc.constantFrom('iraq', 'is'),
        from_whom: fc.constantFrom('sdf', 'is', 'iraq', undefined),
        window: fc.option(fc.nat(7), { nil: undefined, freq: 1 }),
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
        if (one.effect === 'gained') {
          const loser = one.from_whom === undefined || one.from_whom === one.holder ? {} : { takenFrom: one.from_whom };
          const window = one.window === undefined ? {} : { windowFrom: day(one.at - one.window) };
          return gained(one.holder, moment, { ...more, ...loser, ...window });
        }
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
export const claims = claimsTold(false);
/** A place that is seen in the same hands again and again, now and then in others. */
export const sightings: fc.Arbitrary<readonly KnownClaim[]> = fc.array(
  fc
    .record({
      ...known,
      at: fc.nat(30),
      late: fc.nat(20),
      holder: fc.constantFrom('is', 'is', 'is', 'is', 'is', 'is', 'is', 'is', 'is', 'iraq'),
      status: fc.constantFrom(undefined, undefined, undefined, 'contested' as const),
      precise: fc.boolean(),
      conditions: fc.subarray(['under_fire', 'besieged'] as const),
      confidence: fc.constantFrom('low', 'medium', 'high'),
      lasts: fc.option(fc.nat(8), { nil: undefined, freq: 1 }),
    })
    .map(({ at, late, holder, status, precise, conditions, confidence, lasts, from, stands }) =>
      observed(holder, precise ? instant(at) : day(at), {
        conditions,
        confidence,
        ...(status === undefined ? {} : { status }),
        ...(lasts === undefined ? {} : { since: day(at - lasts) }),
        ...knownTimes({ from: late < 17 ? at + 1 : at + late, stands: from > 10 ? stands : undefined }),
      }),
    ),
  { maxLength: 24 },
);

/** What is told, and since which known time some of it is new: all of that was made known no earlier. */
export const sinceMs = fc.nat(14).map((days) => instantMs(instant(days)));
/**
 * Of a set what can be stored together: a version of a report is known as a whole, so what one report says at one time was made known
 * at once and is taken back at once; and nothing is stored twice.
 */
export function storable<Claim extends Known & { readonly reportId: string }>(all: readonly Claim[]): readonly Claim[] {
  const kept: Claim[] = [];
  for (const one of all) {
    const fits = (other: Claim): boolean =>
      other.reportId !== one.reportId ||
      other.knownToMs <= one.knownFromMs ||
      one.knownToMs <= other.knownFromMs ||
      (other.knownFromMs === one.knownFromMs &&
        other.knownToMs === one.knownToMs &&
        canonical(other) !== canonical(one));
    if (kept.every(fits)) kept.push(one);
  }
  return kept;
}

/** A set of which, at one known time, something comes and something goes: what was told before, and what is told now. */
export function changedAt<Claim extends Known>(all: readonly Claim[], picks: readonly number[]) {
  const [gone, ...come] = new Set(picks.map((pick) => all[pick % Math.max(all.length, 1)]));
  return { before: all.filter((one) => !come.includes(one)), now: all.filter((one) => one !== gone) };
}
export const picks = fc.array(fc.nat(40), { minLength: 1, maxLength: 3 });
export const reaching = <Row extends Rectangle<unknown>>(rows: readonly Row[], ms: number) =>
  rows.filter(({ known: { toMs } }) => toMs >= ms);
export const ended = <Row extends Rectangle<unknown>>(rows: readonly Row[], ms: number) =>
  rows.filter(({ known: { toMs } }) => toMs < ms);
export const sorted = (rows: readonly unknown[]): readonly string[] =>
  rows
    .map((row) => JSON.stringify(row, (_key, part: unknown) => (typeof part === 'number' ? String(part) : part)))
    .sort();

export const told = fc
  .record({ ...known, state: fc.constantFrom(...conditionStates), at: fc.nat(9), since: fc.nat(4), window: fc.nat(4) })
  .map(({ state, at, since, window, ...one }) =>
    said(state, day(at), {
      ...knownTimes(one),
      ...(since === 0 ? {} : { since: day(at - since) }),
      ...(window === 0 ? {} : { windowFrom: day(at - since - window) }),
    }),
  );
export const toldInOrder = fc
  .record({ ...known, state: fc.constantFrom('open', 'cut'), at: fc.nat(30), since: fc.nat(8) })
  .map(({ state, at, since, from, stands }) =>
    said(state, instant(at), {
      ...knownTimes({ from: at, stands: from > 10 ? stands : undefined }),
      ...(since < 7 ? {} : { since: instant(at - 3) }),
    }),
  );

export const counted = fc
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
export const accountsInOrder = fc
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
