import {
  conditions_of_fire,
  countParts,
  type Day,
  kinds_never_held,
  type PartHeld,
  type PartsOfPlace,
} from '#situation';
import { timestamp } from '../../table/columns.js';
import { askAbout, type EditionScope } from '../../table/paging.js';
import { validByZone } from '../claims/valid-at.query.js';
import type { AreasQuestion } from './area-control.query.js';

/** What is known of the parts of a place. */
export interface PartsHeld {
  /** The direct parts that can be held. */
  readonly direct: readonly PartHeld[];
  /** The last local day by then on which a part, at any depth, was under fire or attack. */
  readonly latestFire: Day | null;
}

/** Returns for each of these places what is known of its parts, by one statement; nothing for places without parts. */
export async function partsHeld(
  scope: EditionScope,
  { validAt, knownAtMs, places }: AreasQuestion,
): Promise<ReadonlyMap<string, PartsHeld>> {
  const { schema } = scope;
  const zones = await validByZone(scope, validAt);
  const rows = await askAbout<PartsHeld & { whole: string }>(
    scope,
    places.length,
    `with recursive below (whole, id, path, kind, time_zone) as (
       select parent, id, array[parent, id], kind, time_zone
       from "${schema}".place where parent = any($1::text[]) and parent <> id
       union all
       select below.whole, place.id, below.path || place.id, place.kind, place.time_zone
       from below
       cross join lateral (select id, kind, time_zone from "${schema}".place where parent = below.id offset 0) place
       where not place.id = any(below.path)
     ), part as (
       select whole, id, kind, time_zone, z.valid_at, cardinality(path) = 2 is_direct
       from below join unnest($2::text[], $3::timestamptz[]) z (time_zone, valid_at) using (time_zone)
     )
     select part.whole,
       coalesce(jsonb_agg(jsonb_build_object('status', coalesce(s.status, 'unknown'), 'holders', coalesce(s.holders, '{}')))
         filter (where part.is_direct and part.kind <> all($5::text[])), '[]') direct,
       max(fire.day)::text "latestFire"
     from part
     left join lateral (
       select status, holders from "${schema}".control_span
       where part.is_direct and place_id = part.id and valid_from <= part.valid_at and valid_to > part.valid_at
         and known_from <= $4 and known_to > $4
       order by valid_from desc limit 1
     ) s on true
     left join lateral (
       select max((least(f.valid_to - interval '1 millisecond', part.valid_at) at time zone part.time_zone)::date) "day"
       from "${schema}".control_span f
       where f.place_id = part.id and f.valid_from <= part.valid_at and f.known_from <= $4 and f.known_to > $4
         and f.conditions && $6::text[]
     ) fire on true
     group by part.whole`,
    [
      places,
      [...zones.keys()],
      [...zones.values()].map(timestamp),
      timestamp(knownAtMs),
      kinds_never_held,
      conditions_of_fire,
    ],
  );
  return new Map(rows.map(({ whole, ...parts }) => [whole, parts]));
}

/** An item with its parts counted; null where the place has none that can be held. */
export type WithParts<Item> = Item & { readonly parts: PartsOfPlace | null };

/** Adds to items about places what is known of their parts, by one statement. */
export async function withParts<Item extends { readonly place: { readonly id: string } }>(
  scope: EditionScope,
  clocks: Omit<AreasQuestion, 'places'>,
  items: readonly Item[],
): Promise<readonly WithParts<Item>[]> {
  const held = await partsHeld(scope, { ...clocks, places: items.map(({ place }) => place.id) });
  return items.map((item) => {
    const parts = held.get(item.place.id);
    return { ...item, parts: parts === undefined ? null : countParts(parts.direct, parts.latestFire) };
  });
}
