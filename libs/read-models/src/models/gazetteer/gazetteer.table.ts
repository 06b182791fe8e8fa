import { type Actor, type Place, searchForms, trigramsOf } from '#situation';
import { arrayLiteral, columnsOf, type EditionTables, timestamp } from '../../table/columns.js';
import { zone_of_unregistered_places } from '../claims/zones.js';
import type { Registration } from './gazetteer.facts.js';

/**
 * Stores registrations and returns the places whose local days have moved: a place that nobody has registered has days in
 * `zone_of_unregistered_places`. The caller holds the locks of the places, so that no other registration comes between.
 */
export async function writePlaces(
  { sql, schema }: EditionTables,
  places: readonly Registration<Place>[],
): Promise<readonly string[]> {
  if (places.length === 0) return [];
  const changed = await sql.query<{ id: string }>(
    `with before as (select id, time_zone from "${schema}".place where id = any($1::text[])),
     written as (
     insert into "${schema}".place as stored
     select id, name, aliases::text[], kind, parent, lat, lon, precision_km, time_zone, note, connects::text[],
       means::text[], exits_complete::jsonb, registered_at, event_id, names::jsonb, folded::text[], grams::text[]
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::float8[],
       $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::uuid[], $16::text[], $17::text[], $18::text[])
       p (id, name, aliases, kind, parent, lat, lon, precision_km, time_zone, note, connects, means, exits_complete,
          registered_at, event_id, names, folded, grams)
     on conflict (id) do update
       set (name, aliases, kind, parent, lat, lon, precision_km, time_zone, note, connects, means, exits_complete,
            registered_at, event_id, names, folded, grams) =
           (excluded.name, excluded.aliases, excluded.kind, excluded.parent, excluded.lat, excluded.lon,
            excluded.precision_km, excluded.time_zone, excluded.note, excluded.connects, excluded.means,
            excluded.exits_complete, excluded.registered_at, excluded.event_id, excluded.names, excluded.folded, excluded.grams)
       where (excluded.registered_at, excluded.event_id) > (stored.registered_at, stored.event_id)
     returning id, time_zone)
     select id from written left join before using (id)
     where written.time_zone <> coalesce(before.time_zone, '${zone_of_unregistered_places}')`,
    columnsOf(
      places,
      ({ entry }) => entry.id,
      ({ entry }) => entry.name,
      ({ entry }) => arrayLiteral(entry.aliases),
      ({ entry }) => entry.kind,
      ({ entry }) => entry.parent ?? null,
      ({ entry }) => entry.location?.lat ?? null,
      ({ entry }) => entry.location?.lon ?? null,
      ({ entry }) => entry.location?.precisionKm ?? null,
      ({ entry }) => entry.timeZone,
      ({ entry }) => entry.note ?? null,
      ({ entry }) => (entry.connects === undefined ? null : arrayLiteral(entry.connects)),
      ({ entry }) => (entry.means === undefined ? null : arrayLiteral(entry.means)),
      ({ entry }) => (entry.exitsComplete === undefined ? null : JSON.stringify(entry.exitsComplete)),
      ({ registeredAtMs }) => timestamp(registeredAtMs),
      ({ eventId }) => eventId,
      ...searchColumns,
    ),
  );
  return changed.map(({ id }) => id);
}

/** An actor that is new or changed. */
export interface WrittenActor {
  readonly id: string;
  /** True if its memberships are others than before: one that nobody has registered has none. */
  readonly membershipsMoved: boolean;
}

/** Stores registrations. The caller holds the locks of the actors, so that no other registration comes between. */
export async function writeActors(
  { sql, schema }: EditionTables,
  actors: readonly Registration<Actor>[],
): Promise<readonly WrittenActor[]> {
  if (actors.length === 0) return [];
  return sql.query<WrittenActor>(
    `with before as (select id, parents from "${schema}".actor where id = any($1::text[])),
     written as (
     insert into "${schema}".actor as stored
     select id, name, aliases::text[], kind, parents::jsonb, allied_with::jsonb, opposes::jsonb, note, registered_at,
       event_id, names::jsonb, folded::text[], grams::text[]
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::timestamptz[], $10::uuid[], $11::text[], $12::text[], $13::text[])
       a (id, name, aliases, kind, parents, allied_with, opposes, note, registered_at, event_id, names, folded, grams)
     on conflict (id) do update
       set (name, aliases, kind, parents, allied_with, opposes, note, registered_at, event_id, names, folded, grams) =
           (excluded.name, excluded.aliases, excluded.kind, excluded.parents, excluded.allied_with, excluded.opposes,
            excluded.note, excluded.registered_at, excluded.event_id, excluded.names, excluded.folded, excluded.grams)
       where (excluded.registered_at, excluded.event_id) > (stored.registered_at, stored.event_id)
       returning id, parents)
     select written.id, written.parents <> coalesce(before.parents, '[]') "membershipsMoved"
     from written left join before using (id)`,
    columnsOf(
      actors,
      ({ entry }) => entry.id,
      ({ entry }) => entry.name,
      ({ entry }) => arrayLiteral(entry.aliases),
      ({ entry }) => entry.kind,
      ({ entry }) => JSON.stringify(entry.parents),
      ({ entry }) => JSON.stringify(entry.alliedWith),
      ({ entry }) => JSON.stringify(entry.opposes),
      ({ entry }) => entry.note ?? null,
      ({ registeredAtMs }) => timestamp(registeredAtMs),
      ({ eventId }) => eventId,
      ...searchColumns,
    ),
  );
}

/** The names in other languages, and what all names are searched by: folded once, here, and never in a question. */
const searchColumns = [
  ({ entry }: Registration<Place | Actor>) => (entry.names === undefined ? null : JSON.stringify(entry.names)),
  ({ entry }: Registration<Place | Actor>) => arrayLiteral(formsOf(entry)),
  ({ entry }: Registration<Place | Actor>) => arrayLiteral(trigramsOf(...formsOf(entry))),
] as const;

const formsOf = ({ id, name, aliases, names = [] }: Place | Actor): readonly string[] =>
  searchForms(id, name, ...aliases, ...names.map((local) => local.name));
