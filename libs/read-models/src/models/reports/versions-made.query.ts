import type { Report } from '#situation';
import type { EditionScope } from '../../table/paging.js';

/** A version of a report and the one before it. */
export interface VersionMade {
  readonly before: Report;
  readonly after: Report;
}

/** Returns the versions that these events made of reports that were there already, by event. */
export async function versionsMade(
  { sql, schema }: EditionScope,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, VersionMade>> {
  const words = (version: string, event: string): string =>
    `${event}.report || jsonb_build_object('grade', ${version}.grade)`;
  const rows = await sql.query<VersionMade & { readonly id: string }>(
    `select v.event_id id, ${words('was', 'old')} before, ${words('v', 'e')} after
     from "${schema}".report_version v
     join "${schema}".report_version was on was.report_id = v.report_id and was.version = v.version - 1
     join "${schema}".report_event e on e.event_id = v.said_by
     join "${schema}".report_event old on old.event_id = was.said_by
     where v.event_id = any($1::uuid[])`,
    [eventIds],
  );
  return new Map(rows.map(({ id, before, after }) => [id, { before, after }]));
}
