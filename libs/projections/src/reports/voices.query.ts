import type { EditionScope } from '../paging.js';

/** Names in lower case, as outlets and voices are compared. */
const lowered = (names: readonly string[]): readonly string[] => names.map((name) => name.trim().toLowerCase());

/** Which of these outlets published a report that the edition has, in lower case. */
export async function outletsHeard(
  { sql, schema }: EditionScope,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ name: string }>(
    `select distinct lower(trim(outlet)) as name from "${schema}".report_version
     where lower(trim(outlet)) = any($1::text[])`,
    [lowered(names)],
  );
  return new Set(rows.map(({ name }) => name));
}

/** Which of these voices stand in the chain of attribution of a report that the edition has, in lower case. */
export async function voicesHeard(
  { sql, schema }: EditionScope,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ name: string }>(
    `select distinct lower(trim(voice)) as name
     from "${schema}".report_event, jsonb_array_elements_text(report->'source'->'chain') voice
     where lower(trim(voice)) = any($1::text[])`,
    [lowered(names)],
  );
  return new Set(rows.map(({ name }) => name));
}

/** How many reports count in an edition. */
export async function reportCount({ sql, schema }: EditionScope): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(distinct report_id)::int as count from "${schema}".report_version`,
  );
  return row?.count ?? 0;
}
