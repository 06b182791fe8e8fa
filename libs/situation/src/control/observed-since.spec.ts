import { askedAt, contested, gained, inWords, observed, restsOn } from './claims.fixture.js';
import { claimsBetween } from './control-changes.js';
import { lastMsOf } from '../time/time.js';

const since = observed('iraq', '2017-03-08', { since: '2017-03-01', report: 'since', conditions: ['besieged'] });

describe('an observation that says since when it has been so', () => {
  it('counts from then on, over what was seen before', () => {
    const claims = [observed('sdf', '2017-02-01', { report: 'before' }), since];
    expect(inWords(claims, '2017-02-28')).toBe('held sdf');
    expect(inWords(claims, '2017-03-01')).toBe('held iraq');
    expect(inWords(claims, '2017-03-05')).toBe('held iraq');
    expect(restsOn(claims, '2017-03-05')).toEqual(['since']);
    expect(askedAt(claims, '2017-03-05')).not.toHaveProperty('lastEvidence');
    expect(askedAt(claims, '2017-03-05').rule).toBe('observed_since');
    expect(askedAt(claims, '2017-03-08')).toMatchObject({ lastEvidence: '2017-03-08', rule: 'latest_observation' });
  });

  it('is no evidence of the days before it was seen: the last is that of who saw it before', () => {
    const claims = [observed('iraq', '2017-02-01', { report: 'before' }), since];
    expect(askedAt(claims, '2017-03-05')).toMatchObject({ lastEvidence: '2017-02-01', conditions: ['besieged'] });
    expect(restsOn(claims, '2017-03-05')).toEqual(['before', 'since']);
    expect(askedAt(claims, '2017-02-28').conditions).toEqual([]);
  });

  it('gives way to what was seen after that, until it is seen so itself', () => {
    const claims = [since, observed('sdf', '2017-03-04')];
    expect(inWords(claims, '2017-03-03')).toBe('held iraq');
    expect(inWords(claims, '2017-03-05')).toBe('held sdf');
    expect(inWords(claims, '2017-03-08')).toBe('held iraq');
  });

  it('refines the gain before it from then on, or contests it', () => {
    const claims = [gained('iraq', '2017-02-01', { report: 'gain' }), since];
    expect(askedAt(claims, '2017-03-05')).toMatchObject({ conditions: ['besieged'], lastEvidence: '2017-02-01' });
    expect(askedAt(claims, '2017-02-28').conditions).toEqual([]);
    expect(inWords([gained('sdf', '2017-02-01'), since], '2017-02-28')).toBe('held sdf');
    expect(inWords([gained('sdf', '2017-02-01'), since], '2017-03-05')).toBe('contested iraq sdf');
    expect(inWords([gained('iraq', '2017-03-03', { takenFrom: 'sdf' }), since], '2017-03-02')).toBe('held iraq');
  });

  it('ends fighting without an end of an earlier day', () => {
    const fight = (day: string) => contested(day, { status: 'contested', holders: ['iraq', 'sdf'] });
    expect(inWords([fight('2017-02-20'), since], '2017-02-28')).toBe('contested iraq sdf');
    expect(inWords([fight('2017-02-20'), since], '2017-03-05')).toBe('held iraq');
    expect(inWords([fight('2017-03-02'), since], '2017-03-05')).toBe('contested iraq sdf');
    expect(inWords([fight('2017-03-02'), since], '2017-03-08')).toBe('held iraq');
  });

  it('takes effect between two moments around its beginning, too', () => {
    const zone = 'Asia/Baghdad';
    const between = (from: string, to: string) =>
      claimsBetween([since], zone, { fromMs: lastMsOf(from, zone), toMs: lastMsOf(to, zone) }).length;
    expect([between('2017-02-28', '2017-03-01'), between('2017-03-01', '2017-03-07')]).toEqual([1, 0]);
    expect(between('2017-03-07', '2017-03-08')).toBe(1);
  });
});
