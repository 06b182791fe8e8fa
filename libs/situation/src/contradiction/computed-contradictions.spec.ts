import { contested, gained, observed } from '../control/claims.fixture.js';
import { contestedAccounts, disputedStates, type DisputedStretch } from './computed-contradictions.js';
import { said } from '../condition/conditions.fixture.js';
import { end_of_time_ms, type Instant, instantMs, type Moment } from '../time/time.js';

const day = (text: string): Moment => text as Moment;
const known = (text: string): Instant => `${text}T00:00:00Z` as Instant;
const sidesOf = (actors: readonly string[]) => [...new Set(actors.map((one) => one.split('/')[0] ?? one))].sort();
const stretch = (reports: readonly string[], more: Partial<DisputedStretch> = {}): DisputedStretch => ({
  place: 'bridge',
  fromMs: 0,
  toMs: end_of_time_ms,
  reports,
  ...more,
});

const a = gained('a', day('2017-03-09'), { report: 'one', knownFrom: known('2017-03-10') });
const b = observed('b', day('2017-03-09'), { report: 'two', knownFrom: known('2017-03-12') });

describe('contested accounts', () => {
  it('are claims of other sides in one contested stretch, known from when the second was', () => {
    const [found] = contestedAccounts([stretch(['one', 'two'])], [a, b], sidesOf);
    expect(found).toMatchObject({
      reports: ['one', 'two'],
      differ: {
        on: 'control',
        about: { place: 'bridge' },
        accounts: [
          { says: 'held by a', reports: ['one'] },
          { says: 'held by b', reports: ['two'] },
        ],
      },
      knownFromMs: instantMs(known('2017-03-12')),
    });
    expect(found).not.toHaveProperty('settledBy');
  });

  it('are none where one side alone is named, or all that is told of is fighting', () => {
    const unit = observed('a/1', day('2017-03-09'), { report: 'two' });
    const fight = contested(day('2017-03-09'), { holders: ['a', 'b'], report: 'two' });
    expect(contestedAccounts([stretch(['one', 'two'])], [a, unit], sidesOf)).toEqual([]);
    expect(contestedAccounts([stretch(['one', 'two'])], [a, fight], sidesOf)).toEqual([]);
  });

  it('are one over adjacent stretches, settled by the claim of the answer that follows', () => {
    const later = gained('b', day('2017-03-15'), { report: 'three', knownFrom: known('2017-03-16') });
    const stretches = [
      stretch(['one', 'two'], { toMs: 10 }),
      stretch(['one', 'two'], { fromMs: 10, toMs: 20, followedBy: ['three'] }),
    ];
    const found = contestedAccounts(stretches, [a, b, later], sidesOf);
    expect(found).toHaveLength(1);
    expect(found[0]?.settledBy).toEqual({
      by: 'claim',
      id: null,
      reports: ['three'],
      atMs: instantMs(known('2017-03-16')),
    });
  });
});

describe('disputed states', () => {
  it('set the states beside each other, each with its reports', () => {
    const claims = [
      said('cut', day('2017-03-09'), { report: 'one' }),
      said('open', day('2017-03-09'), { report: 'two' }),
      said('open', day('2017-03-09'), { report: 'three' }),
    ];
    const [found] = disputedStates([stretch(['one', 'two', 'three'], { axis: 'passage' })], claims);
    expect(found?.differ.accounts).toEqual([
      { says: 'cut', coded: [{ state: 'cut' }], reports: ['one'] },
      { says: 'open', coded: [{ state: 'open' }], reports: ['three', 'two'] },
    ]);
  });
});
