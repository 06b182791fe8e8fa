import { distanceKm, type Place, type PlaceKind } from '#situation';
import type { Violation } from '../http/rejected.js';
import type { PlaceDto } from './place.dto.js';

/** The nearest place around another that has a location, and how far its located parts reach. */
export interface PlaceAround {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly location: NonNullable<Place['location']>;
  /** From its point to the farthest of its registered parts, this one left out; absent when no other has a location. */
  readonly farthestPartKm?: number;
}

/** How much further than any other part a new part may lie. */
const margin_km = 100;

/** How far a place of a kind that spreads may reach, whatever parts of it are registered by then. */
const reachOfKind: { readonly [Kind in PlaceKind]?: number } = {
  country: 5_000,
  region: 500,
  governorate: 300,
  river: 1_000,
  border: 1_000,
  road: 500,
};

/**
 * Returns why the coordinates look wrong: 0,0; latitude and longitude swapped; or further from the place around it than
 * any of its parts plus 100 km. `locationConfirmed` says that they are meant.
 */
export function locationViolations(
  { location, locationConfirmed }: Pick<PlaceDto, 'location' | 'locationConfirmed'>,
  around: PlaceAround | undefined,
): readonly Violation[] {
  if (location === undefined || locationConfirmed === true) return [];
  const refused = (code: string, detail: string): readonly Violation[] => [
    { pointer: '/location', code, detail: `${detail} Where it is meant, send locationConfirmed: true.` },
  ];
  if (location.lat === 0 && location.lon === 0)
    return refused(
      'location_zero',
      `0,0 lies in the Gulf of Guinea; it is sent where nothing is known: then leave location out.${inside(around)}`,
    );
  if (around === undefined) return [];
  const reachKm = reachOf(around) + location.precisionKm;
  const offKm = distanceKm(location, around.location);
  if (offKm <= reachKm) return [];
  const swapped = { lat: location.lon, lon: location.lat };
  if (Math.abs(swapped.lat) <= 90 && distanceKm(swapped, around.location) <= reachKm)
    return refused(
      'location_swapped',
      `lat ${location.lat} and lon ${location.lon} look swapped: send lat ${swapped.lat} and lon ${swapped.lon}.${inside(around)}`,
    );
  const away = `${Math.round(offKm)} km from ${around.name}, whose parts reach ${Math.round(reachKm)} km at most`;
  return refused('location_far', `It lies ${away}. Send coordinates nearer to it.${inside(around)}`);
}

/** The first parts of a large country may lie anywhere in it; once some are known, this far at least. */
const least_reach_km = 1_000;

/** Places are registered in any order, so the reach of few parts that lie close together refuses no other. */
function reachOf({ kind, location, farthestPartKm }: PlaceAround): number {
  const usualKm = reachOfKind[kind] ?? 0;
  const partsKm = farthestPartKm === undefined ? usualKm : Math.max(farthestPartKm, Math.min(usualKm, least_reach_km));
  return Math.max(location.precisionKm, partsKm) + margin_km;
}

const inside = (around: PlaceAround | undefined): string =>
  around === undefined ? '' : ` ${around.name} lies at ${written(around.location)}.`;

const written = ({ lat, lon }: PlaceAround['location']): string => `lat ${lat}, lon ${lon}`;
