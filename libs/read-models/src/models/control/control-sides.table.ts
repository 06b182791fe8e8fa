import { type ActorId, type ActorMemberships, type KnownClaim, Memberships, type SideOf } from '#situation';
import type { EditionTables } from '../../table/columns.js';
import { actorsNamed } from './control.table.js';

/**
 * Returns the sides by which these claims are read. It asks only for the actors they name: for one alone too, who may have
 * been of different sides on different days.
 */
export async function sidesFor({ sql, schema }: EditionTables, claims: readonly KnownClaim[]): Promise<SideOf> {
  const named = new Set(claims.flatMap(({ claim }) => actorsNamed(claim)));
  if (named.size === 0) return (actor) => [actor];
  const actors = await sql.query<ActorMemberships>(
    `with recursive above as (
       select id, parents from "${schema}".actor where id = any($1::text[])
       union
       select actor.id, actor.parents from above cross join jsonb_array_elements(above.parents) parent
       join "${schema}".actor on actor.id = parent ->> 'actor'
     ) select id, parents from above`,
    [[...named]],
  );
  const memberships = new Memberships(actors);
  return (actor, day) => memberships.on(day).topOf(actor);
}

/** Returns the places about which a claim names one of these actors or, on any day, a part of one. */
export async function placesNaming(
  { sql, schema }: EditionTables,
  actors: readonly ActorId[],
): Promise<readonly string[]> {
  if (actors.length === 0) return [];
  const rows = await sql.query<{ place_id: string }>(
    `with recursive part as (
       select unnest($1::text[]) id
       union
       select actor.id from part
       join "${schema}".actor on actor.parents @> jsonb_build_array(jsonb_build_object('actor', part.id))
     )
     select distinct place_id from "${schema}".control_claim where actors && array(select id from part)`,
    [actors],
  );
  return rows.map(({ place_id }) => place_id);
}
