import type { Database } from '#platform';

export const readModels = [
  'place',
  'actor',
  'draft_event',
  'report_event',
  'report_version',
  'incident_link',
  'incident_stay',
  'control_claim',
  'control_span',
  'control_support',
  'condition_claim',
  'condition_span',
  'condition_support',
  'tally_figure',
  'tally_span',
] as const;

/** Every row of every read model of an edition, as text, in one order: two editions are equal when these are. */
export async function editionRows(database: Database, schema: string): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const table of readModels) {
    const found = await database.query<{ row: string }>(`select t::text as row from "${schema}".${table} t order by 1`);
    rows.push(...found.map(({ row }) => `${table} ${row}`));
  }
  return rows;
}
