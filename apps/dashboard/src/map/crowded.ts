import { insideOf, lineOf } from '../api/containing.js';
import type { Place, Situation } from '../api/situation.js';

/** So many places in a city are a crowd: on a map of a country they lie under one mark. */
const least_crowd = 4;

/** The cities in which many places with a location lie, the most crowded first. */
export function crowdedIn({ places, placeOf }: Pick<Situation, 'places' | 'placeOf'>): readonly Place[] {
  const counts = new Map<Place, number>();
  for (const { id, location } of places) {
    if (location === undefined) continue;
    const line = lineOf(id, (at) => placeOf.get(at)?.parent);
    const city = line
      .slice(1)
      .flatMap((at) => placeOf.get(at) ?? [])
      .find(({ kind }) => kind === 'city');
    if (city !== undefined) counts.set(city, (counts.get(city) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, n]) => n >= least_crowd)
    .sort(([a, n], [b, m]) => m - n || (a.id < b.id ? -1 : 1))
    .map(([place]) => place);
}

/** Of how many parts of a place something is known. */
export interface PartsKnown {
  readonly place: Place;
  readonly known: number;
  readonly of: number;
}

/** Every place within one that has parts of its own, itself the first. */
export function partsIn({ places, placeOf, control }: Situation, within: string): readonly PartsKnown[] {
  const inside = insideOf(places, within) ?? new Set<string>();
  const parts = new Map<string, { known: number; of: number }>();
  for (const { id, parent } of places) {
    if (parent === undefined || !inside.has(id) || !inside.has(parent)) continue;
    const counted = parts.get(parent) ?? { known: 0, of: 0 };
    const isKnown = (control.get(id)?.status ?? 'unknown') !== 'unknown';
    parts.set(parent, { known: counted.known + Number(isKnown), of: counted.of + 1 });
  }
  const found = [...parts].flatMap(([id, counted]): readonly PartsKnown[] => {
    const place = placeOf.get(id);
    return place === undefined ? [] : [{ place, ...counted }];
  });
  return found.sort((a, b) => Number(b.place.id === within) - Number(a.place.id === within) || b.of - a.of);
}
