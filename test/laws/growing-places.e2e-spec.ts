import fc from 'fast-check';
import type { ControlClaim, Report, SitrepEvent } from '#situation';
import { campaignEvents } from '../harness/campaign-events.js';
import { Folding } from '../harness/folding.js';

const hour_ms = 3_600_000;
const start_ms = Date.parse('2017-01-01T00:00:00Z');

/** A report about one of two places, told some hours after the one before it; sometimes taken back later. */
const told = fc.record({
  place: fc.constantFrom('one', 'two'),
  effect: fc.constantFrom('gained' as const, 'observed' as const, 'contested' as const),
  holder: fc.constantFrom('iraq', 'islamic-state'),
  /** How long before it was told it was so. */
  agoHours: fc.integer({ min: 0, max: 200 }),
  dayPrecise: fc.boolean(),
  windowHours: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
  amended: fc.constantFrom('no', 'no', 'no', 'retracted', 'corrected', 'graded', 'linked'),
  /** Told at the same moment as the one before it. */
  tied: fc.constantFrom(false, false, true),
  amendedAfterHours: fc.integer({ min: 1, max: 400 }),
});
type Told = typeof told extends fc.Arbitrary<infer Value> ? Value : never;

describe('a place that learns of later and later known times', () => {
  let folding: Folding;
  const [pattern] = campaignEvents().flatMap((event) => (event.kind === 'reported' ? [event.data] : []));

  beforeAll(async () => {
    folding = await Folding.open();
  });
  afterAll(() => folding.close());

  it('growing report by report, in order, gives the rows of resolving everything at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 5, maxLength: 40 }), async (all) => {
        const events = all.flatMap((one, index) => eventsOf(one, index, pattern as Report)).sort(byKnownTime);
        const grown = await folding.rowsOf(events.map(({ event }) => [event]));
        expect(grown).toEqual(await folding.rowsOf([[...events].reverse().map(({ event }) => event)]));
      }),
      { numRuns: 12 },
    );
  });

  it('told late, of one moment, graded and linked, it has the rows of an independent refold', async () => {
    const shuffled = fc
      .array(told, { minLength: 5, maxLength: 25 })
      .map((all) => all.flatMap((one, index) => eventsOf(one, index, pattern as Report)).map(({ event }) => event))
      .chain((events) => fc.shuffledSubarray(events, { minLength: events.length }));
    await fc.assert(
      fc.asyncProperty(shuffled, async (events) => {
        expect(await folding.refoldDifferences(events)).toEqual([]);
        const whole = await folding.rowsOf([events]);
        expect(await folding.rowsOf(events.map((event) => [event]))).toEqual(whole);
      }),
      { numRuns: 6 },
    );
  });
});

interface Timed {
  readonly ms: number;
  readonly event: SitrepEvent;
}
const byKnownTime = (a: Timed, b: Timed): number => a.ms - b.ms;

function eventsOf(one: Told, index: number, pattern: Report): readonly Timed[] {
  const ms = start_ms + (one.tied ? index - 1 : index) * 7 * hour_ms;
  const id = `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
  const report: Report = {
    ...pattern,
    id,
    externalId: `x${index}`,
    reportedAt: new Date(ms).toISOString(),
    figures: [],
    control: [claimOf(one, ms)],
  };
  const laterMs = ms + one.amendedAfterHours * hour_ms + 1;
  const amendment = {
    id: id.replace(/^0/, '1'),
    reportId: id,
    reportedAt: new Date(laterMs).toISOString(),
    reason: 'told otherwise',
  };
  const timed: Timed[] = [{ ms, event: { kind: 'reported', data: report } }];
  if (one.amended === 'retracted') timed.push({ ms: laterMs, event: { kind: 'report_retracted', data: amendment } });
  if (one.amended === 'graded') {
    const grading = { ...amendment, grade: { reliability: 'A', credibility: 1 } } as const;
    timed.push({ ms: laterMs, event: { kind: 'report_graded', data: grading } });
  }
  if (one.amended === 'linked') {
    const { id: linkId, reportedAt, reason } = amendment;
    const link = { id: linkId, reportIds: [id], incident: 'one', reportedAt, reason };
    timed.push({ ms: laterMs, event: { kind: 'reports_linked', data: link } });
  }
  if (one.amended === 'corrected') {
    const other: Told = {
      ...one,
      holder: one.holder === 'iraq' ? 'islamic-state' : 'iraq',
      agoHours: one.agoHours + 30,
    };
    const control = [claimOf(other, ms)];
    const correction = { ...amendment, report: { ...report, reportedAt: amendment.reportedAt, control } };
    timed.push({ ms: laterMs, event: { kind: 'report_corrected', data: correction } });
  }
  return timed;
}

function claimOf({ place, effect, holder, agoHours, dayPrecise, windowHours }: Told, toldMs: number): ControlClaim {
  const moment = (ms: number): string =>
    dayPrecise ? new Date(ms).toISOString().slice(0, 10) : new Date(ms).toISOString();
  const soMs = toldMs - agoHours * hour_ms;
  const claim = { place, effect, formations: [], conditions: [], confidence: 'medium' } as const;
  if (effect === 'contested') {
    const windowTo = windowHours === undefined ? {} : { windowTo: moment(soMs + windowHours * hour_ms) };
    return { ...claim, holders: [], windowFrom: moment(soMs), ...windowTo };
  }
  const back = windowHours === undefined ? undefined : moment(soMs - windowHours * hour_ms);
  if (effect === 'observed')
    return { ...claim, status: 'held', holders: [holder], effective: moment(soMs), ...(back && { since: back }) };
  return { ...claim, status: 'held', holders: [holder], effective: moment(soMs), ...(back && { windowFrom: back }) };
}
