import type { PlaceId } from '#situation';

/** Returns whether a place is an area or a part of it, however many steps down, by the parents of places. */
export function areaTest(parents: ReadonlyMap<PlaceId, PlaceId>): (place: PlaceId, area: PlaceId) => boolean {
  return (place, area) => {
    const passed = new Set<PlaceId>();
    for (let at: PlaceId | undefined = place; at !== undefined && !passed.has(at); at = parents.get(at)) {
      if (at === area) return true;
      passed.add(at);
    }
    return false;
  };
}
