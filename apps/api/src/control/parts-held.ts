import { partsHeld, type PartsHeld, placeParents, placesNamed } from '#read-models/queries';
import {
  conditions_of_fire,
  controlTimeline,
  countParts,
  type Day,
  kinds_never_held,
  localDay,
  type PartHeld,
  type PartsOfPlace,
  type PlaceId,
  resolveControl,
} from '#situation';
import type { ControlClaim } from '#situation';
import { hearControl, type ClaimsOfPlace, type Hearing, isStored, voicesIn } from '../reading/heard-claims.js';
import { evidenceOf } from './control-reading.js';

/** Returns for each of these places what is known of its parts under the question's policy; nothing for those without. */
export async function partsUnder(
  hearing: Hearing,
  places: readonly PlaceId[],
): Promise<ReadonlyMap<PlaceId, PartsHeld>> {
  const { scope, validAt, knownAtMs } = hearing;
  return isStored(hearing) ? partsHeld(scope, { validAt, knownAtMs, places }) : partsAnew(hearing, places);
}

/** The parts counted, with their holders as they are shown. */
export function partsShown(parts: PartsHeld | undefined, shown: (part: PartHeld) => PartHeld): PartsOfPlace | null {
  return parts === undefined ? null : countParts(parts.direct.map(shown), parts.latestFire);
}

/** As `partsUnder`, always from the claims themselves. */
async function partsAnew(hearing: Hearing, places: readonly PlaceId[]): Promise<ReadonlyMap<PlaceId, PartsHeld>> {
  const children = childrenOf(await placeParents(hearing.scope));
  const below = new Map(places.map((place) => [place, partsBelow(place, children)]));
  const ids = [...new Set([...below.values()].flat())];
  const named = await placesNamed(hearing.scope, ids);
  const heard = await hearControl(hearing, ids, await voicesIn(hearing.scope));
  const canBeHeld = (id: PlaceId): boolean => !kinds_never_held.some((kind) => kind === named.get(id)?.kind);
  const fire = new Map(ids.map((id) => [id, lastFireOf(heard(id))]));
  return new Map(
    places.flatMap((place) => {
      const parts = below.get(place) ?? [];
      if (parts.length === 0) return [];
      const direct = (children.get(place) ?? [])
        .filter((id) => id !== place && canBeHeld(id))
        .map((id) => {
          const told = heard(id);
          const { status, holders } = resolveControl(evidenceOf(told), told.atMs).answer;
          return { status, holders };
        });
      const days = parts.flatMap((id) => fire.get(id) ?? []).sort();
      return [[place, { direct, latestFire: days.at(-1) ?? null }] as const];
    }),
  );
}

/** The last local day by the moment asked on which the place was under fire or attack. */
function lastFireOf(heard: ClaimsOfPlace<ControlClaim>): Day | undefined {
  const last = controlTimeline(evidenceOf(heard)).answers.findLast(
    ({ fromMs, value }) =>
      fromMs <= heard.atMs && conditions_of_fire.some((condition) => value.conditions.includes(condition)),
  );
  return last && localDay(Math.min(last.toMs - 1, heard.atMs), heard.zone);
}

function childrenOf(parents: ReadonlyMap<PlaceId, PlaceId>): ReadonlyMap<PlaceId, readonly PlaceId[]> {
  const children = new Map<PlaceId, PlaceId[]>();
  for (const [child, parent] of parents) {
    const known = children.get(parent);
    if (known === undefined) children.set(parent, [child]);
    else known.push(child);
  }
  return children;
}

/** Everything inside a place, at any depth, each once. */
function partsBelow(place: PlaceId, children: ReadonlyMap<PlaceId, readonly PlaceId[]>): readonly PlaceId[] {
  const found = new Set([place]);
  // A set goes on to what is added while it is walked through.
  for (const one of found) for (const child of children.get(one) ?? []) found.add(child);
  found.delete(place);
  return [...found];
}
