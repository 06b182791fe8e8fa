import type { Sql } from '#platform';

/**
 * True where anything at all is withheld from who reads over this connection: by the live edition, whatever edition and
 * moment is asked about. `live` is the schema of the live edition, for its drafts.
 */
export async function withholdsAny(sql: Sql, live: string): Promise<boolean> {
  const [row] = await sql.query<{ any: boolean }>(
    `select not sitrep.reads_everywhere() or cardinality(sitrep.withheld_places()) > 0 or exists (select from sitrep.withheld_reports())
       or exists (select from sitrep.withheld_drafts($1)) as any`,
    [live],
  );
  return row?.any === true;
}

/** Returns which of these ids are those of reports that are withheld from who reads over this connection. */
export async function withheldAmong(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await sql.query<{ report_id: string }>(
    `select distinct w.report_id from sitrep.withheld_reports() w (report_id) where w.report_id = any($1::uuid[])`,
    [ids],
  );
  return new Set(rows.map(({ report_id }) => report_id));
}

/** Returns the ids of all reports that are withheld from who reads over this connection, and of the drafts of an edition. */
export async function withheldFrom(sql: Sql, schema: string): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `select sitrep.withheld_reports() id union select sitrep.withheld_drafts($1)`,
    [schema],
  );
  return rows.map(({ id }) => id);
}
