import type { NamedActor } from '#situation';
import type { EditionScope } from '../paging.js';

/** What every registered actor may be called. */
export async function actorNames({ sql, schema }: EditionScope): Promise<readonly NamedActor[]> {
  return sql.query<NamedActor>(
    `select id, name, aliases, coalesce(names, '[]') names from "${schema}".actor order by id`,
  );
}

/** Every outlet and every voice of a chain of attribution, as printed, each once. It reads all reports. */
export async function voicesPrinted({ sql, schema }: EditionScope): Promise<readonly string[]> {
  const rows = await sql.query<{ voice: string }>(
    `select distinct voice from "${schema}".report_event e,
       jsonb_array_elements_text((e.report #> '{source,chain}') || (e.report #> '{source,outlet}')) voice
     where e.report is not null`,
  );
  return rows.map(({ voice }) => voice);
}
