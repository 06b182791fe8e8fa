import type { Actor, Place, PlaceKind, Route, TimeZone } from '#situation';
import { asMs } from '../columns.js';
import { type EditionScope, Parameters, whereAll } from '../paging.js';
import { toInstant } from '#situation';

/** A page of the gazetteer, in order of id. */
export interface GazetteerPage {
  readonly limit: number;
  /** This entry alone. */
  readonly id?: string;
  /** The id behind which the page begins. */
  readonly after?: string;
  readonly kind?: string;
}

/** Registered places. */
export async function placePage(
  { sql, schema }: EditionScope,
  page: GazetteerPage & { readonly parent?: string },
): Promise<readonly Place[]> {
  const given = new Parameters();
  const where = whereAll([
    page.id === undefined ? undefined : `id = ${given.add(page.id)}`,
    page.after === undefined ? undefined : `id > ${given.add(page.after)}`,
    page.kind === undefined ? undefined : `kind = ${given.add(page.kind)}`,
    page.parent === undefined ? undefined : `parent = ${given.add(page.parent)}`,
  ]);
  const rows = await sql.query<PlaceRow>(
    `select id, name, aliases, kind, parent, lat, lon, precision_km, time_zone, note, connects,
       ${asMs('registered_at')} registered_ms
     from "${schema}".place ${where} order by id limit ${given.add(page.limit)}`,
    given.values,
  );
  return rows.map(toPlace);
}

interface PlaceRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: Place['kind'];
  readonly parent: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision_km: number | null;
  readonly time_zone: TimeZone;
  readonly note: string | null;
  readonly connects: readonly string[] | null;
  readonly registered_ms: number;
}

const toPlace = ({ lat, lon, precision_km, ...row }: PlaceRow): Place => ({
  ...{ id: row.id, name: row.name, aliases: row.aliases, kind: row.kind },
  ...(row.parent === null ? {} : { parent: row.parent }),
  ...(lat === null || lon === null ? {} : { location: { lat, lon, precisionKm: precision_km ?? 0 } }),
  timeZone: row.time_zone,
  ...(row.note === null ? {} : { note: row.note }),
  registeredAt: toInstant(row.registered_ms),
  ...(row.connects === null ? {} : { connects: row.connects }),
});

/** Registered actors. */
export async function actorPage({ sql, schema }: EditionScope, page: GazetteerPage): Promise<readonly Actor[]> {
  const given = new Parameters();
  const where = whereAll([
    page.id === undefined ? undefined : `id = ${given.add(page.id)}`,
    page.after === undefined ? undefined : `id > ${given.add(page.after)}`,
    page.kind === undefined ? undefined : `kind = ${given.add(page.kind)}`,
  ]);
  const rows = await sql.query<ActorRow>(
    `select id, name, aliases, kind, parents, allied_with, opposes, note, ${asMs('registered_at')} registered_ms
     from "${schema}".actor ${where} order by id limit ${given.add(page.limit)}`,
    given.values,
  );
  return rows.map(({ allied_with, registered_ms, note, ...row }) => ({
    ...row,
    alliedWith: allied_with,
    ...(note === null ? {} : { note }),
    registeredAt: toInstant(registered_ms),
  }));
}

interface ActorRow extends Omit<Actor, 'alliedWith' | 'note' | 'registeredAt'> {
  readonly allied_with: readonly string[];
  readonly note: string | null;
  readonly registered_ms: number;
}

/** Which of these places are registered, of which kind, and in which zone their days are read. */
export async function placesNamed(
  { sql, schema }: EditionScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly timeZone: TimeZone; readonly kind: PlaceKind }>> {
  const rows = await sql.query<{ id: string; time_zone: TimeZone; kind: PlaceKind }>(
    `select id, time_zone, kind from "${schema}".place where id = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map(({ id, time_zone, kind }) => [id, { timeZone: time_zone, kind }]));
}

/** Which of these actors are registered. */
export async function actorsNamed({ sql, schema }: EditionScope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(`select id from "${schema}".actor where id = any($1::text[])`, [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Every id of places or actors, for suggestions of what was meant. */
export async function registeredIds(
  { sql, schema }: EditionScope,
  entries: 'place' | 'actor',
): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(`select id from "${schema}".${entries} order by id`);
  return rows.map(({ id }) => id);
}

/** For each place its parent, for asking whether one lies within another. */
export async function placeParents({ sql, schema }: EditionScope): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; parent: string }>(
    `select id, parent from "${schema}".place where parent is not null`,
  );
  return new Map(rows.map(({ id, parent }) => [id, parent]));
}

/** For each of these actors every actor above it, through all parents. */
export async function actorAncestors(
  { sql, schema }: EditionScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await sql.query<{ id: string; ancestors: readonly string[] }>(
    `with recursive above (id, ancestor) as (
       select id, unnest(parents) from "${schema}".actor where id = any($1::text[])
       union select above.id, unnest(actor.parents) from above join "${schema}".actor on actor.id = above.ancestor
     ) select id, array_agg(ancestor order by ancestor) ancestors from above group by id`,
    [ids],
  );
  return new Map(rows.map(({ id, ancestors }) => [id, new Set(ancestors)]));
}

/** Every way that is said to connect places, in order of id. */
export async function routesOf({ sql, schema }: EditionScope): Promise<readonly Route[]> {
  return sql.query<Route>(`select id, connects from "${schema}".place where connects is not null order by id`);
}
