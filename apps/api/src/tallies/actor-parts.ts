import { actorRelations, type EditionScope } from '#projections/queries';
import type { ActorId, PartsOf } from '#situation';

/** Which actors are part of which. */
export interface ActorParts {
  readonly partsOf: PartsOf;
  /** The actor and everything that was part of it on any day. */
  readonly ever: (actor: ActorId) => ReadonlySet<ActorId>;
}

/** Every actor for itself alone. */
export const noParts: ActorParts = { partsOf: (actor) => new Set([actor]), ever: (actor) => new Set([actor]) };

/** What the registry says of the parts of actors. */
export async function actorParts(scope: EditionScope): Promise<ActorParts> {
  const relations = await actorRelations(scope);
  const partsOf = (actor: ActorId): ReadonlySet<ActorId> => {
    const parts = new Set([actor]);
    for (const part of parts)
      for (const { id } of relations.filter(({ parents }) => parents.includes(part))) parts.add(id);
    return parts;
  };
  return { partsOf, ever: partsOf };
}
