import { actorMemberships, type EditionScope } from '#projections/queries';
import type { ActorId, Day } from '#situation';

/** The actors for which one stands on a local day: itself and all that is part of it then. */
export type PartsOn = (day: Day) => ReadonlySet<ActorId>;

/** For whom the actor stands, by what the registry says. */
export async function partsOfActor(scope: EditionScope, actor: ActorId): Promise<PartsOn> {
  const memberships = await actorMemberships(scope);
  return (day) => memberships.on(day).partsOf(actor);
}
