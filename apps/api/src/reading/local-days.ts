import { type EditionScope, placesNamed } from '#read-models/queries';
import { type Day, localDay, type PlaceId, type TimeZone } from '#situation';
import type { Question } from './questions.service.js';

interface AtPlace {
  readonly place: { readonly id: PlaceId };
}

/** The local day that a question asks about, at the place of each of these items. */
export async function localDays(
  { scope, validAt }: Pick<Question, 'scope' | 'validAt'>,
  items: readonly AtPlace[],
): Promise<(item: AtPlace) => Day> {
  if ('day' in validAt) return () => validAt.day;
  const ids = items.map(({ place }) => place.id);
  const places = await placesNamed(scope, ids);
  return ({ place }) => localDay(validAt.instantMs, places.get(place.id)?.timeZone ?? 'UTC');
}

/** The zone of a registered place. */
export const zoneOf = async (scope: EditionScope, place: PlaceId): Promise<TimeZone> =>
  (await placesNamed(scope, [place])).get(place)?.timeZone ?? 'UTC';
