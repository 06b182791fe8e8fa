import type { PlaceId } from '#situation';

/**
 * Returns whether a place is an area or a part of it, however many steps down, by the parents of places. What a place
 * lies in is worked out once.
 */
export function areaTest(parents: ReadonlyMap<PlaceId, PlaceId>): (place: PlaceId, area: PlaceId) => boolean {
  const around = new Map<PlaceId, ReadonlySet<PlaceId>>();
  const aroundOf = (place: PlaceId): ReadonlySet<PlaceId> => {
    const passed = new Set<PlaceId>();
    for (let at: PlaceId | undefined = place; at !== undefined && !passed.has(at); at = parents.get(at)) passed.add(at);
    around.set(place, passed);
    return passed;
  };
  return (place, area) => (around.get(place) ?? aroundOf(place)).has(area);
}
