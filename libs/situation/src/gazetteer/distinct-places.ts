import type { ComparedPlace } from '../report/duplicate-likeness.js';
import type { PlaceKind } from './gazetteer.js';

/** Two places of these kinds are two scenes, however near. */
const kinds_of_scenes: ReadonlySet<PlaceKind | undefined> = new Set<PlaceKind>(['building', 'bridge', 'district']);

/**
 * Whether two lists of places name different registered buildings, bridges or districts, so that the reports cannot tell
 * of one development. A place and the district around it may be one scene, two places of one kind never. False when one
 * of the lists names no such place.
 */
export function areAtDistinctPlaces(a: readonly ComparedPlace[], b: readonly ComparedPlace[]): boolean {
  const scenesA = scenesAmong(a);
  const scenesB = scenesAmong(b);
  if (scenesA.length === 0 || scenesB.length === 0) return false;
  return !scenesA.some((one) => scenesB.some((other) => mayBeOneScene(one, other)));
}

/** The closest: of a building and the district around it, both named by one report, the building is the scene. */
function scenesAmong(places: readonly ComparedPlace[]): readonly ComparedPlace[] {
  const scenes = places.filter(({ kind }) => kinds_of_scenes.has(kind));
  return scenes.filter((scene) => !scenes.some((inner) => isDistrictAround(scene, inner)));
}

const mayBeOneScene = (one: ComparedPlace, other: ComparedPlace): boolean =>
  one.id === other.id || isDistrictAround(one, other) || isDistrictAround(other, one);

const isDistrictAround = (district: ComparedPlace, place: ComparedPlace): boolean =>
  district.kind === 'district' && place.kind !== 'district' && (place.within ?? []).includes(district.id);
