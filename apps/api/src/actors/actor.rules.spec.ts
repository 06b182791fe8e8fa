import type { ActorDto } from './actor.dto.js';
import { actorViolations } from './actor.rules.js';

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

  it('keeps the names of groups in figures free', () => {
    expect(found({ ...sdf, id: 'anyone' })).toEqual(['/id reserved']);
  });
});
