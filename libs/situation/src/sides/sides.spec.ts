import fc from 'fast-check';
import { holdsOn } from './actor-relation.js';
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
    expect(sides.of('division', day)).toEqual(['iraq']);
    expect(sides.of('iraq', day)).toEqual(['iraq']);
    expect(sides.of('both', day)).toEqual(['rebels', 'turkey']);
    expect(sides.of('nobody-registered', day)).toEqual(['nobody-registered']);
    expect(sides.ofAll(['ypg', 'sdf', 'army'], day)).toEqual(['iraq', 'sdf']);
  });

  it('are parties when any actor of theirs opposes or is opposed', () => {
    expect(
      ['iraq', 'islamic-state', 'sdf', 'turkey', 'monitor', 'militia'].map((side) => sides.isParty(side, day)),
    ).toEqual([true, true, true, true, false, false]);
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

  it('are those of the day, and so is how they stand to others', () => {
    const turning = new Sides([
      ...['state', 'other-state'].map((id) => actor(id)),
      { ...actor('corps'), parents: [{ actor: 'state', from: '2016-01-01', to: '2016-12-31' }] },
      {
        ...actor('militia'),
        parents: [
          { actor: 'corps', to: '2016-06-30' },
          { actor: 'other-state', from: '2017-03-01' },
        ],
      },
    ]);
    const days = ['2015-12-31', '2016-01-01', '2016-06-30', '2016-07-01', '2016-12-31', '2017-03-01'];
    expect(days.map((on) => turning.of('militia', on))).toEqual([
      ['corps'],
      ['state'],
      ['state'],
      ['militia'],
      ['militia'],
      ['other-state'],
    ]);
    expect(days.map((on) => [...turning.partsOf('state', on)])).toEqual([
      ['state'],
      ['state', 'corps', 'militia'],
      ['state', 'corps', 'militia'],
      ['state', 'corps'],
      ['state', 'corps'],
      ['state'],
    ]);
    expect([turning.of('nobody-registered', day), [...turning.partsOf('nobody-registered', day)]]).toEqual([
      ['nobody-registered'],
      ['nobody-registered'],
    ]);
  });

  it('take what an actor says of its relations to the side that it is of on the day', () => {
    const turning = new Sides([
      ...['state', 'other-state', 'caliphate'].map((id) => actor(id)),
      {
        ...actor('militia', { opposes: 'caliphate' }),
        parents: [
          { actor: 'state', to: '2016-12-31' },
          { actor: 'other-state', from: '2017-01-01' },
        ],
      },
    ]);
    const opposed = (side: string) =>
      ['2016-12-31', '2017-01-01'].map((on) => turning.areOpposed('caliphate', side, on));
    expect([opposed('state'), opposed('other-state'), opposed('militia')]).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
  });

  it('are on any day those of a registry that says of that day alone what holds then', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const someDay = fc.constantFrom('2017-01-01', '2017-01-02', '2017-01-03', '2017-01-04');
    const parent = fc.record({ actor: name, from: someDay, to: someDay }, { requiredKeys: ['actor'] });
    const registry = fc.uniqueArray(fc.tuple(name, fc.array(parent, { maxLength: 3 })), { selector: ([id]) => id });
    fc.assert(
      fc.property(registry, fc.constantFrom('2016-12-31', '2017-01-02', '2017-01-04', '2017-01-05'), (told, on) => {
        const dated = new Sides(told.map(([id, parents]) => ({ ...actor(id), parents })));
        const ofThatDay = new Sides(
          told.map(([id, parents]) => {
            const holding = parents.filter((relation) => holdsOn(relation, on));
            return actor(id, { parents: holding.map((relation) => relation.actor).join(' ') });
          }),
        );
        for (const [id] of told) {
          expect(dated.of(id, on)).toEqual(ofThatDay.of(id, '2020-01-01'));
          expect(dated.partsOf(id, on)).toEqual(ofThatDay.partsOf(id, '2020-01-01'));
        }
      }),
    );
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
          expect(one.of(id, day).length).toBeGreaterThan(0);
          expect(one.partsOf(id, day)).toEqual(other.partsOf(id, day));
          expect(one.partsOf(id, day).has(id)).toBe(true);
          expect(other.of(id, day)).toEqual(one.of(id, day));
          for (const { id: second } of actors)
            expect(one.areOpposed(id, second, day)).toBe(other.areOpposed(second, id, day));
        }
      }),
    );
  });
});
