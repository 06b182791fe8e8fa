import type { EditionScope } from '../paging.js';

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
