import { type ActorId, groupBy, type KnownClaim, type SideOf, Sides } from '#situation';
import type { EditionTables } from '../columns.js';
import { actorRelations } from '../gazetteer/actor-relations.query.js';
import { actorsNamed } from './control.table.js';

/** The sides by which these claims are read: the registry is not asked where fewer than two actors are named. */
export async function sidesFor(tables: EditionTables, claims: readonly KnownClaim[]): Promise<SideOf> {
  const named = new Set(claims.flatMap(({ claim }) => actorsNamed(claim)));
  const sides = new Sides(named.size < 2 ? [] : await actorRelations(tables));
  return (actor) => sides.of(actor);
}

/** These actors and everything below them on any day. */
export async function withParts(tables: EditionTables, actors: readonly ActorId[]): Promise<readonly ActorId[]> {
  if (actors.length === 0) return [];
  const pairs = (await actorRelations(tables)).flatMap(({ id, parents }) => parents.map((parent) => ({ id, parent })));
  const below = groupBy(pairs, ({ parent }) => parent);
  const found = new Set(actors);
  // A set goes on to what is added while it is walked through.
  for (const above of found) for (const { id } of below.get(above) ?? []) found.add(id);
  return [...found];
}
