import type { Actor, ActorId } from '#situation';

/** An actor as `sitrep.actor_registered.v1` has it: allies and opponents without their days. */
// stored: never changes, it has been superseded
export interface ActorV1 extends Omit<Actor, 'alliedWith' | 'opposes' | 'names'> {
  readonly alliedWith: readonly ActorId[];
  readonly opposes: readonly ActorId[];
}

/** The actor as it reads today. Nothing is known of when an alliance held, so none of them is bounded. */
export function actorFromV1(stored: ActorV1): Actor {
  const { alliedWith, opposes, ...rest } = stored;
  return { ...rest, alliedWith: alliedWith.map(undated), opposes: opposes.map(undated) };
}

const undated = (actor: ActorId): { readonly actor: ActorId } => ({ actor });
