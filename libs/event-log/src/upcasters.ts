import type { Actor, ActorId } from '#situation';

/** An actor as `sitrep.actor_registered.v2` has it: parents without their days. */
// stored: never changes, it has been superseded
export interface ActorV2 extends Omit<Actor, 'parents'> {
  readonly parents: readonly ActorId[];
}

/** An actor as `sitrep.actor_registered.v1` has it: allies and opponents without their days too. */
// stored: never changes, it has been superseded
export interface ActorV1 extends Omit<ActorV2, 'alliedWith' | 'opposes' | 'names'> {
  readonly alliedWith: readonly ActorId[];
  readonly opposes: readonly ActorId[];
}

/** The actor as it reads today. Nothing is known of when an alliance held, so none of them is bounded. */
export const actorFromV1 = (stored: ActorV1): Actor =>
  actorFromV2({ ...stored, alliedWith: stored.alliedWith.map(undated), opposes: stored.opposes.map(undated) });

/** The actor as it reads today. Nothing is known of when it was part of its parents, so it always was. */
export const actorFromV2 = (stored: ActorV2): Actor => ({ ...stored, parents: stored.parents.map(undated) });

const undated = (actor: ActorId): { readonly actor: ActorId } => ({ actor });
