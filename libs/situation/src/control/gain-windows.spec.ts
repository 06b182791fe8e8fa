import fc from 'fast-check';
import { askedAt, gained, inWords, observed, unitsAreOfTheirSide as sideOf } from './claims.fixture.js';
import { gatherEvidence, type KnownClaim } from './control-evidence.js';
import { controlTimeline } from './control-timeline.js';
import { resolveControl } from './resolve-control.js';
import { addDays, endOfDayMs } from '../time/time.js';

/** Known by its month alone. */
const in_february = { windowFrom: '2017-02-01' } as const;
const inFebruary = (holder: string, more: Parameters<typeof gained>[2] = {}): KnownClaim =>
  gained(holder, '2017-02-28', { ...in_february, ...more });
const c = observed('c', '2017-01-20');

describe('a gain that is known by its month', () => {
  it('and one of a day in it, of which nobody says who came first, are contested between both', () => {
    const claims = [c, inFebruary('a'), gained('b', '2017-02-10')];
    const asked = (day: string): string => inWords(claims, day);
    expect(['2017-01-31', '2017-02-05', '2017-02-20', '2017-02-28', '2017-03-31'].map(asked)).toEqual([
      'held c',
      'held c',
      'transition a b',
      'contested a b',
      'contested a b',
    ]);
    expect(askedAt(claims, '2017-02-20').transition).toEqual({ from: ['b'], to: ['a'] });
  });

  it('is ordered by whom the place is taken from, as gains of one day are', () => {
    const later = [c, inFebruary('a', { takenFrom: 'b' }), gained('b', '2017-02-10', { takenFrom: 'c' })];
    expect(inWords(later, '2017-02-05')).toBe('held c');
    expect(inWords(later, '2017-02-20')).toBe('held b');
    expect(inWords(later, '2017-02-28T12:00Z')).toBe('transition a b');
    expect(inWords(later, '2017-03-01')).toBe('held a');
    const earlier = [c, inFebruary('a', { takenFrom: 'c' }), gained('b', '2017-02-10', { takenFrom: 'a' })];
    expect(inWords(earlier, '2017-02-05')).toBe('held c');
    expect(inWords(earlier, '2017-02-20')).toBe('held b');
    expect(inWords(earlier, '2017-02-28T12:00Z')).toBe('held b');
    expect(inWords(earlier, '2017-03-01')).toBe('held b');
  });

  it('is the gain of that side of a day in it', () => {
    const twice = [inFebruary('a', { takenFrom: 'c' }), gained('a', '2017-02-05', { takenFrom: 'c' })];
    expect(inWords(twice, '2017-02-03')).toBe('inferred c');
    expect(inWords(twice, '2017-02-07')).toBe('held a');
    expect(inWords([...twice, gained('b', '2017-02-10', { takenFrom: 'a' })], '2017-03-01')).toBe('held b');
  });

  it('follows all that ends before it, and is followed by all that begins behind it', () => {
    const claims = [gained('b', '2017-01-31'), inFebruary('a'), gained('d', '2017-03-01')];
    expect(['2017-01-31', '2017-02-15', '2017-02-28', '2017-03-02'].map((day) => inWords(claims, day))).toEqual([
      'held b',
      'held b',
      'held a',
      'held d',
    ]);
  });

  it('is open in its order to one whose window merely overlaps it', () => {
    const claims = [gained('a', '2017-02-20', in_february), gained('b', '2017-02-28', { windowFrom: '2017-02-10' })];
    expect(inWords(claims, '2017-02-22')).toBe('transition a b');
    expect(inWords(claims, '2017-03-01')).toBe('contested a b');
  });

  it('is settled by who is seen there later, and by the sighting of the loser in it', () => {
    const claims = [inFebruary('a'), gained('b', '2017-02-10')];
    expect(inWords([...claims, observed('b', '2017-03-05')], '2017-03-06')).toBe('held b');
    const loser = [inFebruary('a', { takenFrom: 'c' }), observed('c', '2017-02-15')];
    expect(inWords(loser, '2017-02-20')).toBe('held c');
    expect(inWords(loser, '2017-03-01')).toBe('held a');
  });

  it('of which nobody knows the beginning counts from the day that it gives', () => {
    const claims = [c, gained('a', '2017-02-28', { windowFrom: 'open' }), gained('b', '2017-02-10')];
    expect(inWords(claims, '2017-02-20')).toBe('held b');
    expect(inWords(claims, '2017-03-01')).toBe('held a');
  });

  it('ends at an hour of a later day where that is known', () => {
    const night = { windowFrom: '2017-02-09T20:00+03:00', takenFrom: 'c' } as const;
    const claims = [
      gained('a', '2017-02-10T06:00+03:00', night),
      gained('b', '2017-02-10T04:00+03:00', { takenFrom: 'a' }),
    ];
    expect(inWords(claims, '2017-02-10T08:00+03:00')).toBe('held b');
  });

  it('rests on the sightings that settle it, also where a gain of the same handover comes in between', () => {
    const claims = [
      gained('b', '2017-02-24', { windowFrom: '2017-02-21' }),
      gained('a', '2017-02-24', { windowFrom: '2017-02-12' }),
      observed('a', '2017-02-25T15:00Z', { since: '2017-02-24T13:00Z' }),
      gained('b', '2017-02-25T20:00Z', { windowFrom: '2017-02-19' }),
      gained('b', '2017-02-26T05:00Z', { windowFrom: '2017-02-16' }),
      observed('a', '2017-03-03', { since: '2017-02-25T22:00Z', report: 'late' }),
      gained('b', '2017-03-01'),
    ];
    const evidence = gatherEvidence(claims, { zone: 'UTC', sideOf });
    const ms = endOfDayMs('2017-02-27', 'UTC');
    expect(resolveControl(evidence, ms).supports.map(({ reportId }) => reportId)).toContain('late');
    const there = controlTimeline(evidence).supports.filter(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
    expect(there.map(({ value }) => value)).toContain('late');
  });

  it('comes to the same at each moment alone as in a sweep over all', () => {
    const day = fc.integer({ min: 0, max: 40 }).map((count) => addDays('2017-02-01', count));
    const gain = fc.record({
      holder: fc.constantFrom('a', 'b', 'c'),
      days: fc.tuple(day, day),
      from: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(gain, { maxLength: 6 }), fc.array(fc.tuple(day, day), { maxLength: 3 }), (gains, seen) => {
        const claims = [
          ...gains.map(({ holder, days, from }) => {
            const [windowFrom, effective] = [...days].sort() as [string, string];
            return gained(holder, effective, { windowFrom, ...(from && from !== holder ? { takenFrom: from } : {}) });
          }),
          ...seen.map(([one, other]) => observed('b', one > other ? one : other, { since: one > other ? other : one })),
        ];
        const evidence = gatherEvidence(claims, { zone: 'UTC', sideOf });
        const { answers, supports } = controlTimeline(evidence);
        for (let count = -32; count < 45; count += 1) {
          const ms = endOfDayMs(addDays('2017-02-01', count), 'UTC') - (count % 2) * 40_000_000;
          const answer = answers.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs)?.value;
          const alone = resolveControl(evidence, ms);
          if (answer === undefined) expect(alone.answer.status).toBe('unknown');
          else expect(answer).toEqual(alone.answer);
          const resting = supports.filter(({ fromMs, toMs }) => fromMs <= ms && ms < toMs).map(({ value }) => value);
          expect([...new Set(resting)].sort()).toEqual([...new Set(alone.supports.map((one) => one.reportId))].sort());
        }
      }),
      { numRuns: 60 },
    );
  });
});
