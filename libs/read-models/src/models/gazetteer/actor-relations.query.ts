import type { ActorRelations, RegisteredVoice, Speaker } from '#situation';
import { bytesOfEntries, readOnce } from '../../table/kept.js';
import type { EditionScope } from '../../table/paging.js';

/** How every registered actor stands to the others, in order of id. */
export const actorRelations = (scope: EditionScope): Promise<readonly ActorRelations[]> =>
  readOnce(scope, 'relations', () => readRelations(scope), bytesOfEntries);

const readRelations = ({ sql, schema }: EditionScope): Promise<readonly ActorRelations[]> =>
  sql.query<ActorRelations>(`select id, parents, allied_with "alliedWith", opposes from "${schema}".actor order by id`);

/** What every registered actor may be called, and what it is a part of. */
export async function registeredVoices({ sql, schema }: EditionScope): Promise<readonly RegisteredVoice[]> {
  return sql.query<RegisteredVoice>(
    `select id, name, aliases, coalesce(names, '[]') names, parents from "${schema}".actor order by id`,
  );
}

/** What every registered actor may be called, and how it stands to the others, in order of id. */
export const registeredSpeakers = (scope: EditionScope): Promise<readonly Speaker[]> =>
  readOnce(scope, 'speakers', () => readSpeakers(scope), bytesOfEntries);

const readSpeakers = ({ sql, schema }: EditionScope): Promise<readonly Speaker[]> =>
  sql.query<Speaker>(
    `select id, name, aliases, coalesce(names, '[]') names, parents, allied_with "alliedWith", opposes
     from "${schema}".actor order by id`,
  );
