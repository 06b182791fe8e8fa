import type { RegisteredVoice } from '#situation';
import type { EditionScope } from '../paging.js';

/** What every registered actor may be called, and what it is a part of. */
export async function registeredVoices({ sql, schema }: EditionScope): Promise<readonly RegisteredVoice[]> {
  return sql.query<RegisteredVoice>(
    `select id, name, aliases, coalesce(names, '[]') names, parents from "${schema}".actor order by id`,
  );
}
