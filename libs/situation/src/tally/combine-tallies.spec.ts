import { answersTo, answerTo, exactly, figure } from './figures.fixture.js';

const window = { from: '2017-01-05', to: '2017-03-10' };
const total = (low: number, more: Parameters<typeof figure>[0] = {}) =>
  figure({ low, basis: 'cumulative', ...window, ...more });

describe('the Kurdish militia killed: 134, of which 71 in the last week', () => {
  const told = [
    figure({ report: 'whole', ...exactly(134), ...window, basis: 'cumulative', knownFrom: '2017-03-10' }),
    figure({ ...exactly(71), from: '2017-03-03', to: '2017-03-10', subsetOf: 'whole', knownFrom: '2017-03-10' }),
  ];

  it('known the day before: none recorded', () => {
    expect(answersTo(told, { ...window, knownAt: '2017-03-09' })).toEqual([]);
  });

  it('are 134, never 205', () => {
    const answer = answerTo(told, { ...window, knownAt: '2017-03-10' });
    expect(answer.combined).toEqual(exactly(134));
    expect(answer.itemised).toEqual(exactly(71));
    expect(answer.reported).toMatchObject([{ low: 134, counted: true, reports: ['whole'] }]);
    expect(answer.reports).toEqual(['whole']);
  });

  it('are 71 in that week: the total reaches outside and says nothing of it', () => {
    const answer = answerTo(told, { from: '2017-03-03', to: '2017-03-10' });
    expect(answer.combined).toEqual(exactly(71));
    expect(answer.reported).toMatchObject([{ low: 134, counted: false }]);
    expect(answer.flags).toContain('total_reaches_outside');
  });

  it.each(['incremental', 'cumulative'] as const)(
    'are 134 where the 71 are %s and nobody calls them a part',
    (basis) => {
      const week = figure({ report: 'whole', ...exactly(71), from: '2017-03-03', to: '2017-03-10', basis });
      const both = [figure({ report: 'whole', ...exactly(134), ...window, basis: 'cumulative' }), week];
      expect(answerTo(both, window).combined).toEqual(exactly(134));
    },
  );
});

describe('prisoners freed: dozens, among them a bus of about 25 and one brother', () => {
  const freed = { incident: 'release', measure: 'released', group: 'detainees', on: '2017-03-10' } as const;
  const told = [
    figure({ ...freed, report: 'whole', low: 24, knownFrom: '2017-03-11' }),
    figure({ ...freed, report: 'bus', best: 25, subsetOf: 'whole', knownFrom: '2017-03-11' }),
    figure({ ...freed, report: 'brother', ...exactly(1), subsetOf: 'whole', knownFrom: '2017-03-11' }),
  ];

  it('known on the day itself: none recorded', () => {
    expect(answersTo(told, { from: '2017-03-10', to: '2017-03-10', knownAt: '2017-03-10' })).toEqual([]);
  });

  it('known the day after: at least 24, no best, no high', () => {
    const { combined } = answerTo(told, { from: '2017-03-10', to: '2017-03-10', knownAt: '2017-03-11' });
    expect(combined).toEqual({ low: 24 });
  });
});

describe('civilians killed near Tikrit: more than 20', () => {
  const bombing = { report: 'bombing', group: 'civilians', place: 'tikrit', on: '2017-03-08' } as const;
  const told = [figure({ ...bombing, low: 20, lowExclusive: true }), figure({ ...bombing, measure: 'wounded' })];

  it('is "more than 20", and the wounded, of whom no number is published, are an answer of their own without one', () => {
    const [killed, wounded] = answersTo(told, { from: '2017-03-08', to: '2017-03-08' });
    expect(killed).toMatchObject({ measure: 'killed', combined: { low: 20 }, lowExclusive: true, flags: [] });
    expect(wounded).toMatchObject({ measure: 'wounded', combined: {}, lowExclusive: false, flags: ['not_published'] });
  });
});

describe('fighters killed since the operation began: several thousands', () => {
  const group = 'islamic-state';
  const sum = { ...exactly(4), lowExclusive: false, group };
  const told = [
    figure({ report: 'sum', group, low: 3000, high: 6000, basis: 'cumulative', from: '2016-10-17', to: '2017-03-07' }),
    figure({ ...sum, report: 'snipers', on: '2017-03-07' }),
    figure({ report: 'raid', group, low: 20, from: '2017-03-06', to: '2017-03-07', overnight: true }),
  ];

  it('are 3,000 to 6,000, never 3,024', () => {
    const answer = answerTo(told, { from: '2016-10-17', to: '2017-03-07' });
    expect(answer.combined).toEqual({ low: 3000, high: 6000 });
    expect(answer.itemised).toEqual({ low: 24 });
    expect(answer.reports).toEqual(['sum']);
  });

  it('are at least 24 on the day that the raid of one night ended, none of it on the evening before', () => {
    expect(answerTo(told, { from: '2017-03-07', to: '2017-03-07' }).combined).toEqual({ low: 24 });
    expect(answerTo(told, { from: '2017-03-06', to: '2017-03-06' }).itemised).toEqual({});
  });

  it('of a night that ends on the first day of a total are inside it', () => {
    const since = figure({
      report: 'since',
      group,
      low: 3000,
      basis: 'cumulative',
      from: '2017-03-07',
      to: '2017-03-09',
    });
    const raid = told[2] as (typeof told)[number];
    expect(answerTo([since, raid], { from: '2017-03-01', to: '2017-03-31' }).combined).toEqual({ low: 3000 });
  });
});

describe('the displaced: more than 211,000', () => {
  const displaced = { measure: 'displaced', group: 'civilians' } as const;
  const sum = {
    ...displaced,
    low: 211_000,
    lowExclusive: true,
    basis: 'cumulative',
    from: '2016-10-17',
    to: '2017-03-07',
  } as const;
  const told = [
    figure({ ...sum, report: 'sum' }),
    figure({ ...displaced, low: 40_000, lowExclusive: true, from: '2017-02-28', to: '2017-03-07', subsetOf: 'sum' }),
    figure({ ...displaced, low: 24, on: '2017-03-07' }),
    figure({ ...displaced, low: 400_000, basis: 'forecast', from: '2017-02-01' }),
  ];

  it('the weekly 40,000 and the dozens are inside; the 400,000 are a forecast and never count', () => {
    const answer = answerTo(told, { from: '2016-10-17', to: '2017-03-07' });
    expect(answer.combined).toEqual({ low: 211_000 });
    expect(answer.lowExclusive).toBe(true);
    expect(answer.reported.map(({ low, basis, counted }) => [low, basis, counted])).toEqual([
      [400_000, 'forecast', false],
      [211_000, 'cumulative', true],
    ]);
  });
});

describe('single numbers beside dozens', () => {
  const told = [
    figure({ report: 'dozens', low: 24, lowExclusive: true, on: '2017-03-06' }),
    figure({ report: 'one', best: 12, on: '2017-03-07' }),
    figure({ report: 'other', best: 30, on: '2017-03-08' }),
  ];

  it('are part of the least that there were', () => {
    expect(answerTo(told, window)).toMatchObject({ combined: { low: 66 }, lowExclusive: true });
    expect(answerTo(told.slice(1), window).combined).toEqual({ best: 42 });
  });

  it('beside a range are their own bounds', () => {
    const range = figure({ low: 10, best: 12, high: 15, on: '2017-03-06' });
    expect(answerTo([range, ...told.slice(1)], window).combined).toEqual({ low: 52, best: 54, high: 57 });
  });

  it('are more than a total that is less than all of them', () => {
    const total = figure({ report: 'total', best: 40, basis: 'cumulative', ...window });
    expect(answerTo([total, ...told], window).combined).toEqual({ low: 66 });
    const larger = figure({ report: 'total', best: 100, basis: 'cumulative', ...window });
    expect(answerTo([larger, ...told], window).combined).toEqual({ low: 66, best: 100 });
  });
});

describe('what is never counted', () => {
  it.each(['snapshot', 'forecast'] as const)('a %s is reported beside the count and is no part of it', (basis) => {
    const told = [figure({ ...exactly(5), on: '2017-03-07' }), figure({ ...exactly(500), on: '2017-03-07', basis })];
    const answer = answerTo(told, window);
    expect(answer.combined).toEqual(exactly(5));
    expect(answer.itemised).toEqual(exactly(5));
    expect(answer.reported).toMatchObject([{ low: 500, basis, counted: false }]);
  });

  it('alone leaves the count not given, not zero', () => {
    const answer = answerTo([figure({ ...exactly(500), on: '2017-03-07', basis: 'snapshot' })], window);
    expect([answer.combined, answer.itemised, answer.reports]).toEqual([{}, {}, []]);
  });
});

describe('parts and wholes among incidents', () => {
  const whole = figure({ report: 'whole', ...exactly(20), on: '2017-03-07' });
  const part = figure({ report: 'part', ...exactly(6), on: '2017-03-07', subsetOf: 'whole' });
  const partOfPart = figure({ report: 'inner', ...exactly(2), on: '2017-03-07', subsetOf: 'part' });

  it('a part is never added to its whole, nor a part of the part', () => {
    const answer = answerTo([partOfPart, part, whole], window);
    expect(answer.combined).toEqual(exactly(20));
    expect(answer).toMatchObject({ reports: ['whole'], flags: ['part_left_out'] });
  });

  it('a part above its whole stays aside, and is flagged', () => {
    const part = figure({ ...exactly(6), on: '2017-03-07', subsetOf: 'whole' });
    const [whole, open] = [exactly(2), { low: 2, lowExclusive: true }].map((told) =>
      figure({ report: 'whole', on: '2017-03-07', ...told }),
    ) as [ReturnType<typeof figure>, ReturnType<typeof figure>];
    expect(answerTo([whole, part], window).flags).toEqual(['part_above_whole', 'part_left_out']);
    expect(answerTo([open, part], window).flags).toEqual(['part_left_out']);
  });

  it('a part counts where its whole does not: outside the window, or not known', () => {
    const earlier = figure({ report: 'whole', ...exactly(20), on: '2017-01-01' });
    expect(answerTo([part, earlier], window).combined).toEqual(exactly(6));
    expect(answerTo([part], window).combined).toEqual(exactly(6));
  });

  it('a running total that is part of a counted incident is not added to it', () => {
    const running = figure({
      report: 'running',
      ...exactly(6),
      on: '2017-03-07',
      basis: 'cumulative',
      subsetOf: 'whole',
    });
    expect(answerTo([running, whole], window).combined).toEqual(exactly(20));
  });

  it('two reports that call each other parts do not make both vanish', () => {
    const other = figure({ report: 'whole', ...exactly(20), on: '2017-03-07', subsetOf: 'part' });
    expect(answerTo([part, other], window).combined).toEqual(exactly(20));
  });
});

describe('which incidents fall into the window', () => {
  const week = figure({ ...exactly(70), from: '2017-03-01', to: '2017-03-07' });
  const later = { from: '2017-03-06', to: '2017-03-31' };

  it('partly: low 0, high its whole, best its share by days, and flagged', () => {
    expect(answerTo([week], later)).toMatchObject({ combined: { low: 0, best: 20, high: 70 }, flags: ['spread'] });
    expect(answerTo([week], later).lowExclusive).toBe(false);
  });

  it('by its start or its end, whole', () => {
    expect(answersTo([week], { ...later, interval: 'start' })).toEqual([]);
    expect(answerTo([week], { ...later, interval: 'end' })).toMatchObject({ combined: exactly(70), flags: [] });
  });

  it('a single number is the most; its share is not rounded to whole people', () => {
    const few = figure({ best: 10, from: '2017-03-01', to: '2017-03-28' });
    const first = { from: '2017-03-01', to: '2017-03-01' };
    expect(answerTo([few], first).combined).toEqual({ low: 0, best: 0.357143, high: 10 });
  });

  it('one that gives only a floor leaves best and high open', () => {
    const atLeast = figure({ low: 10, lowExclusive: true, from: '2017-03-01', to: '2017-03-07' });
    expect(answerTo([atLeast], later)).toMatchObject({ combined: { low: 0 }, lowExclusive: false });
  });

  it('a length is not rounded', () => {
    const road = figure({ measure: 'distance', unit: 'km', ...exactly(8.4), on: '2017-03-07' });
    expect(answerTo([road], later).combined).toEqual(exactly(8.4));
  });

  it('an incident without a known start is left out, and said to be, even when there is nothing else', () => {
    const undated = figure({ ...exactly(1), to: '2017-03-09' });
    expect(answerTo([undated], later)).toMatchObject({ combined: {}, itemised: {}, flags: ['undated_left_out'] });
    expect(answerTo([undated, figure({ ...exactly(5), on: '2017-03-07' })], later).combined).toEqual(exactly(5));
    expect(answerTo([undated], { to: '2017-03-09' }).combined).toEqual(exactly(1));
  });
});

describe('measures, groups and units', () => {
  it('are answered apart, in their order, and never summed', () => {
    const told = [
      figure({ ...exactly(4), measure: 'wounded', on: '2017-03-07' }),
      figure({ ...exactly(2), group: 'civilians', on: '2017-03-07' }),
      figure({ ...exactly(1), on: '2017-03-07' }),
      figure({ ...exactly(8), measure: 'displaced', unit: 'families', on: '2017-03-07' }),
      figure({ ...exactly(16), measure: 'displaced', on: '2017-03-07' }),
    ];
    const asWords = answersTo(told, window).map(({ measure, group, unit, combined }) => [
      measure,
      group,
      unit,
      combined.low,
    ]);
    expect(asWords).toEqual([
      ['displaced', 'ypg', 'families', 8],
      ['displaced', 'ypg', 'people', 16],
      ['killed', 'civilians', 'people', 2],
      ['killed', 'ypg', 'people', 1],
      ['wounded', 'ypg', 'people', 4],
    ]);
  });

  it('of which nothing is recorded have no answer', () => {
    expect(answersTo([], window)).toEqual([]);
    expect(answersTo([figure({ ...exactly(1), on: '2018-01-01' })], window)).toEqual([]);
  });
});

it('the total of a story with no other number is that number', () => {
  expect(answerTo([total(134)], window).combined).toEqual({ low: 134 });
});
