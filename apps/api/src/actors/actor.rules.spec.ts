import { Memberships } from '#situation';
import type { ActorDto } from './actor.dto.js';
import { actorViolations, circleViolations } from './actor.rules.js';

const sdf: ActorDto = { id: 'sdf', name: 'SDF', kind: 'coalition', alliedWith: ['us-led-coalition'] };
const found = (actor: ActorDto): string[] =>
  actorViolations(actor, Date.parse('2017-03-07T12:00:00Z')).map(({ pointer, code }) => `${pointer} ${code}`);

describe('what cannot be meant in an actor', () => {
  it('lets an actor pass', () => {
    expect(found(sdf)).toEqual([]);
  });

  it('refuses an actor that is its own ally, opponent or part', () => {
    expect(found({ ...sdf, parents: ['sdf'] })).toEqual(['/parents/0 itself']);
    expect(found({ ...sdf, alliedWith: ['iraq', 'sdf'] })).toEqual(['/alliedWith/1 itself']);
    expect(found({ ...sdf, opposes: ['sdf'] })).toEqual(['/opposes/0 itself']);
  });

  it('refuses what is listed twice', () => {
    expect(found({ ...sdf, opposes: ['iraq', 'iraq'] })).toEqual(['/opposes/1 duplicate']);
  });

  it('refuses an ally that is the actor itself under its days too, and days that end before they begin', () => {
    expect(found({ ...sdf, alliedWith: [{ actor: 'sdf', from: '2017-03-07' }] })).toEqual([
      '/alliedWith/0/actor itself',
    ]);
    const opposes = [{ actor: 'iraq', from: '2017-03-07', to: '2017-03-07' }, 'turkey'];
    expect(found({ ...sdf, opposes })).toEqual([]);
    const reversed = [...opposes, { actor: 'iraq', from: '2017-03-07', to: '2017-03-06' }];
    expect(found({ ...sdf, opposes: reversed })).toEqual(['/opposes/2/to reversed']);
    expect(found({ ...sdf, parents: reversed })).toEqual(['/parents/2/to reversed']);
    const [violation] = actorViolations({ ...sdf, parents: reversed }, 0);
    expect(violation?.detail).toBe(
      'The membership ends on 2017-03-06, before it begins on 2017-03-07. Send a day that is not before from.',
    );
  });

  it('lets an actor be an ally twice, at different times, and not twice in the same words', () => {
    const [once, again] = [
      { actor: 'iraq', to: '2015-01-01' },
      { actor: 'iraq', from: '2017-03-07' },
    ];
    expect(found({ ...sdf, alliedWith: [once, again] })).toEqual([]);
    expect(found({ ...sdf, alliedWith: [once, again, { ...once, note: 'again' }] })).toEqual([
      '/alliedWith/2 duplicate',
    ]);
    expect(found({ ...sdf, alliedWith: ['iraq', { actor: 'iraq' }] })).toEqual(['/alliedWith/1 duplicate']);
  });

  it('refuses a parent that is a part of the actor on a day of the membership, itself or through others', () => {
    const part = (id: string, ...parents: object[]) => ({ id, parents: parents as { actor: string }[] });
    const registered = new Memberships([
      part('sdf'),
      part('ypg', { actor: 'sdf', to: '2016-12-31' }),
      part('brigade', { actor: 'ypg' }),
      part('stranger', { actor: 'stranger' }),
    ]);
    const circles = (parents: ActorDto['parents']) =>
      circleViolations({ ...sdf, parents: parents ?? [] }, registered).map(({ pointer, detail }) => [pointer, detail]);
    const advice = 'Name an actor that is no part of this one, or days on which it is none.';
    expect(circles(['stranger', { actor: 'brigade', from: '2017-01-01' }, 'nobody-registered'])).toEqual([]);
    expect(circles(['stranger', 'brigade'])).toEqual([
      ['/parents/1', `brigade is itself a part of sdf before 2017-01-01. ${advice}`],
    ]);
    expect(circles([{ actor: 'ypg', from: '2016-12-31', to: '2017-03-07' }])).toEqual([
      ['/parents/0', `ypg is itself a part of sdf on 2016-12-31. ${advice}`],
    ]);
    // An actor that names itself has a refusal of its own.
    expect(circles(['sdf'])).toEqual([]);
  });

  it('refuses a name that is given twice in one language', () => {
    const names = [
      { language: 'ar', name: 'قسد' },
      { language: 'ku-Latn', name: 'HSD' },
      { language: 'AR', name: 'قسد' },
    ];
    expect(found({ ...sdf, names })).toEqual(['/names/2 duplicate']);
    expect(found({ ...sdf, names: names.slice(0, 2) })).toEqual([]);
  });

  it('keeps the word that rolls up to the top free', () => {
    expect(found({ ...sdf, id: 'top' })).toEqual(['/id reserved']);
  });

  it('lets civilians and aid be what they mean where a way is closed to them, and nothing else', () => {
    expect(found({ ...sdf, id: 'civilians' })).toEqual(['/id reserved']);
    expect(found({ ...sdf, id: 'civilians', kind: 'population' })).toEqual([]);
    expect(found({ ...sdf, id: 'aid', kind: 'militia' })).toEqual(['/id reserved']);
    expect(found({ ...sdf, id: 'aid', kind: 'organisation' })).toEqual([]);
  });

  it('keeps the names of groups in figures free', () => {
    expect(found({ ...sdf, id: 'anyone' })).toEqual(['/id reserved']);
  });
});
