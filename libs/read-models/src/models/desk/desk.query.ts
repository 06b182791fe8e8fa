import { type Actor, areaKinds, type Day, stateMeasures } from '#situation';
import { asMs } from '../../table/columns.js';
import type { EditionScope } from '../../table/paging.js';

/** What the reports of an edition are about, and when they were made known. */
export interface Coverage {
  /** Local days on which something may have happened, the earliest and the latest; null without a dated report. */
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  /** Milliseconds since 1970 UTC; null without a report. */
  readonly firstKnownMs: number | null;
  readonly lastKnownMs: number | null;
}

/** Returns which days the reports of an edition cover. */
export async function coverage({ sql, schema }: EditionScope): Promise<Coverage> {
  const [found] = await sql.query<Coverage>(
    `select min(coalesce(occurred_from, occurred_to))::text "firstDay",
       max(coalesce(occurred_to, occurred_from))::text "lastDay",
       ${asMs('min(known_from)')} "firstKnownMs", ${asMs('max(known_from)')} "lastKnownMs"
     from "${schema}".report_version`,
  );
  return found ?? { firstDay: null, lastDay: null, firstKnownMs: null, lastKnownMs: null };
}

/** An actor that somebody has reported to hold a place, or to have lost one, and the UTC day on which that was first known. */
export interface SeenHolder {
  readonly actor: string;
  readonly day: Day;
}

/** Returns the actors that were ever among the holders of a place, in the order in which that was first known. */
export async function holdersSeen({ sql, schema }: EditionScope): Promise<readonly SeenHolder[]> {
  return sql.query<SeenHolder>(
    `select actor, (min(reported_at) at time zone 'UTC')::date::text "day"
     from "${schema}".control_claim c cross join lateral (
       select jsonb_array_elements_text(c.claim -> 'holders') actor, 1 part
       union all select c.claim ->> 'takenFrom', 2 where c.claim ? 'takenFrom') seen
     group by actor order by min(reported_at), min(part), count(*) desc, actor`,
  );
}

/** Returns what these actors are called; nothing for those that are not registered. */
export async function actorsCalled(
  { sql, schema }: EditionScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Actor, 'id' | 'name' | 'aliases'>>> {
  const rows = await sql.query<Pick<Actor, 'id' | 'name' | 'aliases'>>(
    `select id, name, aliases from "${schema}".actor where id = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map((actor) => [actor.id, actor]));
}

/** minLon, minLat, maxLon, maxLat in degrees. */
export type Bounds = readonly [number, number, number, number];

/**
 * Returns the box around the points of all places that anybody has reported on, areas left out; of all registered places
 * where there is none, and null where none has a location.
 */
export async function reportedBounds({ sql, schema }: EditionScope): Promise<Bounds | null> {
  const [found] = await sql.query<{ bounds: Bounds | null }>(
    `with located as (
       select p.lon, p.lat, p.kind <> all($1::text[]) and (
         exists (select from "${schema}".control_span s where s.place_id = p.id)
         or exists (select from "${schema}".condition_span s where s.place_id = p.id)) is_reported
       from "${schema}".place p where p.lon is not null and p.lat is not null
     )
     select case when count(*) > 0 then array[min(lon), min(lat), max(lon), max(lat)] end bounds
     from located where is_reported or not exists (select from located where is_reported)`,
    [areaKinds],
  );
  return found?.bounds ?? null;
}

/** Returns the languages that names of places are given in, the most frequent first. */
export async function languagesOfNames({ sql, schema }: EditionScope): Promise<readonly string[]> {
  const rows = await sql.query<{ language: string }>(
    `select local ->> 'language' as language from "${schema}".place p cross join jsonb_array_elements(p.names) local
     group by language order by count(*) desc, language`,
  );
  return rows.map(({ language }) => language);
}

/** Returns what is counted most often of what happened, by measure and group, as known last. */
export async function countsMostReported(
  { sql, schema }: EditionScope,
  limit: number,
): Promise<readonly { readonly measure: string; readonly group: string }[]> {
  return sql.query(
    `select measure, group_id "group" from "${schema}".tally_span where known_to = 'infinity' and basis <> 'forecast' and measure <> all($2::text[])
     group by measure, group_id order by count(*) desc, measure, group_id limit $1`,
    [limit, [...stateMeasures]],
  );
}
