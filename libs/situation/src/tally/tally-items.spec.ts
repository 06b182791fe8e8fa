import fc from 'fast-check';
import { exactly, figure, itemsOf } from './figures.fixture.js';
import { addRanges } from './range.js';
import { tallyHistory } from './tally-items.js';
import { endOfDayMs } from '../time/time.js';

const day = '2017-03-08';
const at = (report: string, more: Parameters<typeof figure>[0]) =>
  figure({ report, incident: 'bombing', on: day, ...more });
const item = (...figures: Parameters<typeof itemsOf>[0]) => {
  const [only, ...others] = itemsOf(figures);
  expect(others).toEqual([]);
  return only;
};

describe('reports of one incident', () => {
  it('are counted once: the least low, the greatest high, the best of the best graded', () => {
    const told = item(
      at('a', { low: 20, best: 25, high: 30, grade: 'C3' }),
      at('b', { low: 22, best: 23, high: 40, grade: 'A2' }),
      at('c', { low: 24, best: 28, high: 35, grade: 'B1' }),
    );
    expect(told).toMatchObject({ low: 20, best: 23, high: 40, reports: ['a', 'b', 'c'], flags: [] });
  });

  it('of equal grades the latest gives the best, then the greater event id', () => {
    const [early, late] = [
      at('z', { best: 20, knownFrom: '2017-03-09' }),
      at('b', { best: 21, knownFrom: '2017-03-10' }),
    ];
    expect(item(late, early)?.best).toBe(21);
    expect(item(at('a', { best: 19, knownFrom: '2017-03-10' }), late, early)?.best).toBe(21);
    expect(item(at('c', { best: 22, knownFrom: '2017-03-10' }), late, early)?.best).toBe(22);
  });

  it('the best comes from a report that gives one, even if a better graded gives none', () => {
    expect(item(at('a', { low: 20, grade: 'A1' }), at('b', { best: 25, grade: 'D4' }))?.best).toBe(25);
  });

  it('what no report gives is not given: never zero', () => {
    const told = item(at('a', { low: 24 }));
    expect(told).toMatchObject({ low: 24 });
    expect(told).not.toHaveProperty('best');
    expect(told).not.toHaveProperty('high');
  });

  it('a report without any number makes an item without any, and says so', () => {
    const told = item(at('a', {}));
    expect(told?.flags).toEqual(['not_published']);
    for (const end of ['low', 'best', 'high']) expect(told).not.toHaveProperty(end);
  });

  it('a zero that was reported is a number', () => {
    expect(item(at('a', exactly(0)))).toMatchObject({ low: 0, best: 0, high: 0, flags: [] });
  });

  it('ranges without a number in common are flagged, and left as they are', () => {
    expect(item(at('a', { low: 1, high: 5 }), at('b', { low: 20, high: 30 }))).toMatchObject({
      low: 1,
      high: 30,
      flags: ['disjoint_accounts'],
    });
    expect(item(at('a', { low: 1, high: 5 }), at('b', { low: 5, high: 30 }))?.flags).toEqual([]);
  });

  it('the actors are those of all its accounts, each once', () => {
    const first = at('a', { best: 4, grade: 'A1', actors: ['by:turkey'] });
    const second = at('b', { best: 4, actors: ['by:turkey', 'victim:ypg'] });
    expect(item(first, second)?.actors).toEqual([
      { role: 'by', actor: 'turkey' },
      { role: 'victim', actor: 'ypg' },
    ]);
  });

  it('a part above its whole in the same incident is flagged', () => {
    const whole = at('whole', exactly(2));
    expect(item(whole, at('part', { ...exactly(6), subsetOf: 'whole' }))?.flags).toEqual(['part_above_whole']);
    expect(item(whole, at('part', { ...exactly(2), subsetOf: 'whole' }))?.flags).toEqual([]);
    const more = at('whole', { low: 2, lowExclusive: true });
    expect(item(more, at('part', { ...exactly(6), subsetOf: 'whole' }))?.flags).toEqual([]);
  });

  it.each([
    [{ low: 30, best: 20 }, ['low_above_best']],
    [{ low: 30, high: 20 }, ['low_above_high']],
    [{ best: 30, high: 20 }, ['best_above_high']],
    [{ low: 40, best: 30, high: 20 }, ['low_above_best', 'low_above_high', 'best_above_high']],
  ])('one account of %j is accepted and flagged, and is not disjoint from itself', (range, flags) => {
    expect(item(at('a', range))).toMatchObject({ ...range, flags });
  });

  it('one crooked account among others is flagged, though together they look straight', () => {
    const straight = at('b', { low: 1, best: 40, high: 50, grade: 'A1' });
    expect(item(at('a', { low: 30, best: 20 }), straight)?.flags).toEqual(['low_above_best']);
    expect(item(at('a', { low: 30, high: 20 }), straight)?.flags).toEqual(['low_above_high']);
  });

  it('"more than" holds when every report of the least low says so', () => {
    const more = at('a', { low: 20, lowExclusive: true });
    expect(item(more)?.lowExclusive).toBe(true);
    expect(item(more, at('b', { low: 20 }))?.lowExclusive).toBe(false);
    expect(item(more, at('b', { low: 30 }))?.lowExclusive).toBe(true);
    expect(item(more, at('b', { low: 10 }))?.lowExclusive).toBe(false);
    expect(item(more, at('b', { high: 50 }))?.lowExclusive).toBe(true);
  });

  it('are one incident wherever they put it; the period is that of the best graded', () => {
    const told = item(
      at('a', { ...exactly(3), place: 'mosul', on: '2017-03-07', grade: 'C3' }),
      at('b', { ...exactly(3), place: 'iraq', on: '2017-03-08', grade: 'A1' }),
    );
    expect(told).toMatchObject({ places: ['iraq', 'mosul'], period: { from: '2017-03-08', to: '2017-03-08' }, low: 3 });
  });
});

describe('figures that do not go together', () => {
  it('killed and wounded, groups, units and bases stay apart', () => {
    const figures = [
      at('a', exactly(1)),
      at('a', { ...exactly(2), measure: 'wounded' }),
      at('a', { ...exactly(4), group: 'civilians' }),
      at('a', { ...exactly(8), measure: 'displaced' }),
      at('a', { ...exactly(16), measure: 'displaced', unit: 'families' }),
      at('a', { ...exactly(32), basis: 'snapshot' }),
    ];
    expect(itemsOf(figures).map(({ low }) => low)).toHaveLength(6);
    expect(
      itemsOf(figures)
        .map(({ low }) => low ?? 0)
        .sort((a, b) => a - b),
    ).toEqual([1, 2, 4, 8, 16, 32]);
  });

  it('running totals of different areas stay apart', () => {
    const total = (place: string, low: number) => at('a', { low, place, basis: 'cumulative' });
    expect(itemsOf([total('mosul', 100), total('raqqa', 50)]).map(({ low }) => low)).toEqual([100, 50]);
  });

  it('running totals of different periods stay apart, also in one report: "134, of which 71 since the 3rd"', () => {
    const total = (low: number, from: string) => at('a', { low, from, to: '2017-03-10', basis: 'cumulative' });
    expect(itemsOf([total(134, '2017-01-05'), total(71, '2017-03-03')]).map(({ low }) => low)).toEqual([134, 71]);
  });
});

describe('several figures of one report', () => {
  it('are added up, over the whole time that they tell of', () => {
    const told = item(
      at('a', { ...exactly(7), on: '2017-03-08', place: 'raqqa' }),
      at('a', { ...exactly(5), on: '2017-03-06', place: 'mosul' }),
      at('b', { low: 10, high: 11, grade: 'C3' }),
    );
    expect(told).toMatchObject({ low: 10, best: 12, high: 12, places: ['mosul', 'raqqa'] });
    expect(told?.period).toEqual({ from: '2017-03-06', to: '2017-03-08' });
  });

  it('one "more than" makes the sum "more than"', () => {
    expect(item(at('a', { low: 5, lowExclusive: true }), at('a', { low: 7, place: 'raqqa' }))).toMatchObject({
      low: 12,
      lowExclusive: true,
    });
  });

  it('one without a beginning leaves the sum without', () => {
    const told = item(
      at('a', exactly(7)),
      figure({ report: 'a', incident: 'bombing', ...exactly(5), to: '2017-03-09' }),
    );
    expect(told?.period).toEqual({ to: '2017-03-09' });
  });

  it('one best or high not given leaves the sum without; a low not given adds nothing to the floor', () => {
    expect(addRanges([{ low: 5, best: 6 }, { low: 2 }, { high: 3 }])).toEqual({ low: 7 });
    expect(addRanges([{ high: 3 }, {}])).toEqual({});
    expect(addRanges([])).toEqual({});
  });

  it('single numbers add up to one, and each is its own low and high beside a range', () => {
    expect(addRanges([{ best: 4 }, { best: 3 }])).toEqual({ best: 7 });
    expect(addRanges([{ low: 5, best: 6, high: 7 }, { best: 3 }])).toEqual({ low: 8, best: 9, high: 10 });
    const told = item(at('a', { best: 4, place: 'mosul' }), at('a', { low: 24, place: 'raqqa' }));
    expect([told?.low, told?.best, told?.high]).toEqual([28, undefined, undefined]);
  });

  it('of fractions come to the same in any order', () => {
    const lows = [0.1, 0.2, 0.3, 0.7, 1e9].map((low) => ({ low }));
    expect(addRanges([...lows].reverse())).toEqual(addRanges(lows));
  });
});

describe('a part of another report', () => {
  const dozens = at('whole', { low: 24 });
  const bus = at('bus', { best: 25, subsetOf: 'whole' });

  it('of the same incident is inside it', () => {
    expect(item(dozens, bus, at('brother', { ...exactly(1), subsetOf: 'whole' }))).toMatchObject({
      low: 24,
      reports: ['brother', 'bus', 'whole'],
      partOf: [],
    });
    expect(item(dozens, bus)).not.toHaveProperty('best');
  });

  it('counts by itself while its whole is not told, and says what it is part of', () => {
    expect(item(bus)).toMatchObject({ best: 25, partOf: ['whole'] });
  });

  it('comes back when its whole is retracted', () => {
    const retracted = at('whole', { low: 24, knownTo: '2017-03-20' });
    expect(itemsOf([retracted, bus], '2017-03-19')).toMatchObject([{ low: 24 }]);
    expect(itemsOf([retracted, bus], '2017-03-20')).toMatchObject([{ best: 25, reports: ['bus'] }]);
  });

  it('of another incident keeps its number; one account that says otherwise frees it', () => {
    const part = figure({ report: 'p', incident: 'i', ...exactly(71), subsetOf: 'elsewhere', on: day });
    expect(item(part)).toMatchObject({ low: 71, partOf: ['elsewhere'] });
    expect(item(part, figure({ report: 'q', incident: 'i', ...exactly(80), on: day }))).toMatchObject({
      low: 71,
      high: 80,
      partOf: [],
    });
  });
});

describe('the counts of an incident over known time', () => {
  it('begin with the first report, widen with the next, and narrow when one is withdrawn', () => {
    const spans = tallyHistory('bombing', [
      at('a', { low: 20, knownFrom: '2017-03-09', knownTo: '2017-03-12' }),
      at('b', { low: 24, knownFrom: '2017-03-10' }),
    ]);
    const end = (of: string) => endOfDayMs(of, 'Asia/Baghdad');
    expect(spans.map(({ known, item: { low } }) => [known.fromMs, known.toMs, low])).toEqual([
      [end('2017-03-09'), end('2017-03-10'), 20],
      [end('2017-03-10'), end('2017-03-12'), 20],
      [end('2017-03-12'), Infinity, 24],
    ]);
  });

  it('are one span where nothing changes, and none where nothing is known', () => {
    const doubled = [
      at('a', { low: 20, knownFrom: '2017-03-09', knownTo: '2017-03-10' }),
      at('a', { low: 20, knownFrom: '2017-03-10' }),
    ];
    expect(tallyHistory('bombing', doubled)).toHaveLength(1);
    expect(tallyHistory('bombing', [at('a', { low: 20, knownFrom: '2017-03-09', knownTo: '2017-03-09' })])).toEqual([]);
    expect(tallyHistory('bombing', [])).toEqual([]);
  });

  it('do not depend on the order of the figures', () => {
    const told = fc.record({
      report: fc.constantFrom('a', 'b', 'c'),
      low: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      best: fc.option(fc.double({ min: 0, max: 9, noNaN: true }), { nil: undefined }),
      on: fc.constantFrom('2017-03-06', '2017-03-07', '2017-03-08'),
      place: fc.constantFrom('mosul', 'raqqa'),
      basis: fc.constantFrom('incremental', 'cumulative'),
      subsetOf: fc.option(fc.constantFrom('a', 'x'), { nil: undefined }),
    } as const);
    const knownFrom = { a: '2017-03-09', b: '2017-03-10', c: '2017-03-09' };
    const pairs = fc
      .array(told, { maxLength: 8 })
      .map((all) =>
        all.map((one) => at(one.report, { ...one, knownFrom: knownFrom[one.report] } as Parameters<typeof figure>[0])),
      )
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(pairs, ([figures, shuffled]) => {
        expect(tallyHistory('bombing', shuffled)).toEqual(tallyHistory('bombing', figures));
      }),
      { numRuns: 250 },
    );
  });
});

describe('a running total in one incident', () => {
  const told = (report: string, best: number, day: string, origin: string) =>
    at(report, { best, basis: 'cumulative', knownFrom: day, origin });

  it('is replaced by a lower one that its source told later of the same days, and says so', () => {
    const revised = item(
      told('late', 640, '2017-03-12', 'The  Ministry '),
      told('early', 900, '2017-03-10', 'The Ministry'),
    );
    expect(revised).toMatchObject({ best: 640, flags: ['revised_down'], reports: ['early', 'late'] });
    expect(revised).not.toHaveProperty('high');
  });

  it('is an account beside that of another source, and beside a higher one told later', () => {
    const other = item(told('late', 640, '2017-03-12', 'A monitor'), told('early', 900, '2017-03-10', 'The Ministry'));
    expect(other).toMatchObject({ low: 640, high: 900, flags: ['disjoint_accounts'] });
    const higher = item(
      told('late', 950, '2017-03-12', 'The Ministry'),
      told('early', 900, '2017-03-10', 'The Ministry'),
    );
    expect(higher).toMatchObject({ low: 900, best: 950, high: 950, flags: ['disjoint_accounts'] });
  });
});
