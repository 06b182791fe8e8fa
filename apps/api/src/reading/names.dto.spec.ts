import { actorsNamedIn } from './names.dto.js';

describe('the actors that stand in an answer', () => {
  it('are those in lists of actors, at any depth, in transitions, and those that hold parts', () => {
    const holding = {
      holders: ['iraq'],
      conditions: ['under_fire'],
      transition: { from: ['islamic-state'], to: ['sdf'] },
    };
    const parts = { byHolder: [{ holder: 'turkey', count: 2 }] };
    const answer = {
      place: { id: 'mosul' },
      ...holding,
      parts,
      insideAreaHeldBy: { holders: ['russia'], status: 'held' },
    };
    const conditions = [
      { state: 'cut', closedTo: ['ypg'], closedBy: ['fsa'], reports: [{ id: 'r', externalId: 'D1' }] },
    ];
    const claimed = { sides: [{ side: { kind: 'side', name: 'sdf' }, holders: ['sdf'], transition: null }] };
    expect([...actorsNamedIn({ items: [answer, claimed], conditions })].sort()).toEqual([
      'fsa',
      'iraq',
      'islamic-state',
      'russia',
      'sdf',
      'turkey',
      'ypg',
    ]);
    expect(actorsNamedIn(null).size).toBe(0);
  });
});
