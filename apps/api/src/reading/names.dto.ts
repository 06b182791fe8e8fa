import { ApiProperty } from '@nestjs/swagger';
import { actorNames, bytesOfEntries, type EditionScope, readOnce } from '#read-models/queries';
import type { ActorId } from '#situation';

export const NamesProperty = (): PropertyDecorator =>
  ApiProperty({
    description: 'The name of every registered actor whose id stands in the answer.',
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { iraq: 'Iraq (government)' },
  });

/** What the actors of an answer are called. */
export class NamesDto {
  @NamesProperty()
  readonly names: Readonly<Record<ActorId, string>>;
}

/** Returns what these actors are called, in order of id; an id may be given several times. */
export async function namesOf(scope: EditionScope, ids: Iterable<ActorId>): Promise<NamesDto['names']> {
  const called = await readOnce(
    scope,
    'what actors are called',
    async () => new Map((await actorNames(scope)).map(({ id, name }) => [id, name])),
    bytesOfEntries,
  );
  const known = [...new Set(ids)].sort().flatMap((id): [ActorId, string][] => {
    const name = called.get(id);
    return name === undefined ? [] : [[id, name]];
  });
  return Object.fromEntries(known);
}

/** The fields of answers that list actors by their ids. */
const lists_of_actors: ReadonlySet<string> = new Set(['holders', 'sides', 'takenFrom', 'closedTo', 'closedBy']);

/** Returns every actor that stands in such a field of an answer, at any depth, or in one of a transition. */
export function actorsNamedIn(answer: unknown): ReadonlySet<ActorId> {
  const found = new Set<ActorId>();
  const look = (value: unknown, isList: boolean): void => {
    if (typeof value === 'string' && isList) found.add(value);
    else if (Array.isArray(value)) for (const one of value) look(one, isList);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) {
        if (name === 'transition' && one !== null) look(Object.values(one as object), true);
        else if (name === 'byHolder' && Array.isArray(one)) for (const { holder } of one) look(holder, true);
        else look(one, lists_of_actors.has(name));
      }
  };
  look(answer, false);
  return found;
}
