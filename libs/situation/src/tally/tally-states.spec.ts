import { answersTo, answerTo, exactly, figure, isWithin, itemsOf } from './figures.fixture.js';
import { bucketWindows, reckonByTime } from './tally-buckets.js';

const strength = (best: number, more: Parameters<typeof figure>[0] = {}) =>
  figure({ measure: 'strength', basis: 'snapshot', best, ...more });
const march = { from: '2017-03-01', to: '2017-03-31' };

describe('states', () => {
  const told = [
    strength(6_000, { report: 'october', on: '2016-10-17' }),
    strength(2_500, { report: 'week', on: '2017-03-02' }),
    strength(2_000, { report: 'now', on: '2017-03-09' }),
    strength(1_000, { report: 'later', on: '2017-04-20' }),
  ];

  it('are never summed: the latest at the end of the window holds, the others of the window are listed', () => {
    const answer = answerTo(told, march);
    expect(answer).toMatchObject({ combined: { best: 2_000 }, itemised: {}, reports: ['now'], flags: [] });
    expect(answer.reported.map(({ best, counted }) => [best, counted])).toEqual([
      [2_000, true],
      [2_500, false],
    ]);
  });

  it('go on holding until another is known, and say that they are older than the window', () => {
    const answer = answerTo(told, { from: '2017-02-01', to: '2017-02-28' });
    expect(answer).toMatchObject({ combined: { best: 6_000 }, flags: ['from_before_window'], reports: ['october'] });
    expect(answersTo(told, { to: '2016-10-16' })).toEqual([]);
  });

  it('of one day: that of the best graded report, then that of the latest', () => {
    const at = (report: string, best: number, grade: 'A2' | 'B2', knownFrom: string) =>
      strength(best, { report, on: '2017-03-09', grade, knownFrom });
    const [best, late, early] = [
      at('c', 500, 'A2', '2017-03-09'),
      at('a', 700, 'B2', '2017-03-11'),
      at('b', 900, 'B2', '2017-03-10'),
    ];
    expect(answerTo([early, late, best], march).combined).toEqual({ best: 500 });
    expect(answerTo([early, late], march).combined).toEqual({ best: 700 });
  });

  it('a corrected report is no later for it', () => {
    const first = { report: 'a', on: '2017-03-09', knownFrom: '2017-03-09' } as const;
    const corrected = [
      strength(700, { ...first, knownTo: '2017-03-12' }),
      strength(800, { ...first, knownFrom: '2017-03-12' }),
    ];
    const told = [...corrected, strength(900, { report: 'b', on: '2017-03-09', knownFrom: '2017-03-10' })];
    expect(answerTo(told, march).combined).toEqual({ best: 900 });
  });

  it('without a number do not hide one that has it, and alone are not published', () => {
    const silent = figure({ report: 'silent', measure: 'strength', basis: 'snapshot', on: '2017-03-10' });
    expect(answerTo([...told, silent], march)).toMatchObject({ combined: { best: 2_000 }, flags: ['not_published'] });
    expect(answerTo([silent], march)).toMatchObject({ combined: {}, flags: ['not_published'], reports: ['silent'] });
  });

  it('of places of which none lies in the other are no one number', () => {
    const inRaqqa = strength(300, { on: '2017-03-10', place: 'raqqa' });
    expect(answerTo([...told, inRaqqa], march)).toMatchObject({ combined: {}, flags: ['several_places'], reports: [] });
  });

  it('of places that lie in one of them are answered by the state of that one, though that of a part is later', () => {
    const inIraq = strength(9_000, { on: '2017-03-08', place: 'iraq' });
    expect(answerTo([...told, inIraq], march)).toMatchObject({ combined: { best: 9_000 }, flags: [] });
    expect(answerTo([...told, inIraq], { to: '2017-03-07' }).combined).toEqual({ best: 2_500 });
    const inRegion = strength(10_000, { on: '2017-03-04', place: 'region' });
    const inRaqqa = strength(300, { on: '2017-03-10', place: 'raqqa' });
    expect(answerTo([...told, inRaqqa, inRegion], march)).toMatchObject({ combined: { best: 10_000 }, flags: [] });
    expect(answerTo([...told, inRaqqa, inIraq], march)).toMatchObject({ combined: {}, flags: ['several_places'] });
  });

  it('of a part that is later and more than that of the whole are flagged', () => {
    const inIraq = strength(1_500, { on: '2017-03-08', place: 'iraq' });
    const flagged = { combined: { best: 1_500 }, flags: ['part_above_whole'] };
    expect(answerTo([...told, inIraq], march)).toMatchObject(flagged);
    expect(answerTo([...told, inIraq], { to: '2017-03-08' })).toMatchObject({ combined: { best: 1_500 }, flags: [] });
  });

  it('a share of an area is not a share of a part of it', () => {
    const share = (best: number, place: string, on: string) =>
      figure({ measure: 'control_share', unit: 'percent', basis: 'snapshot', best, place, on });
    const both = [share(50, 'mosul', '2017-03-10'), share(10, 'iraq', '2017-03-09')];
    expect(answerTo(both, march)).toMatchObject({ combined: {}, flags: ['several_places'] });
    expect(answerTo(both, { ...march, area: 'iraq' })).toMatchObject({ combined: { best: 10 }, flags: [] });
    expect(answerTo([share(50, 'mosul', '2017-03-10'), share(40, 'mosul', '2017-03-04')], march).combined).toEqual({
      best: 50,
    });
  });

  it('of a measure that counts what happened stand beside the count and are no part of it', () => {
    const wounded = figure({ measure: 'wounded', basis: 'snapshot', ...exactly(5_000), on: '2017-03-09' });
    expect(answerTo([wounded], march)).toMatchObject({ combined: {}, reported: [{ counted: false }] });
  });
});

describe('a stock of displaced', () => {
  const stock = (best: number, on: string) => figure({ measure: 'displaced', basis: 'snapshot', best, on });
  const monthly = [stock(5_000, '2017-01-31'), stock(7_000, '2017-02-28')];

  it('counted each month anew answers with the latest that holds', () => {
    expect(answerTo(monthly, march)).toMatchObject({ combined: { best: 7_000 }, flags: ['from_before_window'] });
    expect(answerTo(monthly, { from: '2017-01-01', to: '2017-02-15' }).combined).toEqual({ best: 5_000 });
    expect(answersTo(monthly, { to: '2017-01-01' })).toEqual([]);
  });

  it('stands beside those who were displaced in the window, and is not added', () => {
    const fled = figure({ measure: 'displaced', ...exactly(300), on: '2017-03-08' });
    expect(answerTo([...monthly, fled], march).combined).toEqual(exactly(300));
  });
});

describe('a stock and what happened in the same window', () => {
  const may = { from: '2017-05-01', to: '2017-05-31' };
  const stock = (best: number, on: string, place = 'iraq') =>
    figure({ measure: 'displaced', basis: 'snapshot', best, on, place });
  const fled = (best: number, on: string, more: Parameters<typeof figure>[0] = {}) =>
    figure({ measure: 'displaced', best, on, ...more });
  const told = [stock(10_000, '2017-05-02'), fled(500, '2017-05-05'), fled(300, '2017-05-08')];

  it('is the latest that holds, with what happened beside it, and both in what is derived', () => {
    expect(answerTo(told, may)).toMatchObject({
      combined: { best: 10_000 },
      itemised: { best: 800 },
      derived: { best: 10_800 },
      flags: ['derived', 'stock_beside_flows'],
    });
  });

  it('what happened answers where the stock is older, elsewhere, or of a part', () => {
    expect(answerTo(told, { ...may, from: '2017-05-03' })).toMatchObject({ combined: { best: 800 }, flags: [] });
    expect(answerTo([...told, fled(7, '2017-05-09', { place: 'raqqa' })], may).combined).toEqual({ best: 807 });
    expect(
      answerTo([stock(10_000, '2017-05-02', 'mosul'), fled(3, '2017-05-03', { place: 'iraq' })], may),
    ).toMatchObject({ combined: { best: 3 } });
  });

  it('a total of what happened answers before it', () => {
    const total = figure({ measure: 'displaced', basis: 'cumulative', best: 14_000, place: 'iraq', ...may });
    expect(answerTo([...told, total], may).combined).toEqual({ best: 14_000 });
  });

  it('one small flow hides no month of it', () => {
    const monthly = [stock(9_000, '2017-05-31'), stock(9_500, '2017-06-30'), fled(5, '2017-06-10')];
    const question = { window: { from: '2017-05-01', to: '2017-06-30' }, interval: 'prorate', isWithin } as const;
    const months = bucketWindows('month', '2017-05-01', '2017-06-30', 3);
    const bests = reckonByTime(itemsOf(monthly, '2017-07-01'), question, months).map(({ reckonings }) =>
      reckonings.map(({ combined, itemised }) => [combined.best, itemised.best]),
    );
    expect(bests).toEqual([[[9_000, undefined]], [[9_500, 5]]]);
  });
});

describe('a state and what was added since', () => {
  const troops = { group: 'us-military', place: 'syria' } as const;
  const before = strength(500, { ...troops, report: 'before', to: '2017-03-09' });
  const added = figure({
    ...troops,
    place: 'raqqa',
    measure: 'deployed',
    report: 'added',
    best: 400,
    from: '2017-03-06',
    to: '2017-03-09',
  });
  const strengthOf = (figures: Parameters<typeof answersTo>[0], asked: Parameters<typeof answersTo>[1] = march) => {
    const [answer] = answersTo(figures, asked).filter(({ measure }) => measure === 'strength');
    return answer;
  };

  it('is derived, marked as such, and never the combined number', () => {
    const answer = strengthOf([before, added]);
    expect(answer?.derived).toEqual({ best: 900, from: ['added', 'before'] });
    expect(answer).toMatchObject({ combined: { best: 500 }, reports: ['before'], flags: ['derived', 'order_assumed'] });
  });

  it('needs no assumption where the state has a day and the addition began after it', () => {
    const dated = strength(500, { ...troops, report: 'dated', on: '2017-03-05' });
    expect(strengthOf([dated, added])).toMatchObject({ derived: { best: 900 }, flags: ['derived'] });
  });

  it('leaves out what came before, elsewhere, to another group, or is inside already', () => {
    const dated = strength(500, { ...troops, report: 'dated', on: '2017-03-07' });
    expect(strengthOf([dated, added])).not.toHaveProperty('derived');
    const deployed = (more: Parameters<typeof figure>[0]) =>
      figure({ ...troops, measure: 'deployed', best: 400, on: '2017-03-10', ...more });
    for (const other of [{ place: 'mosul' }, { group: 'ypg' }, { subsetOf: 'dated' }])
      expect(strengthOf([dated, deployed(other)])).not.toHaveProperty('derived');
    expect(strengthOf([dated, deployed({})])?.derived).toMatchObject({ best: 900 });
  });

  it('does not add a part to its whole, nor another state', () => {
    const rangers = figure({ ...troops, measure: 'deployed', best: 100, on: '2017-03-09', subsetOf: 'added' });
    const small = figure({ ...troops, measure: 'deployed', basis: 'snapshot', best: 50, on: '2017-03-09' });
    expect(strengthOf([before, added, rangers, small])?.derived).toMatchObject({ best: 900 });
  });

  it('is without an end that one of the two does not give', () => {
    const atLeast = figure({ ...troops, measure: 'deployed', low: 100, on: '2017-03-09' });
    expect(strengthOf([before, atLeast])?.derived).toMatchObject({ low: 600, from: expect.any(Array) });
    expect(strengthOf([before, atLeast])?.derived).not.toHaveProperty('best');
  });
});
