import { type AreaHeld, areasHolding, placeParents, placesNamed, statuses_of_held_areas } from '#read-models/queries';
import { type PlaceId, resolveControl } from '#situation';
import { hearControl, type Hearing, isStored, voicesIn } from '../reading/heard-claims.js';
import { evidenceOf } from './control-reading.js';

/** For each of these places the nearest area around it that is held under the question's policy: see `areasHolding`. */
export async function areasUnder(
  hearing: Hearing,
  places: readonly PlaceId[],
): Promise<ReadonlyMap<PlaceId, AreaHeld>> {
  const { scope, validAt, knownAtMs } = hearing;
  return isStored(hearing) ? areasHolding(scope, { validAt, knownAtMs, places }) : areasAnew(hearing, places);
}

/** As `areasUnder`, always from the claims themselves. */
export async function areasAnew(hearing: Hearing, places: readonly PlaceId[]): Promise<ReadonlyMap<PlaceId, AreaHeld>> {
  const parents = await placeParents(hearing.scope);
  const around = new Map(places.map((place) => [place, areasAround(place, parents)]));
  const areas = [...new Set([...around.values()].flat())];
  const names = await placesNamed(hearing.scope, areas);
  const heard = await hearControl(hearing, areas, await voicesIn(hearing.scope));
  const held = new Map<PlaceId, AreaHeld>();
  for (const id of areas) {
    const told = heard(id);
    const { status, holders, extent = null } = resolveControl(evidenceOf(told), told.atMs).answer;
    if (statuses_of_held_areas.includes(status))
      held.set(id, { place: { id, name: names.get(id)?.name ?? id }, status, holders, extent });
  }
  return new Map(
    places.flatMap((place) => {
      const nearest = around.get(place)?.find((area) => held.has(area));
      const area = nearest === undefined ? undefined : held.get(nearest);
      return area === undefined ? [] : [[place, area] as const];
    }),
  );
}

/** The places that contain this one, the nearest first; where parents go in a circle, once around. */
function areasAround(place: PlaceId, parents: ReadonlyMap<PlaceId, PlaceId>): readonly PlaceId[] {
  const around = new Set<PlaceId>();
  for (let at = parents.get(place); at !== undefined && at !== place && !around.has(at); at = parents.get(at))
    around.add(at);
  return [...around];
}
