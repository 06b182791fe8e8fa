import { type BoundingBox, longitudesOf } from '#situation';
import type { Parameters } from '../paging.js';

/** Which places are asked about. */
export interface PlaceFilter {
  /** This place and its parts, at any depth. */
  readonly within?: string;
  /** Places that are said to lie in it; one without a location lies in none. */
  readonly box?: BoundingBox;
}

/** The conditions on the place `p`; undefined for what is not asked. */
export const placeConditions = (
  { within, box }: PlaceFilter,
  schema: string,
  given: Parameters,
): readonly (string | undefined)[] => [
  within === undefined ? undefined : `p.id in (${partsOf(given.add(within), schema)})`,
  box === undefined ? undefined : liesIn(box, given),
];

/** The ids of an area and of everything in it, where parents go in a circle too. */
export const partsOf = (area: string, schema: string): string =>
  `with recursive part (id) as (
     select ${area}::text union select place.id from "${schema}".place join part on place.parent = part.id
   ) select id from part`;

function liesIn(box: BoundingBox, given: Parameters): string {
  const meridians = longitudesOf(box).map(({ from, to }) => `p.lon between ${given.add(from)} and ${given.add(to)}`);
  return `(p.lat between ${given.add(box.minLat)} and ${given.add(box.maxLat)} and (${meridians.join(' or ')}))`;
}
