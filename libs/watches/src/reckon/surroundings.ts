import { actorMemberships, type EditionScope, placesShown, placesWithin } from '#read-models/queries';
import type { ActorId, Day, PlaceId } from '#situation';
import type { Change } from '../domain/change.js';
import type { Surroundings } from '../domain/matching.js';
import type { Watch } from '../domain/question.js';

/** Reads what is needed to tell which watches some changes concern: once for all watches, and only what one of them asks. */
export async function surroundingsOf(
  scope: EditionScope,
  watches: readonly Watch[],
  changes: readonly Change[],
  today: Day,
): Promise<Surroundings> {
  const places = [...new Set(changes.flatMap((change) => change.places))];
  const areas = new Set(watches.flatMap(({ question }) => question.within ?? []));
  const inside = new Map<PlaceId, ReadonlySet<PlaceId>>();
  for (const area of areas) inside.set(area, await placesWithin(scope, places, [area]));
  const hasBox = watches.some(({ question }) => question.box !== undefined);
  const shown = hasBox ? await placesShown(scope, places) : undefined;
  const hasSide = watches.some(({ question }) => question.side !== undefined);
  const memberships = hasSide ? (await actorMemberships(scope)).on(today) : undefined;
  return {
    isWithin: (place, area) => place === area || inside.get(area)?.has(place) === true,
    locationOf: (place) => shown?.get(place)?.location ?? undefined,
    partsOf: (actor: ActorId) => memberships?.partsOf(actor) ?? new Set([actor]),
  };
}
