import fc from 'fast-check';
import { contested, gained, observed, unitsAreOfTheirSide as sideOf } from './claims.fixture.js';
import {
  type AnchoredClaim,
  anchorClaim,
  gatherEvidence,
  GatheredEvidence,
  type KnownClaim,
} from './control-evidence.js';
import { type ControlHistory, controlHistory, HistoryBuilder } from './control-history.js';
import { changesOf, type Rectangle } from '../history/open-rectangles.js';
import { answerIdentity } from './control-timeline.js';
import { reliabilities } from '../report/grade.js';
import { resolveControl } from './resolve-control.js';
import { addDays, end_of_time_ms, instantMs, type Moment, type TimeZone, toInstant } from '../time/time.js';

const zone: TimeZone = 'Asia/Damascus';
const reading = { zone, sideOf };
const firstKnownMs = instantMs('2017-03-20T00:00Z');
const hour_ms = 3_600_000;

/** Moments of a spring in which the clocks go forward, few enough to meet one another. */
const moments: fc.Arbitrary<Moment> = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((days) => addDays('2017-03-10', days)),
  fc.integer({ min: 0, max: 80 }).map((halves) => toInstant(firstKnownMs + halves * 12 * hour_ms)),
);
const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined, freq: 2 });
const actors = fc.subarray(['iraq', 'iraq-army', 'is', 'sdf']);

const said = fc.record({
  effect: fc.constantFrom('gained', 'observed', 'contested'),
  status: maybe(fc.constantFrom('held', 'contested', 'divided')),
  holders: actors,
  takenFrom: maybe(fc.constantFrom('iraq', 'is')),
  effective: fc.option(moments, { nil: undefined, freq: 12 }),
  windowFrom: maybe(fc.oneof(moments, fc.constant('open' as const))),
  windowTo: maybe(moments),
  since: maybe(moments),
  conditions: fc.subarray(['under_fire', 'besieged']),
  extent: maybe(fc.constantFrom('most', 'nearly_all')),
  confidence: fc.constantFrom('low', 'medium', 'high'),
} as const);

/** Claims of a few reports; some versions are withdrawn, some never stood. */
const claimSets: fc.Arbitrary<readonly KnownClaim[]> = fc
  .array(
    fc.record({
      claim: said,
      reportId: fc.constantFrom('a', 'b', 'c'),
      reliability: fc.constantFrom(...reliabilities.slice(0, 2)),
      fromHour: fc.integer({ min: 0, max: 8 }),
      hours: fc.oneof(fc.constant(end_of_time_ms), fc.integer({ min: 0, max: 4 })),
    }),
    { maxLength: 9 },
  )
  .map((all) =>
    all.map(({ claim, reportId, reliability, fromHour, hours }, index) => ({
      claim: { place: 'bridge', formations: [], ...withoutUndefined(claim) },
      reportId,
      eventId: `event-${index >> 1}`,
      ordinal: index,
      grade: { reliability, credibility: 2 as const },
      reportedAtMs: firstKnownMs + fromHour * hour_ms,
      knownFromMs: firstKnownMs + fromHour * hour_ms,
      knownToMs: firstKnownMs + (fromHour + hours) * hour_ms,
    })),
  );

function withoutUndefined(claim: object): Omit<KnownClaim['claim'], 'place' | 'formations'> {
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined)) as never;
}

/** The rows of one layer of known time. */
const newest = <Value>(all: readonly Rectangle<Value>[], knownMs: number): readonly Rectangle<Value>[] =>
  all.filter(({ known }) => known.fromMs <= knownMs && knownMs < known.toMs);
const answeredAt = <Value>(layer: readonly Rectangle<Value>[], atMs: number): Value[] =>
  layer.filter(({ valid }) => valid.fromMs <= atMs && atMs < valid.toMs).map(({ value }) => value);

/** Every moment that the claims name, the millisecond on either side, and some in between. */
function askedMoments(anchored: readonly AnchoredClaim[]): readonly number[] {
  const named = anchored.flatMap(({ effectiveMs, windowFromMs, windowToMs, sinceMs }) => [
    effectiveMs,
    windowFromMs,
    windowToMs,
    sinceMs,
    windowFromMs - 30 * 24 * hour_ms,
    effectiveMs - 13 * hour_ms,
  ]);
  const finite = [...new Set(named)].filter(Number.isFinite);
  return finite.flatMap((ms) => [ms - 1, ms, ms + 1, ms + 7 * hour_ms]);
}

const knownHours = Array.from({ length: 14 }, (_none, hour) => firstKnownMs + (hour - 1) * hour_ms);

const rows = ({ answers, supports }: ControlHistory): readonly string[] =>
  [
    ...answers.map(({ value, ...where }) => `${JSON.stringify(where, infinities)} ${answerIdentity(value)}`),
    ...supports.map((row) => JSON.stringify(row, infinities)),
  ].sort();
const infinities = (_key: string, value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

describe('the history of a place', () => {
  it('says at every point of the two clocks what the rules say there, and on which reports it rests', () => {
    fc.assert(
      fc.property(claimSets, (claims) => {
        const { answers, supports } = controlHistory(claims, reading);
        const anchored = claims.map((claim) => anchorClaim(claim, zone));
        const moments = askedMoments(anchored);
        for (const knownMs of knownHours) {
          const known = anchored.filter(({ knownFromMs, knownToMs }) => knownFromMs <= knownMs && knownMs < knownToMs);
          const evidence = gatherEvidence(known, reading);
          const [told, resting] = [newest(answers, knownMs), newest(supports, knownMs)];
          const differing = moments.filter((atMs) => {
            const { answer, supports: behind } = resolveControl(evidence, atMs);
            const expected = answer.status === 'unknown' ? [] : [answerIdentity(answer)];
            const reports = [...new Set(behind.map(({ reportId }) => reportId))];
            return (
              answeredAt(told, atMs).map(answerIdentity).join() !== expected.join() ||
              answeredAt(resting, atMs).sort().join() !== reports.sort().join()
            );
          });
          expect(differing.map(toInstant)).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is told by rectangles that are not empty, do not overlap, and are as large as can be', () => {
    fc.assert(
      fc.property(claimSets, (claims) => {
        const { answers, supports } = controlHistory(claims, reading);
        for (const row of [...answers, ...supports]) {
          expect(row.valid.fromMs).toBeLessThan(row.valid.toMs);
          expect(row.known.fromMs).toBeLessThan(row.known.toMs);
        }
        expect(clashes(answers, answerIdentity, () => 'any')).toEqual([]);
        expect(clashes(supports, String, String)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the order of the claims', () => {
    const shuffled = claimSets.chain((claims) =>
      fc.tuple(fc.constant(claims), fc.shuffledSubarray([...claims], { minLength: claims.length })),
    );
    fc.assert(
      fc.property(shuffled, ([claims, other]) => {
        expect(rows(controlHistory(other, reading))).toEqual(rows(controlHistory(claims, reading)));
      }),
      { numRuns: 150 },
    );
  });

  it('grown from what stood at some known time ends in the same rows as made whole', () => {
    fc.assert(
      fc.property(claimSets, fc.constantFrom(...knownHours), (claims, cutMs) => {
        expect(rows(grownFrom(cutMs, claims))).toEqual(rows(controlHistory(claims, reading)));
      }),
      { numRuns: 150 },
    );
  });

  it('begins with the first report, changes with the next and forgets what is retracted', () => {
    const history = controlHistory(
      [
        gained('iraq', '2017-03-06', { knownFrom: '2017-03-07T00:00Z', knownTo: '2017-03-09T00:00Z' }),
        observed('is', '2017-03-07', { knownFrom: '2017-03-08T00:00Z' }),
        contested('2017-03-01', { knownFrom: '2017-03-08T00:00Z', knownTo: '2017-03-08T00:00Z' }),
      ],
      { zone: 'UTC', sideOf },
    );
    const told = history.answers.map(({ valid, known, value }) =>
      [
        value.status,
        ...value.holders,
        toInstant(valid.fromMs).slice(0, 10),
        ...[known.fromMs, known.toMs].map(dayOrNone),
      ].join(' '),
    );
    expect(told.sort()).toEqual([
      'contested iraq is 2017-03-07 2017-03-08 2017-03-09',
      'held iraq 2017-03-06 2017-03-07 2017-03-08',
      'held iraq 2017-03-06 2017-03-08 2017-03-09',
      'held is 2017-03-07 2017-03-09 -',
      'transition iraq 2017-03-06 2017-03-07 2017-03-09',
    ]);
  });

  it('ends fighting without an end where a later report settles the place, from that known time on', () => {
    const { answers } = controlHistory(
      [
        contested('2017-03-06', { knownFrom: '2017-03-07T00:00Z', status: 'contested' }),
        observed('iraq', '2017-03-08T00:00Z', { knownFrom: '2017-03-09T00:00Z', knownTo: '2017-03-10T00:00Z' }),
      ],
      { zone: 'UTC', sideOf },
    );
    const rowsInWords = answers.map(({ valid, known, value }) =>
      [value.status, ...[valid.fromMs, valid.toMs, known.fromMs, known.toMs].map(dayOrNone)].join(' '),
    );
    expect(rowsInWords.sort()).toEqual([
      'contested 2017-03-06 - 2017-03-07 2017-03-09',
      'contested 2017-03-06 - 2017-03-10 -',
      'contested 2017-03-06 2017-03-08 2017-03-09 2017-03-10',
      'held 2017-03-08 - 2017-03-09 2017-03-10',
    ]);
  });

  it('of sightings of two sides in turn has rows by their number, not by its square', () => {
    const count = 60;
    const claims = Array.from({ length: count }, (_, number) => {
      const at = toInstant(firstKnownMs + number * hour_ms);
      return observed(number % 2 === 0 ? 'iraq' : 'is', at, { knownFrom: at });
    });
    const { answers, supports } = controlHistory(claims, reading);
    expect(answers.length).toBeLessThanOrEqual(2 * count);
    expect(supports.length).toBeLessThanOrEqual(2 * count);
  });

  it('without claims is empty', () => {
    expect(controlHistory([], reading)).toEqual({ answers: [], supports: [] });
  });
});

const dayOrNone = (ms: number): string => (Number.isFinite(ms) ? toInstant(ms).slice(0, 10) : '-');

/** Pairs of rows that overlap though they exclude each other, or that say the same side by side. */
function clashes<Value>(
  all: readonly Rectangle<Value>[],
  identityOf: (value: Value) => string,
  exclusionOf: (value: Value) => string,
): readonly unknown[] {
  const meet = (a: { fromMs: number; toMs: number }, b: typeof a) => a.fromMs < b.toMs && b.fromMs < a.toMs;
  const same = (a: { fromMs: number; toMs: number }, b: typeof a) => a.fromMs === b.fromMs && a.toMs === b.toMs;
  return all.flatMap((a, index) =>
    all.flatMap((b, other) => {
      if (index === other) return [];
      const overlap = exclusionOf(a.value) === exclusionOf(b.value) && meet(a.valid, b.valid) && meet(a.known, b.known);
      const joinable =
        identityOf(a.value) === identityOf(b.value) &&
        ((same(a.known, b.known) && a.valid.toMs === b.valid.fromMs) ||
          (same(a.valid, b.valid) && a.known.toMs === b.known.fromMs));
      return overlap || joinable ? [[a, b]] : [];
    }),
  );
}

/** The history up to a known time, then grown by what became known from then on, as a projection does. */
function grownFrom(cutMs: number, claims: readonly KnownClaim[]): ControlHistory {
  const before = claims
    .filter(({ knownFromMs, knownToMs }) => knownFromMs < cutMs && knownFromMs < knownToMs)
    .map((claim) => ({ ...claim, knownToMs: claim.knownToMs < cutMs ? claim.knownToMs : end_of_time_ms }));
  const earlier = controlHistory(before, reading);
  const isOpen = ({ known }: Rectangle<unknown>): boolean => known.toMs === end_of_time_ms;
  const standing = before
    .filter(({ knownToMs }) => knownToMs === end_of_time_ms)
    .map((claim) => anchorClaim(claim, zone));
  const making = new HistoryBuilder(new GatheredEvidence(reading, standing), {
    answers: earlier.answers.filter(isOpen),
    supports: earlier.supports.filter(isOpen),
  });
  for (const change of changesOf(claims.map((claim) => anchorClaim(claim, zone))))
    if (change.knownMs >= cutMs) making.apply(change);
  const later = making.finish();
  return {
    answers: [...earlier.answers.filter((row) => !isOpen(row)), ...later.answers],
    supports: [...earlier.supports.filter((row) => !isOpen(row)), ...later.supports],
  };
}
