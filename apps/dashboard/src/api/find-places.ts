import { endsAsked } from '../url/route-asked.js';
import { read } from './ask.js';
import type { Place } from './situation.js';

const most_ends = 10;

/**
 * The registered places that are called so, in any script; for "road from X to Y" the ways that join one of the places
 * called X to one called Y come first. `places` are those that are known already.
 */
export async function findPlaces(
  text: string,
  { kinds, limit, places }: { kinds?: string | undefined; limit: number; places: readonly Place[] },
  signal?: AbortSignal,
): Promise<readonly Place[]> {
  const called = async (q: string, kind: string | undefined, most: number): Promise<readonly Place[]> =>
    (await read<{ items: readonly Place[] }>('/v1/places', { q, kind, limit: most }, signal)).items;
  const ends = endsAsked(text);
  if (ends === undefined) return called(text, kinds, limit);
  const [from, to, named] = await Promise.all([
    ...ends.map((end) => called(end, undefined, most_ends)),
    called(text, kinds, limit),
  ]);
  const isAmong = (list: readonly Place[] = [], id: string): boolean => list.some((place) => place.id === id);
  const joining = places.filter(
    ({ connects = [], kind }) =>
      (kinds === undefined || kinds.split(',').includes(kind)) &&
      connects.some((id) => isAmong(from, id)) &&
      connects.some((id) => isAmong(to, id)),
  );
  return [...joining, ...(named ?? []).filter(({ id }) => !isAmong(joining, id))].slice(0, limit);
}
