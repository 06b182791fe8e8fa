import { askedAt, gained, inWords, observed, restsOn } from './claims.fixture.js';

describe('rule 3: inside the window of the earliest later gain', () => {
  const claims = [gained('iraq', '2017-03-06', { takenFrom: 'islamic-state', windowFrom: '2017-03-04' })];

  it('the place is in transition, between those who lost and those who took it', () => {
    expect(askedAt(claims, '2017-03-05')).toEqual({
      status: 'transition',
      holders: ['iraq', 'islamic-state'],
      conditions: [],
      stale: false,
      confidence: 'low',
      rule: 'inside_gain_window',
      transition: { from: ['islamic-state'], to: ['iraq'] },
    });
  });

  it('the window begins with the first millisecond of its first day', () => {
    expect(inWords(claims, '2017-03-04T00:00+03:00')).toBe('transition iraq islamic-state');
    expect(inWords(claims, '2017-03-03T23:59:59.999+03:00')).toBe('inferred islamic-state');
  });

  it('a window of instants begins at its instant', () => {
    const overnight = [
      gained('iraq', '2017-03-07T08:00+03:00', { takenFrom: 'islamic-state', windowFrom: '2017-03-06T18:00+03:00' }),
    ];
    expect(inWords(overnight, '2017-03-06T17:59:59.999+03:00')).toBe('inferred islamic-state');
    expect(inWords(overnight, '2017-03-06')).toBe('transition iraq islamic-state');
    expect(inWords(overnight, '2017-03-07T07:59:59.999+03:00')).toBe('transition iraq islamic-state');
    expect(inWords(overnight, '2017-03-07T08:00+03:00')).toBe('held iraq');
  });

  it('a window that begins within the day of the gain begins there', () => {
    const window = { windowFrom: '2017-03-07T02:30+03:00', windowTo: '2017-03-07T08:00+03:00' };
    const raid = gained('iraq', '2017-03-07', { takenFrom: 'islamic-state', ...window });
    expect(inWords([raid], '2017-03-07T02:29:59.999+03:00')).toBe('inferred islamic-state');
    expect(inWords([raid], '2017-03-07T02:30+03:00')).toBe('transition iraq islamic-state');
    expect(inWords([raid], '2017-03-07T08:00+03:00')).toBe('held iraq');
    // What was seen before it is before it: their order is not open.
    const seen = observed('sdf', '2017-03-07T01:00+03:00');
    expect(inWords([raid, seen], '2017-03-07')).toBe('held iraq');
    expect(inWords([raid, observed('sdf', '2017-03-07T03:00+03:00')], '2017-03-07')).toBe('contested iraq sdf');
  });

  it('without taken-from only those who took it are named', () => {
    expect(inWords([gained('iraq', '2017-03-06', { windowFrom: '2017-03-04' })], '2017-03-05')).toBe('transition iraq');
  });

  it('an open window reaches back 30 days and infers nothing before', () => {
    const open = [gained('iraq', '2017-03-31', { takenFrom: 'islamic-state', windowFrom: 'open' })];
    expect(inWords(open, '2017-03-01')).toBe('transition iraq islamic-state');
    expect(inWords(open, '2017-02-28')).toBe('unknown');
  });

  it('the earliest later gain is read back, not one after it', () => {
    const later = gained('sdf', '2017-03-08', { takenFrom: 'iraq', windowFrom: '2017-03-01' });
    expect(inWords([later, ...claims], '2017-03-02')).toBe('inferred islamic-state');
    expect(inWords([later, ...claims], '2017-03-07')).toBe('held iraq');
  });

  it('of two gains of one day that name different losers none is read back, whatever their grades', () => {
    const good = gained('iraq', '2017-03-06', { takenFrom: 'islamic-state', grade: 'A1' });
    const poor = gained('sdf', '2017-03-06', { takenFrom: 'syria', grade: 'D4' });
    expect(inWords([good, poor], '2017-03-05')).toBe('unknown');
    expect(inWords([good], '2017-03-05')).toBe('inferred islamic-state');
  });
});

describe('an instant inside the day of a gain of which no hour is known', () => {
  const taken = gained('iraq', '2017-03-06', { takenFrom: 'islamic-state', report: 'taken' });
  const noon = '2017-03-06T12:00+03:00';

  it('is transition', () => {
    expect(inWords([taken], '2017-03-06T00:00+03:00')).toBe('transition iraq islamic-state');
    expect(inWords([taken], noon)).toBe('transition iraq islamic-state');
    expect(inWords([taken], '2017-03-06T23:59:59.998+03:00')).toBe('transition iraq islamic-state');
    expect(inWords([taken], '2017-03-05T23:59:59.999+03:00')).toBe('inferred islamic-state');
  });

  it('is transition also where an earlier gain or observation had settled who held it', () => {
    for (const before of [gained('islamic-state', '2017-02-01'), observed('islamic-state', '2017-02-01')]) {
      expect(inWords([before, taken], '2017-03-05')).toBe('held islamic-state');
      expect(inWords([before, taken], '2017-03-06T00:00+03:00')).toBe('transition iraq islamic-state');
      expect(restsOn([before, taken], noon)).toEqual(['taken']);
      expect(askedAt([before, taken], noon).confidence).toBe('low');
      expect(inWords([before, taken], '2017-03-06')).toBe('held iraq');
    }
  });

  it('stays with those who hold it already: such a gain changes nothing', () => {
    expect(inWords([gained('iraq', '2017-03-01'), taken], noon)).toBe('held iraq');
    expect(inWords([gained('iraq', '2017-03-06T08:00+03:00'), taken], noon)).toBe('held iraq');
    expect(inWords([observed('iraq', '2017-03-06T08:00+03:00'), taken], noon)).toBe('held iraq');
  });

  it('is transition also where the hour of another gain of that day is known', () => {
    const claims = [gained('islamic-state', '2017-02-01'), gained('sdf', '2017-03-06T18:00+03:00'), taken];
    expect(inWords(claims, noon)).toBe('transition iraq islamic-state');
    expect(inWords(claims, '2017-03-06T19:00+03:00')).toBe('transition iraq islamic-state');
  });

  it('a gain given to the instant is none a moment before, and held from then on', () => {
    const claims = [gained('iraq', noon, { takenFrom: 'islamic-state' })];
    expect(inWords(claims, '2017-03-06T11:59:59.999+03:00')).toBe('inferred islamic-state');
    expect(inWords(claims, noon)).toBe('held iraq');
  });

  it('is a matter of the day at the place', () => {
    expect(inWords([taken], '2017-03-05T22:00Z', 'Asia/Baghdad')).toBe('transition iraq islamic-state');
    expect(inWords([taken], '2017-03-05T22:00Z', 'UTC')).toBe('inferred islamic-state');
  });
});

describe('rule 3: before the window', () => {
  const on = (confidence: 'low' | 'medium' | 'high', windowFrom?: string) =>
    gained('iraq', '2017-03-31', { takenFrom: 'islamic-state', confidence, ...(windowFrom ? { windowFrom } : {}) });

  it('the one it was taken from is inferred, for 30 days, then it is unknown', () => {
    expect(inWords([on('high')], '2017-03-30')).toBe('inferred islamic-state');
    expect(inWords([on('high')], '2017-03-01')).toBe('inferred islamic-state');
    expect(inWords([on('high')], '2017-02-28')).toBe('unknown');
    expect(inWords([on('high')], '2017-03-01T00:00+03:00')).toBe('inferred islamic-state');
    expect(inWords([on('high')], '2017-02-28T23:59:59.999+03:00')).toBe('unknown');
  });

  it('the 30 days are counted from the beginning of the window', () => {
    expect(inWords([on('high', '2017-03-28')], '2017-02-26')).toBe('inferred islamic-state');
    expect(inWords([on('high', '2017-03-28')], '2017-02-25')).toBe('unknown');
  });

  it.each([
    ['2017-04-10', '2017-03-11', '2017-03-10', 'the clocks go forward'],
    ['2017-11-10', '2017-10-11', '2017-10-10', 'the clocks go back'],
  ])('the 30 days before %s are local days: %s is inferred, %s is unknown (%s)', (day, first, before) => {
    const gain = gained('iraq', day, { takenFrom: 'islamic-state' });
    const open = gained('iraq', day, { takenFrom: 'islamic-state', windowFrom: 'open' });
    expect(inWords([gain], first, 'Asia/Damascus')).toBe('inferred islamic-state');
    expect(inWords([gain], before, 'Asia/Damascus')).toBe('unknown');
    expect(inWords([open], first, 'Asia/Damascus')).toBe('transition iraq islamic-state');
    expect(inWords([open], before, 'Asia/Damascus')).toBe('unknown');
  });

  it.each([
    ['high', 'medium'],
    ['medium', 'low'],
    ['low', 'low'],
  ] as const)('a gain of %s confidence infers with %s', (gain, inferred) => {
    expect(askedAt([on(gain)], '2017-03-30').confidence).toBe(inferred);
  });

  it('the best gain of that day of the same holders gives the confidence', () => {
    expect(askedAt([on('low'), on('high')], '2017-03-30').confidence).toBe('medium');
  });

  it('nothing is read back over a sighting of other hands before the gain', () => {
    const gain = gained('iraq', '2017-03-20', { takenFrom: 'islamic-state' });
    for (const holder of ['iraq', 'sdf']) {
      const seen = observed(holder, '2017-03-05');
      expect(inWords([gain, seen], '2017-03-02')).toBe('unknown');
      expect(inWords([gain, seen], '2017-03-10')).toBe(`held ${holder}`);
    }
    expect(inWords([gain, observed('islamic-state', '2017-03-05')], '2017-03-02')).toBe('inferred islamic-state');
    expect(inWords([gain, observed('iraq', '2017-03-21')], '2017-03-02')).toBe('inferred islamic-state');
  });

  it('without taken-from nothing is inferred, least of all a government', () => {
    expect(inWords([gained('iraq', '2017-03-06')], '2017-03-05')).toBe('unknown');
  });

  it('is no evidence of the day: none is given', () => {
    expect(askedAt([on('high')], '2017-03-30')).not.toHaveProperty('lastEvidence');
    expect(askedAt([on('high')], '2017-03-30').rule).toBe('before_gain');
  });
});

describe('a gain known to the day with the latest moment that it can have happened', () => {
  const loser = observed('islamic-state', '2017-03-01');
  const raid = gained('iraq', '2017-03-07', { takenFrom: 'islamic-state', windowTo: '2017-03-07T08:00+03:00' });

  it('is held from there on, not from midnight', () => {
    expect(inWords([loser, raid], '2017-03-07T07:59+03:00')).toBe('transition iraq islamic-state');
    expect(inWords([loser, raid], '2017-03-07T12:00+03:00')).toBe('held iraq');
    expect(inWords([raid], '2017-03-07T07:59+03:00')).toBe('transition iraq islamic-state');
    expect(inWords([raid], '2017-03-07T12:00+03:00')).toBe('held iraq');
  });

  it('is held from the end of its day where that comes first', () => {
    const late = gained('iraq', '2017-03-07', { takenFrom: 'islamic-state', windowTo: '2017-03-09' });
    expect(inWords([late], '2017-03-07T12:00+03:00')).toBe('transition iraq islamic-state');
    expect(inWords([late], '2017-03-07')).toBe('held iraq');
  });
});
