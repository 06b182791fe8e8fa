import type { Actor, ActorId, EventId } from '#situation';

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

/** An amendment or a decision as version 1 of its type has it: it follows one event, or says of none. */
// stored: never changes, it has been superseded
export type AmendmentV1<Amendment extends { readonly follows?: readonly EventId[] }> = Omit<Amendment, 'follows'> & {
  readonly follows?: EventId;
};

/** The amendment as it reads today: it follows that one event. */
export const amendmentFromV1 = <Amendment extends { readonly follows?: readonly EventId[] }>(
  stored: AmendmentV1<Amendment>,
): Amendment =>
  (stored.follows === undefined ? stored : { ...stored, follows: [stored.follows] }) as unknown as Amendment;
