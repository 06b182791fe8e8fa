import { formOf, shapeOf, unknown_answer } from './form.js';
import { type Actor, lettersOf, Parties } from './parties.js';

const actors = new Map(
  [
    { id: 'army', name: 'Iraqi Army', parents: [{ actor: 'iraq' }] },
    { id: 'council', name: 'Council', parents: [{ actor: 'sdf', from: '2017-03-05' }] },
    { id: 'peshmerga', name: 'Kurdish peshmerga', parents: [] },
    { id: 'pkk', name: "Kurdistan Workers' Party", parents: [] },
  ].map((actor): [string, Actor] => [actor.id, { ...actor, kind: 'militia', alliedWith: [], opposes: [] }]),
);
const desk = [
  { id: 'islamic-state', name: 'Islamic State', letters: 'IS', colour: 'p1' } as const,
  { id: 'iraq', name: 'Iraq', letters: 'IRQ', colour: 'p2' } as const,
  { id: 'sdf', name: 'Syrian Democratic Forces', letters: 'SDF', colour: 'p3' } as const,
];
const parties = new Parties(desk, actors, '2017-03-08');
const answer = (change: object) => formOf({ ...unknown_answer, ...change }, parties);

describe('the form of a mark', () => {
  it.each([
    [{ status: 'held', holders: ['army'] }, 'solid', ['p2'], 'IRQ', false],
    [{ status: 'held', holders: ['iraq'], aged: true }, 'ring', ['p2'], '', true],
    [{ status: 'held', holders: ['islamic-state'], extent: 'most' }, 'stipple', ['p1'], '', false],
    [{ status: 'inferred', holders: ['islamic-state'] }, 'tint', ['p1'], 'IS', false],
    [{ status: 'contested', holders: [] }, 'stripes', ['ink', 'paper'], '', false],
    [{ status: 'contested', holders: ['iraq', 'islamic-state'], stale: true }, 'stripes', ['p2', 'p1'], '', true],
    [{ status: 'divided', holders: ['islamic-state'] }, 'halves', ['p1', 'paper'], '', false],
    [{ status: 'divided', holders: ['peshmerga', 'pkk'] }, 'halves', ['oth', 'ink'], '', false],
    [{ status: 'unknown' }, 'hollow', [], '', false],
  ])('of %o is %s', (change, form, tokens, letters, heart) => {
    expect(answer(change)).toEqual({ form, tokens, letters, heart });
  });

  it('shows a transition from the loser to the taker', () => {
    const transition = { from: ['islamic-state'], to: ['iraq'] };
    const form = answer({ status: 'transition', holders: ['iraq', 'islamic-state'], transition });
    expect(form).toMatchObject({ form: 'slant', tokens: ['p1', 'p2'] });
  });

  it('finds the side of an actor by the memberships of the day', () => {
    expect(parties.of('council').id).toBe('sdf');
    expect(new Parties(desk, actors, '2017-03-04').of('council')).toMatchObject({ id: 'council', token: 'oth' });
    expect(lettersOf('Kurdish peshmerga')).toBe('KP');
    expect(lettersOf('Iraq')).toBe('IRA');
  });

  it('says by its shape what kind of place it is', () => {
    expect(['city', 'bridge', 'road', 'building', 'region'].map(shapeOf)).toEqual([
      'circle',
      'bridge',
      'line',
      'square',
      'area',
    ]);
  });
});
