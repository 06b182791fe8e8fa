import { Sides } from '../sides/sides.js';
import { type Day, endOfDayMs } from '../time/time.js';
import { contested, gained, observed } from './claims.fixture.js';
import { controlDifferences, momentOfControl } from './control-differences.js';
import type { KnownClaim } from './control-evidence.js';

const zone = 'Asia/Baghdad';
const sides = new Sides([]);
const day = (text: string) => text as Day;
const ninthMs = endOfDayMs(day('2017-03-09'), zone);

const between = (before: readonly KnownClaim[], added: readonly KnownClaim[]) =>
  controlDifferences({ before, after: [...before, ...added], added }, { zone, sides });

describe('how two states of the log differ about who holds a place', () => {
  const held = observed('a', day('2017-03-07'), { report: 'old' });
  const gain = gained('b', day('2017-03-09'), { takenFrom: 'a', report: 'new' });

  it('is a place that changed hands, by the report of the gain', () => {
    expect(between([held], [gain]).at(ninthMs)).toMatchObject({
      kind: 'changedHands',
      before: { holders: ['a'], reports: ['old'] },
      after: { holders: ['b'], reports: ['new'] },
      reports: ['new'],
    });
  });

  it('has who held the place until the gain where nothing was known before', () => {
    const found = between([], [gain]).at(ninthMs);
    expect([found?.before.status, found?.heldUntilGain?.().holders]).toEqual(['unknown', ['a']]);
    expect(between([held], [gain]).at(ninthMs)).not.toHaveProperty('heldUntilGain');
  });

  it('is none where both answer alike, and lies at the last moment that differs', () => {
    expect(between([held], [observed('a', day('2017-03-07'))]).at(ninthMs)).toBeUndefined();
    const settled = gained('c', day('2017-03-12'), { takenFrom: 'b' });
    const untilMs = endOfDayMs(day('2017-03-20'), zone);
    const lastMs = between([held, settled], [gain]).lastMs(untilMs);
    expect(lastMs).toBeLessThan(endOfDayMs(day('2017-03-12'), zone));
    expect(between([held, settled], [gain]).at(lastMs)).toBeDefined();
    expect(between([held], []).lastMs(untilMs)).toBe(untilMs);
  });

  it('is compared at the day of a claim to its end, and of fighting on the day it begins', () => {
    const moments = [gain, contested(day('2017-03-08')), gained('b', '2017-03-10T09:00:00Z')].map((claim) =>
      momentOfControl(claim, zone),
    );
    expect(moments.map(({ at }) => at)).toEqual(['2017-03-09', '2017-03-08', '2017-03-10T09:00:00.000Z']);
  });
});
