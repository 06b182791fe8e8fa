import type { Sql } from '#platform';

/**
 * True where anything at all is withheld from who reads an edition over this connection: by what the live edition has of it, or
 * the edition itself, whatever moment is asked about.
 */
export async function withholdsAny(sql: Sql, schema: string): Promise<boolean> {
  const [row] = await sql.query<{ any: boolean }>(
    `select not sitrep.reads_everywhere() or cardinality(sitrep.withheld_places()) > 0
       or exists (select from sitrep.withheld_reports($1)) or exists (select from sitrep.withheld_drafts($1)) as any`,
    [schema],
  );
  return row?.any === true;
}

/** Returns which of these ids are those of reports that are withheld from who reads over this connection, in any edition. */
export async function withheldAmong(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await sql.query<{ id: string }>(`select sitrep.withheld_among($1::uuid[]) id`, [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Returns which of these ids are those of drafts of the edition that are withheld from who reads over this connection. */
export async function draftsWithheldAmong(
  sql: Sql,
  ids: readonly string[],
  schema: string | undefined,
): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `select d.id from sitrep.withheld_drafts($1) d (id) where d.id = any($2::uuid[])`,
    [schema ?? null, ids],
  );
  return rows.map(({ id }) => id);
}

/** Returns the ids of all reports that are withheld from who reads over this connection, and of the drafts of an edition. */
export async function withheldFrom(sql: Sql, schema: string | undefined): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `select sitrep.withheld_reports($1) id union select sitrep.withheld_drafts($1)`,
    [schema ?? null],
  );
  return rows.map(({ id }) => id);
}
