import { type BoundingBox, longitudesOf, type PlaceKind } from '#situation';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';

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
  // An array is asked for by index, one part after the other: most areas have few of all places.
  within === undefined ? undefined : `p.id = any(array(${partsOf(given.add(within), schema)}))`,
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

/** Returns how many places are asked about, of these kinds where some are given. */
export async function placeCount(
  { sql, schema }: EditionScope,
  { kinds, ...filter }: PlaceFilter & { readonly kinds?: readonly PlaceKind[] },
): Promise<number> {
  const given = new Parameters();
  const where = whereAll([
    kinds === undefined ? undefined : `p.kind = any(${given.add(kinds)}::text[])`,
    ...placeConditions(filter, schema, given),
  ]);
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int count from "${schema}".place p ${where}`,
    given.values,
  );
  return row?.count ?? 0;
}

/** Returns the box around all places that have a location: minLon, minLat, maxLon, maxLat; null where none has. */
export async function placeBounds({ sql, schema }: EditionScope): Promise<readonly number[] | null> {
  const [row] = await sql.query<{ bounds: readonly number[] | null }>(
    `select case when count(lon) > 0 then array[min(lon), min(lat), max(lon), max(lat)] end bounds
     from "${schema}".place where lon is not null and lat is not null`,
  );
  return row?.bounds ?? null;
}
