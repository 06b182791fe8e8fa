import type { RegisteredVoice, Speaker } from '#situation';
import type { EditionScope } from '../paging.js';

/** What every registered actor may be called, and what it is a part of. */
export async function registeredVoices({ sql, schema }: EditionScope): Promise<readonly RegisteredVoice[]> {
  return sql.query<RegisteredVoice>(
    `select id, name, aliases, coalesce(names, '[]') names, parents from "${schema}".actor order by id`,
  );
}

/** What every registered actor may be called, and how it stands to the others. */
export async function registeredSpeakers({ sql, schema }: EditionScope): Promise<readonly Speaker[]> {
  return sql.query<Speaker>(
    `select id, name, aliases, coalesce(names, '[]') names, parents, allied_with "alliedWith", opposes
     from "${schema}".actor order by id`,
  );
}
