import { gained, observed } from './claims.fixture.js';
import { handsChanged } from './hands-changed.js';
import type { HeldStretch } from './held-since.js';
import { Sides } from '../sides/sides.js';

const zone = 'UTC';
const sides = new Sides([{ id: 'army', parents: [{ actor: 'iraq' }], alliedWith: [], opposes: [] }]);
const startMs = Date.parse('2017-03-07T00:00:00Z');
const day_ms = 86_400_000;
const buckets = [0, 1, 2].map((index) => ({
  fromMs: startMs + index * day_ms - 1,
  toMs: startMs + (index + 1) * day_ms - 1,
  day: `2017-03-0${7 + index}`,
}));
const held = (fromMs: number, toMs: number, holder: string): HeldStretch => {
  return { fromMs, toMs, status: 'held', holders: [holder], transition: null };
};
const gain = (holder: string, takenFrom: string, effective: string) => gained(holder, effective, { takenFrom });

describe('the buckets in which a place changed hands', () => {
  it('are those at whose end another side holds it, by a claim that took effect in them', () => {
    const turnMs = startMs + 2 * day_ms - 1;
    const stretches = [
      held(Number.NEGATIVE_INFINITY, turnMs, 'islamic-state'),
      held(turnMs, Number.POSITIVE_INFINITY, 'army'),
    ];
    const claims = [gain('army', 'islamic-state', '2017-03-08')];
    expect(handsChanged(stretches, claims, buckets, { zone, sides })).toEqual([
      { bucket: 1, holders: ['army'], takenFrom: ['islamic-state'] },
    ]);
    expect(handsChanged(stretches, [], buckets, { zone, sides })).toEqual([]);
  });

  it('are none where units of one side follow each other, nor outside of the buckets', () => {
    const turnMs = startMs + day_ms + 1;
    const stretches = [held(startMs - 5 * day_ms, turnMs, 'army'), held(turnMs, Number.POSITIVE_INFINITY, 'iraq')];
    const claims = [gain('iraq', 'army', '2017-03-08')];
    expect(handsChanged(stretches, claims, buckets, { zone, sides })).toEqual([]);
  });

  it('are none where it is over that the holder was attacked, and name him where the attacker has it', () => {
    const [fightMs, endMs] = [startMs - 3 * day_ms, startMs + 2 * day_ms - 1];
    const fight = { status: 'contested', holders: ['army', 'islamic-state'], transition: null };
    const story = (winner: string): readonly HeldStretch[] => [
      held(startMs - 9 * day_ms, fightMs, 'iraq'),
      { fromMs: fightMs, toMs: endMs, ...fight },
      held(endMs, Number.POSITIVE_INFINITY, winner),
    ];
    const seen = (holder: string) => [observed(holder, '2017-03-08')];
    expect(handsChanged(story('army'), seen('army'), buckets, { zone, sides })).toEqual([]);
    expect(handsChanged(story('islamic-state'), seen('islamic-state'), buckets, { zone, sides })).toEqual([
      { bucket: 1, holders: ['islamic-state'], takenFrom: ['iraq'] },
    ]);
    const back = [gain('army', 'islamic-state', '2017-03-08')];
    expect(handsChanged(story('army'), back, buckets, { zone, sides })).toEqual([
      { bucket: 1, holders: ['army'], takenFrom: ['islamic-state'] },
    ]);
  });

  it('name who lost it by the claim where nobody is known to have held it', () => {
    const stretches = [held(startMs + day_ms, Number.POSITIVE_INFINITY, 'army')];
    const claims = [gain('army', 'islamic-state', '2017-03-08T00:00:00Z')];
    expect(handsChanged(stretches, claims, buckets, { zone, sides })).toEqual([
      { bucket: 1, holders: ['army'], takenFrom: ['islamic-state'] },
    ]);
  });
});
