import { timestamp } from '../../table/columns.js';
import { askAbout, type EditionScope } from '../../table/paging.js';
import { type ValidAt, validByZone } from '../claims/valid-at.query.js';

/** An area that was held, as its own answer has it. */
export interface AreaHeld {
  readonly place: { readonly id: string; readonly name: string };
  readonly status: string;
  readonly holders: readonly string[];
  /** How much of it is meant; null for all of it. */
  readonly extent: string | null;
}

/** As of which moments, and around which places. */
export interface AreasQuestion {
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
  readonly places: readonly string[];
}

/** The statuses that name who holds an area: seen to be so, or inferred from a later gain. */
export const statuses_of_held_areas: readonly string[] = ['held', 'inferred'];

/**
 * For each of these places the nearest of the places that contain it, at any height, that is held; none for places in no
 * such area. An area that is contested, divided, in transition or unknown is passed over. A hint for the eye: it says
 * nothing about the place itself, which may well be in other hands.
 */
export async function areasHolding(
  scope: EditionScope,
  { validAt, knownAtMs, places }: AreasQuestion,
): Promise<ReadonlyMap<string, AreaHeld>> {
  const { schema } = scope;
  const zones = await validByZone(scope, validAt);
  const rows = await askAbout<AreaRow>(
    scope,
    places.length,
    `with recursive above (inner_id, id, path) as (
       select id, parent, array[id] from "${schema}".place where id = any($1::text[]) and parent <> id
       union all
       select above.inner_id, place.parent, above.path || above.id
       from above cross join lateral (select parent from "${schema}".place where id = above.id limit 1) place
       where place.parent is not null and not place.parent = any(above.path || above.id)
     ), area as materialized (
       select p.id, p.name, s.status, s.holders, s.extent
       from (select distinct id from above) one
       cross join lateral (select id, name, time_zone from "${schema}".place where id = one.id limit 1) p
       join unnest($2::text[], $3::timestamptz[]) z (time_zone, valid_at) on z.time_zone = p.time_zone
       cross join lateral (
         select status, holders, extent from "${schema}".control_span
         where place_id = p.id and valid_from <= z.valid_at and valid_to > z.valid_at
           and known_from <= $4 and known_to > $4
         order by valid_from desc limit 1
       ) s where s.status = any($5::text[])
     )
     select distinct on (above.inner_id) above.inner_id, area.*
     from above join area using (id) order by above.inner_id, cardinality(above.path)`,
    [places, [...zones.keys()], [...zones.values()].map(timestamp), timestamp(knownAtMs), statuses_of_held_areas],
  );
  return new Map(rows.map(({ inner_id, id, name, ...held }) => [inner_id, { place: { id, name }, ...held }]));
}

interface AreaRow extends Omit<AreaHeld, 'place'> {
  readonly inner_id: string;
  readonly id: string;
  readonly name: string;
}

/** An answer about a place, and the held area around it; null where there is none. */
export type WithArea<Item> = Item & { readonly insideAreaHeldBy: AreaHeld | null };

/** Sets beside each of these answers the held area around its place, as of the same moments. */
export async function withAreas<Item extends { readonly place: { readonly id: string } }>(
  scope: EditionScope,
  clocks: Omit<AreasQuestion, 'places'>,
  items: readonly Item[],
): Promise<readonly WithArea<Item>[]> {
  const areas = await areasHolding(scope, { ...clocks, places: items.map(({ place }) => place.id) });
  return items.map((item) => ({ ...item, insideAreaHeldBy: areas.get(item.place.id) ?? null }));
}
