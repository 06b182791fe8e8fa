import type { EditionScope } from '../paging.js';

/** How many reports count in an edition. */
export async function reportCount({ sql, schema }: EditionScope): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(distinct report_id)::int as count from "${schema}".report_version`,
  );
  return row?.count ?? 0;
}
