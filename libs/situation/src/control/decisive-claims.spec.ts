import { contested, gained, observed } from './claims.fixture.js';
import type { KnownClaim, SideOf } from './control-evidence.js';
import { decisiveClaims, settledFromMs } from './decisive-claims.js';
import { instantMs } from '../time/time.js';

const sideOf: SideOf = (actor, day) => [actor === 'militia' && day < '2017-03-10' ? 'iraq' : actor];
const reading = { zone: 'Asia/Baghdad', sideOf } as const;
const sinceMs = instantMs('2017-03-20T00:00Z');
const come = { knownFrom: '2017-03-20T00:00Z' } as const;

const gain = gained('iraq', '2017-03-03');
const surest = observed('iraq', '2017-03-05', { confidence: 'high' });
const last = observed('militia', '2017-03-08');
const standing = [
  gained('is', '2017-03-01'),
  observed('is', '2017-03-02'),
  gain,
  observed('iraq', '2017-03-04'),
  surest,
  observed('iraq', '2017-03-06', { confidence: 'low' }),
  last,
];

describe('the claims that decide who holds a place in the end', () => {
  it('are the last gains, the last sighting and the surest since', () => {
    expect(decisiveClaims(standing, reading)).toEqual([standing[0], gain, surest, last]);
    expect(decisiveClaims([observed('is', '2017-03-02'), surest, last], reading)).toEqual([surest, last]);
  });

  it.each<[string, KnownClaim]>([
    ['it is seen in other hands of the same day', observed('is', '2017-03-08')],
    ['fighting goes on', contested('2017-03-08')],
    ['it is seen contested', observed('iraq', '2017-03-09', { status: 'contested' })],
    ['it is read back from a later gain', gained('is', '2017-03-12', { windowFrom: '2017-03-11' })],
  ])('are none where %s', (_what, claim) => {
    expect(decisiveClaims([...standing, claim], reading)).toEqual([]);
  });

  it('suffice for one more sighting of the same side, of that day too', () => {
    const decisive = decisiveClaims(standing, reading);
    const fromMs = (seen: KnownClaim) => settledFromMs(decisive, [seen], sinceMs, reading);
    expect(fromMs(observed('iraq', '2017-03-09T10:00Z', come))).toBe(instantMs('2017-03-09T10:00Z'));
    expect(fromMs(observed('iraq', '2017-03-08', come))).toBe(instantMs('2017-03-08T20:59:59.999Z'));
  });

  it.each<[string, KnownClaim]>([
    ['of an earlier day', observed('iraq', '2017-03-07', come)],
    ['of another side', observed('is', '2017-03-09', come)],
    ['of who is of that side no more', observed('militia', '2017-03-11', come)],
    ['that tells since when', observed('iraq', '2017-03-09', { ...come, since: '2017-03-04' })],
    ['that is contested', observed('iraq', '2017-03-09', { ...come, status: 'contested' })],
    ['that has gone again', observed('iraq', '2017-03-09', { ...come, knownTo: '2017-03-21T00:00Z' })],
    ['that goes', observed('iraq', '2017-03-09')],
    ['of a gain', gained('iraq', '2017-03-09', come)],
  ])('do not suffice for one %s', (_what, claim) => {
    expect(settledFromMs(decisiveClaims(standing, reading), [claim], sinceMs, reading)).toBeUndefined();
  });
});
