import { actorParents, type EditionScope } from '#projections/queries';
import { type ActorId, type HolderRollUp, roll_up_to_top, rollUpHolders, shownAsActor } from '#situation';
import { requireRegistered } from '../reading/registered-names.js';

/** How an answer shows holders. */
export interface HoldersShown {
  /** The same, with its holders as they are shown. */
  of<Held extends { readonly holders: readonly string[] }>(held: Held): Held;
  /** The holders that are shown as this actor. */
  heldAs(actor: ActorId): readonly ActorId[];
}

const as_reported: HoldersShown = { of: (held) => held, heldAs: (actor) => [actor] };

/**
 * Shows holders as they were reported, or rolled up.
 *
 * @throws {Rejected} `not_found` when they are to be rolled up to an actor that is not registered.
 */
export async function holdersShown(scope: EditionScope, rollUp: HolderRollUp | undefined): Promise<HoldersShown> {
  if (rollUp === undefined) return as_reported;
  if (rollUp !== roll_up_to_top) await requireRegistered(scope, 'actor', 'rollUp', rollUp);
  const parents = await actorParents(scope);
  return {
    of: (held) => ({ ...held, holders: rollUpHolders(held.holders, rollUp, parents) }),
    heldAs: (actor) => shownAsActor(actor, rollUp, parents),
  };
}
