import type { Means, Place } from '../gazetteer/gazetteer.js';
import type { PlaceId } from '../ids.js';
import type { Day } from '../time/time.js';

/** A way as the gazetteer has it. */
export interface Route {
  readonly id: PlaceId;
  readonly connects: readonly PlaceId[];
  /** By what means one uses it; empty when nobody has said. */
  readonly means: readonly Means[];
}

/**
 * The ways out of a place: those that lead from it, or from a part of it, to somewhere outside. A way between two of its
 * parts is no exit, and a way out of a city is none of each of its districts.
 */
export function exitsOf<Way extends Pick<Route, 'connects'>>(
  place: PlaceId,
  routes: readonly Way[],
  parents: ReadonlyMap<PlaceId, PlaceId>,
): readonly Way[] {
  return routes.filter(({ connects }) => {
    const inside = connects.filter((end) => isWithin(end, place, parents)).length;
    return inside > 0 && inside < connects.length;
  });
}

function isWithin(place: PlaceId, whole: PlaceId, parents: ReadonlyMap<PlaceId, PlaceId>): boolean {
  const passed = new Set<PlaceId>();
  for (let at: PlaceId | undefined = place; at !== undefined && !passed.has(at); at = parents.get(at)) {
    if (at === whole) return true;
    passed.add(at);
  }
  return false;
}

/** True when somebody says that the registered ways out of the place are all that there are on that local day. */
export const areExitsComplete = ({ exitsComplete }: Pick<Place, 'exitsComplete'>, day: Day): boolean =>
  exitsComplete !== undefined &&
  exitsComplete.from <= day &&
  (exitsComplete.to === undefined || day <= exitsComplete.to);
