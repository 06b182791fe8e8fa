import type { ActorRelations } from '#situation';
import type { EditionScope } from '../paging.js';

/** How every registered actor stands to the others, in order of id. */
export async function actorRelations({ sql, schema }: EditionScope): Promise<readonly ActorRelations[]> {
  return sql.query<ActorRelations>(
    `select id, parents, allied_with "alliedWith", opposes from "${schema}".actor order by id`,
  );
}
