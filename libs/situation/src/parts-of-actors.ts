import type { Actor } from './gazetteer.js';
import type { ActorId } from './ids.js';
import type { Day } from './time.js';

/** The parts of actors at any depth, from the registry alone. */
export class PartsOfActors {
  private readonly parents: ReadonlyMap<ActorId, readonly ActorId[]>;
  private readonly known = new Map<ActorId, ReadonlySet<ActorId>>();

  constructor(actors: readonly Pick<Actor, 'id' | 'parents'>[]) {
    this.parents = new Map(actors.map(({ id, parents }) => [id, parents]));
  }

  /** The actor and everything below it. */
  of(actor: ActorId, _day: Day): ReadonlySet<ActorId> {
    const known = this.known.get(actor);
    if (known !== undefined) return known;
    const parts = new Set([actor]);
    for (const part of parts) for (const [id, parents] of this.parents) if (parents.includes(part)) parts.add(id);
    this.known.set(actor, parts);
    return parts;
  }
}
