import { endsAsked } from '../url/route-asked.js';
import { read } from './ask.js';
import { lineOf } from './containing.js';
import type { Place } from './situation.js';

const most_ends = 10;

/** The ways that join one of some places, or a part of one, to one of others. */
export function joiningOf(
  places: readonly Place[],
  from: readonly Pick<Place, 'id'>[],
  to: readonly Pick<Place, 'id'>[],
): readonly Place[] {
  const parentOf = new Map(places.map(({ id, parent }) => [id, parent]));
  const isIn = (list: ReadonlySet<string>, id: string): boolean =>
    lineOf(id, (at) => parentOf.get(at)).some((at) => list.has(at));
  const [starts, ends] = [from, to].map((list) => new Set(list.map(({ id }) => id))) as [Set<string>, Set<string>];
  return places.filter(
    ({ connects = [] }) => connects.some((id) => isIn(starts, id)) && connects.some((id) => isIn(ends, id)),
  );
}

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
  const joining = joiningOf(places, from ?? [], to ?? []).filter(
    ({ kind }) => kinds === undefined || kinds.split(',').includes(kind),
  );
  const others = (named ?? []).filter(({ id }) => joining.every((place) => place.id !== id));
  return [...joining, ...others].slice(0, limit);
}
