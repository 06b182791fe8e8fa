import fc from 'fast-check';
import { actor } from './actors.fixture.js';
import { Sides } from './sides.js';

const sides = new Sides([
  actor('iraq', { opposes: 'islamic-state' }),
  actor('army', { parents: 'iraq' }),
  actor('division', { parents: 'army', allies: 'militia' }),
  actor('militia'),
  actor('islamic-state'),
  actor('turkey', { allies: 'russia', opposes: 'ypg' }),
  actor('rebels', { allies: 'turkey' }),
  actor('both', { parents: 'turkey rebels' }),
  actor('sdf'),
  actor('ypg', { parents: 'sdf', allies: 'russia', opposes: 'turkey' }),
  actor('russia', { opposes: 'sdf' }),
  actor('monitor'),
]);

describe('sides', () => {
  const day = '2017-03-07';

  it('are the topmost actors, of which one can have several', () => {
    expect(sides.of('division')).toEqual(['iraq']);
    expect(sides.of('iraq')).toEqual(['iraq']);
    expect(sides.of('both')).toEqual(['rebels', 'turkey']);
    expect(sides.of('nobody-registered')).toEqual(['nobody-registered']);
    expect(sides.ofAll(['ypg', 'sdf', 'army'])).toEqual(['iraq', 'sdf']);
  });

  it('are parties when any actor of theirs opposes or is opposed', () => {
    expect(
      ['iraq', 'islamic-state', 'sdf', 'turkey', 'monitor', 'militia'].map((side) => sides.isParty(side, day)),
    ).toEqual([...[true, true, true, true, false, false]]);
  });

  it('are friends by what any of theirs says, from either side, and of nobody whom they oppose', () => {
    expect(sides.areFriends('iraq', 'militia', day)).toBe(true);
    expect(sides.areFriends('militia', 'iraq', day)).toBe(true);
    expect(sides.areFriends('monitor', 'monitor', day)).toBe(true);
    expect(sides.areFriends('militia', 'turkey', day)).toBe(false);
    // The YPG is allied with Russia, which opposes the SDF: the two sides stand against each other.
    expect(sides.areFriends('sdf', 'russia', day)).toBe(false);
    expect(sides.areOpposed('sdf', 'turkey', day)).toBe(true);
  });

  it('stand so only on the days of which it is said', () => {
    const dated = new Sides([
      actor('one'),
      actor('other'),
      { ...actor('unit', { parents: 'one' }), opposes: [{ actor: 'other', from: '2017-01-01', to: '2017-02-28' }] },
      { ...actor('third'), alliedWith: [{ actor: 'one', from: '2017-03-01' }] },
    ]);
    const days = ['2016-12-31', '2017-01-01', '2017-02-28', '2017-03-01'];
    expect(days.map((day) => dated.areOpposed('other', 'one', day))).toEqual([false, true, true, false]);
    expect(days.map((day) => dated.isParty('one', day))).toEqual([false, true, true, false]);
    expect(days.map((day) => dated.areFriends('one', 'third', day))).toEqual([false, false, false, true]);
  });

  it('do not depend on the order of the registry, and end where actors are each other’s parents', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const names = fc.array(name, { maxLength: 2 }).map((list) => list.join(' '));
    const registry = fc.uniqueArray(
      fc.tuple(name, names, names).map(([id, parents, opposes]) => actor(id, { parents, opposes })),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(registry, (actors) => {
        const [one, other] = [new Sides(actors), new Sides([...actors].reverse())];
        for (const { id } of actors) {
          expect(one.of(id).length).toBeGreaterThan(0);
          expect(other.of(id)).toEqual(one.of(id));
          for (const { id: second } of actors)
            expect(one.areOpposed(id, second, day)).toBe(other.areOpposed(second, id, day));
        }
      }),
    );
  });
});
