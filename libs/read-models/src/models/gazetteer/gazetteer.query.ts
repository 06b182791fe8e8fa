import { type ActorMemberships, Memberships, type PlaceKind, type Route, type TimeZone } from '#situation';
import { asMs } from '../../table/columns.js';
import { bytes_an_entry, bytesOfEntries, readOnce } from '../../table/kept.js';
import { askAbout, type EditionScope } from '../../table/paging.js';

/** A registered place, without most of what is said about it. */
export interface NamedPlace {
  readonly name: string;
  readonly timeZone: TimeZone;
  readonly kind: PlaceKind;
  /** When it was registered so, in milliseconds since 1970 UTC. */
  readonly registeredMs: number;
}

/** Which of these places are registered, under which name, of which kind, and in which zone their days are read. */
export const placesNamed = (scope: EditionScope, ids: readonly string[]): Promise<ReadonlyMap<string, NamedPlace>> =>
  ids.length > most_kept_together
    ? readPlaces(scope, ids)
    : readOnce(scope, `places ${ids.join()}`, () => readPlaces(scope, ids), bytesOfEntries);

/** What names more than this is seldom asked for again just so. */
const most_kept_together = 50;

async function readPlaces(scope: EditionScope, ids: readonly string[]): Promise<ReadonlyMap<string, NamedPlace>> {
  if (ids.length === 0) return new Map();
  const rows = await askAbout<NamedPlace & { readonly id: string }>(
    scope,
    ids.length,
    `select id, name, time_zone "timeZone", kind, ${asMs('registered_at')} "registeredMs"
     from "${scope.schema}".place where id = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}

/** Which of these actors are registered. */
export const actorsNamed = (scope: EditionScope, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  ids.length > most_kept_together
    ? readActors(scope, ids)
    : readOnce(scope, `actors ${ids.join()}`, () => readActors(scope, ids), bytesOfEntries);

async function readActors({ sql, schema }: EditionScope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(`select id from "${schema}".actor where id = any($1::text[])`, [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Which of these places are one of the areas, or lie within one at any depth. */
export async function placesWithin(
  { sql, schema }: EditionScope,
  ids: readonly string[],
  areas: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `with recursive above (id, area) as (
       select id, id from "${schema}".place where id = any($1::text[])
       union select above.id, place.parent from above join "${schema}".place on place.id = above.area
     ) select distinct id from above where area = any($2::text[])`,
    [ids, areas],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Every id of places or actors, for suggestions of what was meant. */
export const registeredIds = (scope: EditionScope, entries: 'place' | 'actor'): Promise<readonly string[]> =>
  readOnce(
    scope,
    `ids of ${entries}`,
    () => readIds(scope, entries),
    ({ length }) => length * bytes_an_id,
  );

/** About what a slug takes in memory. */
const bytes_an_id = 80;

async function readIds({ sql, schema }: EditionScope, entries: 'place' | 'actor'): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(`select id from "${schema}".${entries} order by id`);
  return rows.map(({ id }) => id);
}

/** For each place its parent, for asking whether one lies within another. */
export const placeParents = (scope: EditionScope): Promise<ReadonlyMap<string, string>> =>
  readOnce(scope, 'parents', () => readParents(scope), bytesOfEntries);

async function readParents({ sql, schema }: EditionScope): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; parent: string }>(
    `select id, parent from "${schema}".place where parent is not null`,
  );
  return new Map(rows.map(({ id, parent }) => [id, parent]));
}

/** Which registered actors are part of which, and when. */
export const actorMemberships = (scope: EditionScope): Promise<Memberships> =>
  readOnce(
    scope,
    'memberships',
    () => readMemberships(scope),
    () => bytes_of_memberships,
  );

const bytes_of_memberships = 1_000 * bytes_an_entry;

async function readMemberships({ sql, schema }: EditionScope): Promise<Memberships> {
  return new Memberships(await sql.query<ActorMemberships>(`select id, parents from "${schema}".actor`));
}

/** For each of these actors every actor that was ever above it, through all parents. */
export async function actorAncestors(
  { sql, schema }: EditionScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await sql.query<{ id: string; ancestors: readonly string[] }>(
    `with recursive above (id, ancestor) as (
       select id, jsonb_array_elements(parents) ->> 'actor' from "${schema}".actor where id = any($1::text[])
       union select above.id, jsonb_array_elements(actor.parents) ->> 'actor'
         from above join "${schema}".actor on actor.id = above.ancestor
     ) select id, array_agg(ancestor order by ancestor) ancestors from above group by id`,
    [ids],
  );
  return new Map(rows.map(({ id, ancestors }) => [id, new Set(ancestors)]));
}

/** Every way that is said to connect places, in order of id. */
export async function routesOf({ sql, schema }: EditionScope): Promise<readonly Route[]> {
  return sql.query<Route>(
    `select id, connects, coalesce(means, '{}') means from "${schema}".place where connects is not null order by id`,
  );
}
