import fc from 'fast-check';
import { reckonTallies } from './combine-tallies.js';
import { explainTally, type ExplainedSum } from './explain-tallies.js';
import { exactly, figure, itemsOf, type ToldFigure } from './figures.fixture.js';
import type { Range } from './range.js';
import { intervalRules } from './tally-days.js';
import { addDays } from '../time/time.js';

const areas: Readonly<Record<string, string>> = { mosul: 'iraq' };
const isWithin = (place: string, area: string): boolean => place === area || areas[place] === area;

function explained(told: readonly ToldFigure[], asked: { from: string; to: string }, interval = 'prorate' as const) {
  const reckonings = reckonTallies(itemsOf(told), { window: asked, interval, isWithin });
  return reckonings.map((one) => explainTally(one, (incident) => told.filter((known) => known.incident === incident)));
}

/** What a reader gets who adds up the parts shown, to six decimal places. */
function addedUp({ parts }: ExplainedSum): Range {
  const ends = (['low', 'best', 'high'] as const).map((end) => {
    const borne = parts.filter(({ bears }) => bears.includes(end)).map(({ adds }) => adds[end]);
    const given = borne.filter((amount) => amount !== undefined).sort((a, b) => a - b);
    if (given.length === 0 || (end !== 'low' && given.length < borne.length)) return [];
    return [[end, Math.round(given.reduce((a, b) => a + b, 0) * 1e6) / 1e6] as const];
  });
  return Object.fromEntries(ends.flat()) as Range;
}

describe('an explanation', () => {
  const march = { from: '2017-03-01', to: '2017-03-31' };

  it('names the parts of the sum, the total they lie in, and why that counts', () => {
    const told = [
      figure({ report: 'total', low: 100, basis: 'cumulative', from: '2017-03-01', to: '2017-03-07' }),
      figure({ report: 'in', low: 30, on: '2017-03-02', wording: 'thirty' }),
      figure({ report: 'out', low: 5, on: '2017-03-08' }),
      figure({ report: 'plan', low: 999, on: '2017-03-09', basis: 'forecast' }),
      figure({ report: 'since', low: 500, basis: 'cumulative', from: '2016-01-01', to: '2017-03-07' }),
    ];
    const [one] = explained(told, march);
    expect(one?.combined).toMatchObject({
      sum: { low: 105 },
      parts: [
        { incident: 'total', adds: { low: 100 }, share: 1 },
        { incident: 'since', adds: { low: 0 }, remainder: { low: 400 } },
        { incident: 'out', adds: { low: 5 } },
      ],
    });
    expect(one?.itemised.parts.map(({ incident }) => incident).sort()).toEqual(['in', 'out']);
    const reasons = one?.totals.map(({ incident, counted, reason }) => [incident, counted, reason]);
    expect(reasons?.sort()).toEqual([
      ['plan', false, 'forecasts_never_count'],
      ['since', true, 'remainder_spread'],
      ['total', true, 'larger_than_contained'],
    ]);
    expect(one?.totals.find(({ incident }) => incident === 'total')?.contains).toEqual({
      sum: { low: 30 },
      incidents: ['in'],
      reports: ['in'],
    });
  });

  it('says of a total that is smaller, set aside, inside a larger one, a part, or without a number', () => {
    const total = (report: string, low: number | undefined, from: string, to: string, more = {}) =>
      figure({ report, ...(low === undefined ? {} : { low }), from, to, basis: 'cumulative', ...more });
    const told = [
      figure({ report: 'many', low: 300, on: '2017-03-02' }),
      total('smaller', 100, '2017-03-01', '2017-03-03'),
      total('larger', 90, '2017-03-10', '2017-03-20'),
      total('inside', 40, '2017-03-11', '2017-03-12'),
      total('overlapping', 30, '2017-03-19', '2017-03-25'),
      total('part', 2, '2017-03-28', '2017-03-28', { subsetOf: 'many' }),
      total('silent', undefined, '2017-03-30', '2017-03-30'),
    ];
    const reasons = explained(told, march)[0]?.totals.map(({ incident, reason }) => [incident, reason]);
    expect(Object.fromEntries(reasons ?? [])).toEqual({
      smaller: 'smaller_than_contained',
      larger: 'larger_than_contained',
      inside: 'inside_larger_total',
      overlapping: 'overlaps_larger_total',
      part: 'part_of_counted',
      silent: 'without_number',
    });
  });

  it('shows what each report of an incident says, and which of them decide', () => {
    const at = (report: string, more: Parameters<typeof figure>[0]) =>
      figure({ report, incident: 'bombing', on: '2017-03-08', ...more });
    const told = [
      at('a', { low: 20, best: 25, high: 30, grade: 'C3' }),
      at('b', { low: 22, best: 23, high: 40, grade: 'A2' }),
      at('c', { best: 3, subsetOf: 'a', wording: 'three of them' }),
    ];
    expect(explained(told, march)[0]?.combined.parts[0]?.accounts).toEqual([
      { report: 'b', low: 22, best: 23, high: 40, lowExclusive: false, grade: grade('A', 2), gives: ['best', 'high'] },
      { report: 'a', low: 20, best: 25, high: 30, lowExclusive: false, grade: grade('C', 3), gives: ['low'] },
      {
        report: 'c',
        best: 3,
        lowExclusive: false,
        wording: 'three of them',
        grade: grade('B', 2),
        gives: [],
        inside: 'a',
      },
    ]);
  });

  it('names what was set aside, and why', () => {
    const told = [
      figure({ report: 'whole', ...exactly(20), on: '2017-03-07' }),
      figure({ report: 'part', ...exactly(6), on: '2017-03-07', subsetOf: 'whole' }),
      figure({ report: 'undated', ...exactly(1), to: '2017-03-07' }),
    ];
    const aside = explained(told, march)[0]?.aside.map(({ incident, reason }) => [incident, reason]);
    expect(aside?.sort()).toEqual([
      ['part', 'part_of_counted'],
      ['undated', 'undated'],
    ]);
  });

  it('shows a floor under what is not published as a floor alone', () => {
    const told = [
      figure({ report: 'silent', basis: 'cumulative', from: '2017-03-01', to: '2017-03-09' }),
      figure({ report: 'one', ...exactly(1), on: '2017-03-07' }),
    ];
    const [one] = explained(told, march);
    expect(one?.answer).toMatchObject({ combined: { low: 1 }, itemised: exactly(1), flags: ['not_published'] });
    expect(one?.answer.combined).not.toHaveProperty('best');
    expect(one?.combined.parts.map(({ incident, bears }) => [incident, bears])).toEqual([
      ['silent', ['best', 'high']],
      ['one', ['low']],
    ]);
  });
});

const grade = (reliability: string, credibility: number) => ({ reliability, credibility });

describe('whatever is told, the parts shown', () => {
  const days = fc.integer({ min: 0, max: 12 }).map((count) => addDays('2017-02-25', count));
  const amount = fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined });
  const told: fc.Arbitrary<readonly ToldFigure[]> = fc
    .array(
      fc.record({
        measure: fc.constantFrom('killed', 'killed', 'killed', 'strength', 'deployed', 'distance'),
        basis: fc.constantFrom('incremental', 'incremental', 'cumulative', 'cumulative', 'snapshot', 'forecast'),
        incident: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        place: fc.constantFrom('mosul', 'iraq', 'raqqa'),
        range: fc.record({ low: amount, best: amount, high: amount }),
        period: fc.tuple(days, days).map(([a, b]) => (a <= b ? { from: a, to: b } : { to: a })),
        subsetOf: fc.option(fc.nat({ max: 9 }), { nil: undefined, freq: 3 }),
      } as const),
      { maxLength: 10 },
    )
    .map((all) =>
      all.map(({ range, period, subsetOf, ...one }, index) => {
        const given = Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined));
        const part = subsetOf === undefined || subsetOf === index ? {} : { subsetOf: `r${subsetOf}` };
        const unit = one.measure === 'distance' ? 'km' : 'people';
        return figure({ ...one, unit, ...given, ...period, ...part, report: `r${index}` });
      }),
    );

  it('add up to the answer exactly, for what is itemised, combined and derived', () => {
    fc.assert(
      fc.property(told, days, days, fc.constantFrom(...intervalRules), (all, a, b, interval) => {
        const window = a <= b ? { from: a, to: b } : { from: b, to: a };
        for (const { answer, itemised, combined, derived } of explained(all, window, interval as 'prorate')) {
          expect(addedUp(combined)).toEqual(answer.combined);
          expect(addedUp(itemised)).toEqual(answer.itemised);
          if (derived === undefined) expect(answer).not.toHaveProperty('derived');
          else expect({ ...addedUp(derived), from: answer.derived?.from }).toEqual(answer.derived);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('name every report that the answer rests on, and give every total a reason that agrees with it', () => {
    fc.assert(
      fc.property(told, (all) => {
        for (const { answer, itemised, combined, totals } of explained(all, { from: '2017-02-25', to: '2017-03-09' })) {
          const shown = new Set([...itemised.parts, ...combined.parts, ...totals].flatMap(({ reports }) => reports));
          for (const report of answer.reports) expect(shown).toContain(report);
          expect(totals.map(({ counted }) => counted)).toEqual(answer.reported.map(({ counted }) => counted));
          for (const { counted, reason } of totals)
            if (counted)
              expect([
                'larger_than_contained',
                'without_number',
                'latest_state',
                'smaller_than_contained',
                'remainder_spread',
                'overlaps_larger_total',
              ]).toContain(reason);
        }
      }),
      { numRuns: 300 },
    );
  });
});
