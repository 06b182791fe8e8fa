import { actorRelations, type EditionScope } from '#read-models/queries';
import { type ActorId, type DoersReading, Memberships, nameDoers, type PartsOf, type TallyItem } from '#situation';

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
  const memberships = new Memberships(await actorRelations(scope));
  return {
    partsOf: (actor, day) => memberships.on(day).partsOf(actor),
    ever: (actor) => new Set(memberships.sampleDays.flatMap((day) => [...memberships.on(day).partsOf(actor)])),
  };
}

/** What totals that name who did it are compared by; nothing where none does. */
export async function doersRead(
  scope: EditionScope,
  items: readonly TallyItem[],
): Promise<{ readonly doers?: DoersReading }> {
  if (!nameDoers(items)) return {};
  const memberships = new Memberships(await actorRelations(scope));
  return {
    doers: {
      partsOf: (actor, day) => memberships.on(day).partsOf(actor),
      sidesOf: (actor, day) => memberships.on(day).topOf(actor),
    },
  };
}
