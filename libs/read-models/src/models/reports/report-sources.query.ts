import type { NamedActor } from '#situation';
import { bytesOfEntries, readOnce } from '../../table/kept.js';
import type { EditionScope } from '../../table/paging.js';

/** What every registered actor may be called. */
export const actorNames = (scope: EditionScope): Promise<readonly NamedActor[]> =>
  readOnce(scope, 'actor names', () => readActorNames(scope), bytesOfEntries);

const readActorNames = ({ sql, schema }: EditionScope): Promise<readonly NamedActor[]> =>
  sql.query<NamedActor>(`select id, name, aliases, coalesce(names, '[]') names from "${schema}".actor order by id`);

/** Every outlet and every voice of a chain of attribution, as printed, each once. It reads all reports. */
export async function voicesPrinted({ sql, schema }: EditionScope): Promise<readonly string[]> {
  const rows = await sql.query<{ voice: string }>(
    `select distinct voice from "${schema}".report_event e,
       jsonb_array_elements_text((e.report #> '{source,chain}') || (e.report #> '{source,outlet}')) voice
     where e.report is not null`,
  );
  return rows.map(({ voice }) => voice);
}

/** Returns how many reports that stand were made known in the last so many days before the last one, by type. */
export async function typesUsed({ sql, schema }: EditionScope, days: number): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ type: string; count: number }>(
    `select development_type "type", count(*)::int count from "${schema}".report_version
     where known_to = 'infinity'
       and known_from > (select max(known_from) from "${schema}".report_version) - make_interval(days => $1)
     group by development_type`,
    [days],
  );
  return new Map(rows.map(({ type, count }) => [type, count]));
}

/** How many reports count in an edition. */
export async function reportCount({ sql, schema }: EditionScope): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(distinct report_id)::int as count from "${schema}".report_version`,
  );
  return row?.count ?? 0;
}
