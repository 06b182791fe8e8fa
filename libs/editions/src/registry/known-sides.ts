import type { Sql } from '#platform';
import type { ActorId } from '#situation';
import type { Editions } from './editions.js';

/** How many sides are numbered. */
const most_numbered = 100;
const numbering_lock = 'sitrep.known_side';

/**
 * Returns the sides of all editions of this database in the order in which they were first given. Those that are new are
 * put behind, in the order given: whatever is reported later, nobody's place in the list moves. It ends after a hundred.
 */
export async function numberedSides({ database }: Editions, sides: readonly ActorId[]): Promise<readonly ActorId[]> {
  const known = await numbered(database);
  if (known.length >= most_numbered || sides.every((side) => known.includes(side))) return known;
  return database.transaction(async (sql) => {
    // Two that number at once would give one number twice, or show numbers that the other is about to take.
    await sql.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [numbering_lock]);
    await sql.query(
      `insert into sitrep.known_side (number, actor)
       select taken + row_number() over (order by ordinal), actor
       from unnest($1::text[]) with ordinality s (actor, ordinal),
         (select coalesce(max(number), 0)::int taken from sitrep.known_side) last
       where not exists (select from sitrep.known_side k where k.actor = s.actor)
       order by ordinal limit $2 - (select count(*) from sitrep.known_side)`,
      [[...new Set(sides)], most_numbered],
    );
    return numbered(sql);
  });
}

async function numbered(sql: Sql): Promise<readonly ActorId[]> {
  const rows = await sql.query<{ actor: ActorId }>(`select actor from sitrep.known_side order by number`);
  return rows.map(({ actor }) => actor);
}
