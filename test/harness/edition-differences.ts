import type { Sql } from '#platform';
import { readModels } from './edition-rows.js';

const most_shown = 20;

/**
 * The rows that one edition of a database has and another has not, as often as they are there, with the table and which
 * of the two has them: none when the two are equal row for row. Compared in the server, whatever their size.
 */
export async function editionDifferences(sql: Sql, a: string, b: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of readModels)
    for (const [one, other, side] of [[a, b, 'only first'] as const, [b, a, 'only second'] as const]) {
      const rows = await sql.query<{ row: string }>(
        `select t::text as row from (select * from "${one}".${table} except all select * from "${other}".${table}) t
         limit ${most_shown}`,
      );
      found.push(...rows.map(({ row }) => `${side}: ${table} ${row}`));
    }
  return found;
}

/** How many rows each read model of an edition has. */
export async function rowCounts(sql: Sql, schema: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const table of readModels) {
    const [row] = await sql.query<{ count: number }>(`select count(*)::int count from "${schema}".${table}`);
    counts[table] = row?.count ?? 0;
  }
  return counts;
}
