import { ApiProperty } from '@nestjs/swagger';
import { actorsCalled, type EditionScope } from '#projections/queries';
import type { ActorId } from '#situation';

/** What the actors of an answer are called. */
export class NamesDto {
  @ApiProperty({
    description: 'The name of every registered actor whose id stands in the answer.',
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { iraq: 'Iraq (government)' },
  })
  readonly names: Readonly<Record<ActorId, string>>;
}

/** Returns what these actors are called, in order of id; an id may be given several times. */
export async function namesOf(scope: EditionScope, ids: Iterable<ActorId>): Promise<NamesDto['names']> {
  const called = await actorsCalled(scope, [...new Set(ids)].sort());
  return Object.fromEntries([...called.values()].map(({ id, name }) => [id, name]).sort());
}
