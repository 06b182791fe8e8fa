import type { TimeZone } from '#situation';
import type { EditionScope } from '../../table/paging.js';

/** What an export shows of a place beside its id. */
export interface PlaceShown {
  readonly name: string;
  /** Its code in OCHA’s boundaries, registered as a name in the language `zxx-x-pcode`; null where there is none. */
  readonly pcode: string | null;
  readonly timeZone: TimeZone;
  /** Degrees, WGS 84; null where none is registered. */
  readonly location: { readonly lon: number; readonly lat: number } | null;
}

interface PlaceShownRow {
  readonly id: string;
  readonly name: string;
  readonly pcode: string | null;
  readonly time_zone: TimeZone;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Returns names, zones and locations of those of these places that are registered. */
export async function placesShown(
  { sql, schema }: EditionScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PlaceShown>> {
  const rows = await sql.query<PlaceShownRow>(
    `select id, name, time_zone, lon, lat, (select local ->> 'name' from jsonb_array_elements(names) local
       where local ->> 'language' like '%-x-pcode' limit 1) pcode
     from "${schema}".place where id = any($1::text[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, name, pcode, time_zone, lon, lat }) => [
      id,
      { name, pcode, timeZone: time_zone, location: lon === null || lat === null ? null : { lon, lat } },
    ]),
  );
}

/** Returns the names of those of these actors that are registered. */
export async function actorsShown(
  { sql, schema }: EditionScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; name: string }>(
    `select id, name from "${schema}".actor where id = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Returns what these places or actors are called in a language, or else by their own name. */
export async function namesIn(
  { sql, schema }: EditionScope,
  table: 'place' | 'actor',
  ids: readonly string[],
  language: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; name: string }>(
    `select p.id, coalesce((select n.name from jsonb_to_recordset(p.names) n (language text, name text)
       where n.language = $2 limit 1), p.name) name
     from "${schema}".${table} p where p.id = any($1::text[])`,
    [ids, language],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
