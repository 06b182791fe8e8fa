import fc from 'fast-check';
import { combineTallies } from './combine-tallies.js';
import { type Asked, answersTo, answerTo, exactly, figure, itemsOf, type ToldFigure } from './figures.fixture.js';
import { intervalRules } from './tally-days.js';
import { addDays } from '../time/time.js';

const march = { from: '2017-03-01', to: '2017-03-31' };
const total = (report: string, low: number, from: string, to: string, more: Parameters<typeof figure>[0] = {}) =>
  figure({ report, low, from, to, basis: 'cumulative', ...more });
const incident = (low: number, on: string, more: Parameters<typeof figure>[0] = {}) => figure({ low, on, ...more });
const combined = (figures: readonly ToldFigure[], asked: Asked = march) => answerTo(figures, asked).combined;

describe('a running total and the incidents', () => {
  const week = total('week', 100, '2017-03-01', '2017-03-07');

  it('inside its period the larger of the two counts, outside it the incidents', () => {
    expect(combined([week, incident(30, '2017-03-02'), incident(5, '2017-03-08')])).toEqual({ low: 105 });
    expect(combined([week, incident(90, '2017-03-02'), incident(30, '2017-03-03'), incident(5, '2017-03-08')])).toEqual(
      { low: 125 },
    );
  });

  it('on its first and its last day an incident is inside', () => {
    expect(combined([week, incident(5, '2017-03-01'), incident(5, '2017-03-07')])).toEqual({ low: 100 });
  });

  it('the answer names the reports it rests on', () => {
    const told = [week, incident(30, '2017-03-02', { report: 'in' }), incident(5, '2017-03-08', { report: 'out' })];
    expect(answerTo(told, march).reports).toEqual(['out', 'week']);
    const larger = [week, incident(300, '2017-03-02', { report: 'in' })];
    expect(answerTo(larger, march)).toMatchObject({ reports: ['in'], reported: [{ counted: false }] });
  });

  it('an incident that straddles its end is inside by its days; what is outside is no floor', () => {
    const straddling = figure({ low: 40, from: '2017-03-06', to: '2017-03-09' });
    expect(combined([week, straddling])).toEqual({ low: 100 });
    expect(combined([week, straddling], { ...march, interval: 'start' })).toEqual({ low: 100 });
    expect(combined([week, straddling], { ...march, interval: 'end' })).toEqual({ low: 140 });
  });

  it('an incident that cannot be dated against it is never added to it', () => {
    expect(combined([week, figure({ low: 24, to: '2017-03-06' })], { to: '2017-03-31' })).toEqual({ low: 100 });
  });

  it('outside its area incidents are added, inside they are not', () => {
    const inIraq = total('iraq', 100, '2017-03-01', '2017-03-07', { place: 'iraq' });
    expect(combined([inIraq, incident(5, '2017-03-02', { place: 'mosul' })])).toEqual({ low: 100 });
    expect(combined([inIraq, incident(5, '2017-03-02', { place: 'raqqa' })])).toEqual({ low: 105 });
    expect(combined([inIraq, incident(5, '2017-03-02', { place: 'region' })])).toEqual({ low: 105 });
  });

  it('a part of the total is inside, wherever and whenever it was', () => {
    const elsewhere = incident(5, '2017-03-20', { place: 'raqqa', subsetOf: 'week' });
    expect(combined([week, elsewhere])).toEqual({ low: 100 });
  });

  it('a total without a floor takes that of the incidents inside it, and keeps its best', () => {
    const about = figure({ report: 'about', best: 30, basis: 'cumulative', from: '2017-03-01', to: '2017-03-07' });
    const told = [about, incident(24, '2017-03-02', { report: 'in' }), incident(10, '2017-03-08', { report: 'out' })];
    expect(answerTo(told, march)).toMatchObject({ combined: { low: 34 }, reports: ['about', 'in', 'out'] });
    expect(answerTo(told.slice(0, 2), march).combined).toEqual({ low: 24, best: 30 });
  });

  it('a total without any number counts nothing and hides nothing', () => {
    const none = figure({ basis: 'cumulative', from: '2017-03-01', to: '2017-03-07' });
    expect(answerTo([none], march)).toMatchObject({ combined: {}, flags: ['not_published'] });
    expect(combined([none, incident(24, '2017-03-02')])).toEqual({ low: 24 });
  });

  it('"more than" of the total or of what is added holds for the sum', () => {
    const more = total('more', 100, '2017-03-01', '2017-03-07', { lowExclusive: true });
    expect(answerTo([more, incident(5, '2017-03-02')], march).lowExclusive).toBe(true);
    expect(answerTo([week, incident(5, '2017-03-02', { lowExclusive: true })], march).lowExclusive).toBe(false);
    expect(answerTo([week, incident(5, '2017-03-08', { lowExclusive: true })], march).lowExclusive).toBe(true);
    const [exact, atLeast] = [incident(5, '2017-03-08'), incident(5, '2017-03-09', { lowExclusive: true })];
    expect(answerTo([exact, atLeast], march)).toMatchObject({ combined: { low: 10 }, lowExclusive: true });
    expect(answerTo([week, incident(100, '2017-03-02', { lowExclusive: true })], march).lowExclusive).toBe(true);
  });
});

describe('running totals among each other', () => {
  it('of one inside another the larger counts: they are compared, never added', () => {
    const [outer, inner] = [
      total('outer', 100, '2017-03-01', '2017-03-20'),
      total('inner', 60, '2017-03-05', '2017-03-09'),
    ];
    expect(combined([inner, outer])).toEqual({ low: 100 });
    expect(combined([inner, outer, incident(45, '2017-03-12')])).toEqual({ low: 105 });
    expect(combined([inner, outer, incident(45, '2017-03-12'), incident(30, '2017-03-06')])).toEqual({ low: 105 });
  });

  it('inside one, beside another, neither flags nor hides anything', () => {
    const told = [
      total('outer', 100, '2017-03-01', '2017-03-10'),
      total('inner', 60, '2017-03-02', '2017-03-05'),
      total('beside', 30, '2017-03-15', '2017-03-20'),
    ];
    expect(answerTo(told, march)).toMatchObject({ combined: { low: 130 }, flags: [], reports: ['beside', 'outer'] });
  });

  it('of an area inside another likewise', () => {
    const [iraq, mosul] = [
      total('iraq', 100, '2017-03-01', '2017-03-20', { place: 'iraq' }),
      total('mosul', 130, '2017-03-01', '2017-03-20', { place: 'mosul' }),
    ];
    expect(combined([iraq, mosul])).toEqual({ low: 130 });
    expect(combined([iraq, mosul, incident(5, '2017-03-02', { place: 'iraq' })])).toEqual({ low: 135 });
  });

  it('side by side in time, or in different areas, are added', () => {
    expect(combined([total('a', 10, '2017-03-01', '2017-03-07'), total('b', 20, '2017-03-08', '2017-03-14')])).toEqual({
      low: 30,
    });
    const apart = [
      total('a', 10, '2017-03-01', '2017-03-07', { place: 'mosul' }),
      total('b', 20, '2017-03-01', '2017-03-07', { place: 'raqqa' }),
    ];
    expect(combined(apart)).toEqual({ low: 30 });
  });

  it('that overlap: the larger counts, flagged; of the smaller a share; and what lies in neither', () => {
    const [larger, smaller] = [total('l', 100, '2017-03-01', '2017-03-10'), total('s', 60, '2017-03-08', '2017-03-20')];
    const answer = answerTo([smaller, larger, incident(7, '2017-03-25')], march);
    expect(answer.combined).toEqual({ low: 107 });
    expect(answer.flags).toEqual(['overlapping_totals']);
    expect(answer.reported.map(({ reports, counted }) => [...reports, counted])).toEqual([
      ['l', true],
      ['s', true],
    ]);
  });

  it('inside one that was set aside count again', () => {
    const told = [
      total('l', 100, '2017-03-01', '2017-03-10'),
      total('s', 60, '2017-03-08', '2017-03-20'),
      total('inside-s', 40, '2017-03-12', '2017-03-14'),
    ];
    expect(combined(told)).toEqual({ low: 140 });
  });

  it('of one origin, time and area: the larger, unless the lower was told later', () => {
    const by = (report: string, low: number, knownFrom: string) =>
      total(report, low, '2017-03-01', '2017-03-07', { origin: 'ministry', knownFrom });
    const grown = [by('a', 80, '2017-03-08'), by('b', 100, '2017-03-09')];
    expect(answerTo(grown, march)).toMatchObject({ combined: { low: 100 }, reports: ['b'], flags: [] });
    const revised = [by('a', 100, '2017-03-08'), by('b', 80, '2017-03-09')];
    expect(answerTo(revised, march)).toMatchObject({ combined: { low: 80 }, reports: ['b'], flags: ['revised_down'] });
  });

  it('one that names no place is compared with one that does', () => {
    const { place: _anywhere, ...unplaced } = total('b', 100, '2017-03-01', '2017-03-07').figure;
    const told = [
      total('a', 80, '2017-03-01', '2017-03-07'),
      { ...total('b', 100, '2017-03-01', '2017-03-07'), figure: unplaced },
    ];
    expect(combined(told)).toEqual({ low: 100 });
  });

  it('one that is a part of another is inside it, though its dates say otherwise', () => {
    const told = [
      total('whole', 134, '2017-03-05', '2017-03-09'),
      total('part', 71, '2017-03-01', '2017-03-31', { subsetOf: 'whole' }),
    ];
    expect(combined(told)).toEqual({ low: 134 });
  });

  it('one whose start is unknown counts only where the window is open to the past', () => {
    const { from: _unknown, ...period } = { from: undefined, to: '2017-03-06' };
    const bridges = figure({ ...exactly(2), ...period, basis: 'cumulative' });
    expect(answerTo([bridges], march)).toMatchObject({ combined: {}, flags: ['total_reaches_outside'] });
    expect(combined([bridges], { to: '2017-03-31' })).toEqual(exactly(2));
  });
});

describe('whatever is told', () => {
  const days = fc.integer({ min: 0, max: 12 }).map((count) => addDays('2017-02-25', count));
  const amount = fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined });
  const told: fc.Arbitrary<readonly ToldFigure[]> = fc
    .array(
      fc.record({
        basis: fc.constantFrom('incremental', 'incremental', 'cumulative', 'snapshot'),
        incident: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        place: fc.constantFrom('mosul', 'iraq', 'raqqa'),
        range: fc.record({ low: amount, best: amount, high: amount }),
        period: fc.tuple(days, days).map(([a, b]) => (a <= b ? { from: a, to: b } : { to: a })),
        subsetOf: fc.option(fc.nat({ max: 7 }), { nil: undefined, freq: 3 }),
        overnight: fc.boolean(),
      } as const),
      { maxLength: 8 },
    )
    .map((all) =>
      all.map(({ range, period, subsetOf, ...one }, index) => {
        const given = Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined));
        const part = subsetOf === undefined || subsetOf === index ? {} : { subsetOf: `r${subsetOf}` };
        return figure({ ...one, ...given, ...period, ...part, report: `r${index}` });
      }),
    );
  const asked: fc.Arbitrary<Asked> = fc.record({
    from: fc.constantFrom('2017-02-25', '2017-03-02'),
    to: fc.constantFrom('2017-03-05', '2017-03-31'),
    interval: fc.constantFrom(...intervalRules),
  });

  it('the answer does not depend on the order of reports or items', () => {
    const shuffled = told.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, asked, ([all, other], question) => {
        expect(answersTo(other, question)).toEqual(answersTo(all, question));
        const { interval = 'prorate', ...window } = question;
        const items = itemsOf(all);
        const ask = { window, interval, isWithin: (place: string, area: string) => place === area };
        expect(combineTallies([...items].reverse(), ask)).toEqual(combineTallies(items, ask));
      }),
      { numRuns: 250 },
    );
  });

  it('both together are never fewer than the incidents alone', () => {
    fc.assert(
      fc.property(told, asked, (all, question) => {
        for (const { itemised, combined: both } of answersTo(all, question))
          if (itemised.low !== undefined) expect(both.low).toBeGreaterThanOrEqual(itemised.low);
      }),
      { numRuns: 400 },
    );
  });

  it('a forecast more changes no count', () => {
    const counts = (figures: readonly ToldFigure[], question: Asked) =>
      answersTo(figures, question).map(({ itemised, combined: both, lowExclusive, reports }) => [
        itemised,
        both,
        lowExclusive,
        reports,
      ]);
    fc.assert(
      fc.property(told, asked, fc.nat({ max: 9_999 }), (all, question, low) => {
        const forecast = figure({ report: 'forecast', low, on: '2017-03-04', basis: 'forecast' });
        const without = counts(all, question);
        expect(counts([...all, forecast], question)).toEqual(without.length > 0 ? without : [[{}, {}, false, []]]);
      }),
      { numRuns: 250 },
    );
  });
});

describe('totals that lie in several others', () => {
  const january = { from: '2017-01-01', to: '2017-01-31' };

  it('a total without a place is counted under one of them only', () => {
    const everywhere = total('everywhere', 100, '2017-01-10', '2017-01-16', { best: 100 });
    const { place: _somewhere, ...nowhere } = everywhere.figure;
    const mosul = total('mosul', 10, january.from, january.to, { best: 10 });
    const manbij = total('manbij', 20, january.from, january.to, { best: 20, place: 'manbij-city' });
    const { low } = combined([{ ...everywhere, figure: nowhere }, mosul, manbij], january);
    expect(low).toBe(110);
  });

  it('many levels of totals that name two wholes each are reckoned at once, and no more than once', () => {
    const levels = Array.from({ length: 16 }, (_, level) =>
      total(
        `level-${level}`,
        100 - level,
        january.from,
        january.to,
        level < 2 ? {} : { subsetOf: `level-${level - 2}` },
      ),
    );
    const again = levels
      .slice(2)
      .map((one, index) => ({
        ...one,
        reportId: `again-${index}`,
        eventId: `again-${index}`,
        figure: { ...one.figure, subsetOf: `level-${index + 1}` },
      }));
    expect(combined([...levels, ...again], january).low).toBeLessThanOrEqual(199);
  });
});

it('a part of a part is never added to the whole, even where the middle one does not count', () => {
  const whole = figure({ report: 'whole', ...exactly(100), from: '2017-01-01', to: '2017-01-31' });
  const middle = figure({ report: 'middle', ...exactly(50), subsetOf: 'whole' });
  const part = figure({ report: 'part', ...exactly(20), on: '2017-01-10', subsetOf: 'middle' });
  expect(answerTo([whole, middle, part], { from: '2017-01-01', to: '2017-01-31' }).itemised).toEqual(exactly(100));
});
