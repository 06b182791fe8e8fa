import { type Actor, type ActorId, type Place, type PlaceId, searchForms, type TimeZone, trigramsOf } from '#situation';
import { float, instant, json, list, orNull, type RowOf, text, uuid } from '../../table/column.js';
import type { EditionTables } from '../../table/columns.js';
import { Table } from '../../table/table.js';
import { zone_of_unregistered_places } from '../claims/zones.query.js';
import type { Registration } from './gazetteer.facts.js';

/** What places and actors have in common. All names are folded once, here, and never in a question. */
const entry_columns = {
  name: text(),
  aliases: list(),
  note: orNull(text()),
  registered_at: instant(),
  event_id: uuid(),
  names: orNull(json<NonNullable<Place['names']>>()),
  folded: list(),
  grams: list(),
};

function columnsOfEntry({ entry, eventId, registeredAtMs }: Registration<Place | Actor>): RowOf<typeof entry_columns> {
  const { id, name, aliases, note, names } = entry;
  const folded = searchForms(id, name, ...aliases, ...(names ?? []).map((local) => local.name));
  return {
    name,
    aliases,
    note: note ?? null,
    registered_at: registeredAtMs,
    event_id: eventId,
    names: names ?? null,
    folded,
    grams: trigramsOf(...folded),
  };
}

/** The places, as they were registered last. */
export const places = new Table(
  'place',
  {
    id: text<PlaceId>(),
    ...entry_columns,
    kind: text<Place['kind']>(),
    parent: orNull(text<PlaceId>()),
    lat: orNull(float()),
    lon: orNull(float()),
    precision_km: orNull(float()),
    time_zone: text<TimeZone>(),
    connects: orNull(list<PlaceId>()),
    means: orNull(list<NonNullable<Place['means']>[number]>()),
    exits_complete: orNull(json<NonNullable<Place['exitsComplete']>>()),
  },
  {
    key: ['id'],
    keyStage: 'facts',
    indexes: [
      { by: 'parent', on: '(parent)' },
      { by: 'way', on: '(id) where connects is not null' },
      { by: 'location', on: '(lat, lon)' },
      { by: 'grams', on: 'using gin (grams)' },
    ],
  },
);

export const rowOfPlace = (registration: Registration<Place>): RowOf<typeof places.columns> => {
  const { entry } = registration;
  return {
    ...columnsOfEntry(registration),
    id: entry.id,
    kind: entry.kind,
    parent: entry.parent ?? null,
    lat: entry.location?.lat ?? null,
    lon: entry.location?.lon ?? null,
    precision_km: entry.location?.precisionKm ?? null,
    time_zone: entry.timeZone,
    connects: entry.connects ?? null,
    means: entry.means ?? null,
    exits_complete: entry.exitsComplete ?? null,
  };
};

/** The actors, as they were registered last. */
export const actors = new Table(
  'actor',
  {
    id: text<ActorId>(),
    ...entry_columns,
    kind: text<Actor['kind']>(),
    parents: json<Actor['parents']>(),
    allied_with: json<Actor['alliedWith']>(),
    opposes: json<Actor['opposes']>(),
  },
  { key: ['id'], keyStage: 'facts', indexes: [{ by: 'grams', on: 'using gin (grams)' }] },
);

export const rowOfActor = (registration: Registration<Actor>): RowOf<typeof actors.columns> => {
  const { entry } = registration;
  return {
    ...columnsOfEntry(registration),
    id: entry.id,
    kind: entry.kind,
    parents: entry.parents,
    allied_with: entry.alliedWith,
    opposes: entry.opposes,
  };
};

/** True of a registration that takes the place of the stored one. */
const is_later = '(excluded.registered_at, excluded.event_id) > (stored.registered_at, stored.event_id)';

/**
 * Stores registrations and returns the places whose local days have moved: a place that nobody has registered has days in
 * `zone_of_unregistered_places`. The caller holds the locks of the places, so that no other registration comes between.
 */
export async function writePlaces(
  { sql, schema }: EditionTables,
  registrations: readonly Registration<Place>[],
): Promise<readonly string[]> {
  if (registrations.length === 0) return [];
  const changed = await sql.query<{ id: string }>(
    `with before as (select id, time_zone from "${schema}".place where id = any($1::text[])),
     written as (${places.upserting(schema, is_later, 'id, time_zone')})
     select id from written left join before using (id)
     where written.time_zone <> coalesce(before.time_zone, '${zone_of_unregistered_places}')`,
    places.parameters(registrations.map(rowOfPlace)),
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
  registrations: readonly Registration<Actor>[],
): Promise<readonly WrittenActor[]> {
  if (registrations.length === 0) return [];
  return sql.query<WrittenActor>(
    `with before as (select id, parents from "${schema}".actor where id = any($1::text[])),
     written as (${actors.upserting(schema, is_later, 'id, parents')})
     select written.id, written.parents <> coalesce(before.parents, '[]') "membershipsMoved"
     from written left join before using (id)`,
    actors.parameters(registrations.map(rowOfActor)),
  );
}
