import {
  type AxisItem,
  type HeldItem,
  type MapCondition,
  type MapFound,
  type MapPlace,
  mapAt,
  mapPlaces,
  type MapQuestion,
  placeParents,
  readOnce,
} from '#read-models/queries';
import { type ConditionAxis, conditionAxes, type Day, localDay, type PlaceId, type TimeZone } from '#situation';
import { conditionsAnew } from '../conditions/condition-reading.js';
import { controlAnew } from '../control/control-reading.js';
import { heldNowUnder } from '../control/held-now.js';
import { isStored } from '../reading/heard-claims.js';
import type { Question } from '../reading/questions.service.js';
import type { MapItemDto, MapPlaceDto } from './map-answer.dto.js';

/** Which places of a map. */
export type PlacesOnMap = Omit<MapQuestion, 'validAt' | 'knownAtMs' | 'agedAfterDays'>;

/** A map: what is known of places in order of id, and of which nothing is known. */
export interface MapRead {
  readonly items: readonly MapItemDto[];
  readonly unknown: readonly PlaceId[];
}

/** Reads the map of a question. */
export async function readMap(question: Question, where: PlacesOnMap): Promise<MapRead> {
  const { scope, validAt, knownAtMs, agedAfterDays } = question;
  const asked = { ...where, validAt, knownAtMs, agedAfterDays };
  const found = isStored(question) ? await mapAt(scope, asked) : await resolveMap(question, asked);
  const dayIn = daysOf(question);
  const held = await heldNowUnder(
    question,
    found.places.flatMap(({ id, time_zone: zone }): HeldItem[] => {
      const control = found.control.get(id);
      if (control === undefined) return [];
      return [{ place: id, status: control.status, holders: control.holders, day: dayIn(zone), zone }];
    }),
    found.stretches,
  );
  const shownOf = await placesShown(question, where, found.places);
  const items: MapItemDto[] = [];
  const unknown: PlaceId[] = [];
  for (const place of found.places) {
    const [control, now] = [found.control.get(place.id), held.get(place.id)];
    const conditions = found.conditions.get(place.id) ?? [];
    if (control === undefined && conditions.length === 0) unknown.push(place.id);
    else {
      const { since = null, takenFrom = [], sides = [] } = now ?? {};
      items.push({
        place: shownOf.get(place.id) ?? placeShown(place, []),
        control: control === undefined ? null : { ...control, since, takenFrom, sides },
        conditions,
      });
    }
  }
  return { items, unknown };
}

/** The local day that is asked about in each zone. */
function daysOf({ validAt }: Pick<Question, 'validAt'>): (zone: TimeZone) => Day {
  if ('day' in validAt) return () => validAt.day;
  const days = new Map<TimeZone, Day>();
  return (zone) => {
    const day = days.get(zone) ?? localDay(validAt.instantMs, zone);
    days.set(zone, day);
    return day;
  };
}

/** Resolves a map from the claims themselves. */
async function resolveMap(question: Question, asked: MapQuestion): Promise<MapFound> {
  const places = await mapPlaces(question.scope, asked);
  if (places.length === 0) return { places, control: new Map(), conditions: new Map() };
  const listed = { places: places.map(({ id }) => id), limit: places.length };
  const held = await controlAnew(question, listed);
  const states = await conditionsAnew(question, listed);
  const axisOf = (axis: ConditionAxis, item: AxisItem | null): readonly MapCondition[] =>
    item === null || item.state === 'unknown' ? [] : [{ axis, ...item }];
  return {
    places,
    control: new Map(
      held.flatMap(({ place, ...control }) => (control.status === 'unknown' ? [] : [[place.id, control] as const])),
    ),
    conditions: new Map(
      states.map(({ place, ...state }) => [place.id, conditionAxes.flatMap((axis) => axisOf(axis, state[axis]))]),
    ),
  };
}

/** Places as a map shows them; of a map of all that the question asks for, worked out once. */
async function placesShown(
  question: Question,
  where: PlacesOnMap,
  places: readonly MapPlace[],
): Promise<ReadonlyMap<PlaceId, MapPlaceDto>> {
  const show = async (): Promise<ReadonlyMap<PlaceId, MapPlaceDto>> => {
    const parentsOf = await ancestors(question, where, places);
    return new Map(places.map((place) => [place.id, placeShown(place, parentsOf(place.id))]));
  };
  const { within, box, kinds, places: listed } = where;
  if (listed !== undefined) return show();
  const name = `map places shown ${JSON.stringify([within, box, kinds])}`;
  const kept = await readOnce(question.scope, name, show, ({ size }) => size * bytes_a_place);
  // A place may have been registered since that was read.
  return places.every(({ id }) => kept.has(id)) ? kept : show();
}

const bytes_a_place = 800;

/** Returns the places that contain one, the nearest first. */
async function ancestors(
  { scope }: Question,
  { within, box, kinds, places: listed }: PlacesOnMap,
  places: readonly MapPlace[],
): Promise<(place: PlaceId) => readonly PlaceId[]> {
  const isWhole = [within, box, kinds, listed].every((one) => one === undefined);
  const parents: ReadonlyMap<PlaceId, PlaceId | null> = isWhole
    ? new Map(places.map(({ id, parent }) => [id, parent]))
    : await placeParents(scope);
  return (place) => {
    const above = new Set<PlaceId>();
    for (let at = parents.get(place); at && at !== place && !above.has(at); at = parents.get(at)) above.add(at);
    return [...above];
  };
}

const placeShown = (place: MapPlace, parents: readonly PlaceId[]): MapPlaceDto => {
  const { id, name, names, kind, lat, lon, precision_km: precisionKm, connects } = place;
  return {
    id,
    name,
    names: [{ name }, ...(names ?? [])],
    kind,
    location: lat === null || lon === null ? null : { lat, lon, precisionKm: precisionKm ?? 0 },
    parents,
    connects: connects ?? [],
  };
};
