import {
  groupBy,
  type IncidentStay,
  incidentStays,
  isInSlice,
  type LinkFact,
  type ReportVersion,
  type Slice,
} from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import type { StoredLinkFact } from './incidents.facts.js';

/** The reports that stored decisions of these ids are about; another content of one id may be about others. */
export async function reportsDecidedOn(
  { sql, schema }: EditionTables,
  decided: readonly StoredLinkFact[],
): Promise<readonly string[]> {
  if (decided.length === 0) return [];
  const rows = await sql.query<{ report_id: string }>(
    `select distinct unnest(report_ids) report_id from "${schema}".incident_link where event_id = any($1::uuid[])`,
    [decided.map(({ eventId }) => eventId)],
  );
  return rows.map(({ report_id }) => report_id);
}

/** Stores decisions and answers the reports of those that are new; doubles change nothing, and those outside the slice count for nothing. */
export async function insertLinkFacts(
  { sql, schema }: EditionTables,
  decided: readonly StoredLinkFact[],
  slice: Slice,
): Promise<readonly string[]> {
  const changed = await sql.query<{ report_ids: readonly string[] }>(
    `insert into "${schema}".incident_link as stored
       (event_id, kind, incident, report_ids, reported_at, reason, digest, in_slice)
     select event_id, kind, incident, report_ids::uuid[], reported_at, reason, digest, in_slice
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::bytea[],
       $8::boolean[]) l (event_id, kind, incident, report_ids, reported_at, reason, digest, in_slice)
     on conflict (event_id) do update
       set (kind, incident, report_ids, reported_at, reason, digest, in_slice) = (excluded.kind, excluded.incident,
           excluded.report_ids, excluded.reported_at, excluded.reason, excluded.digest, excluded.in_slice)
       where excluded.digest < stored.digest
     returning report_ids`,
    columnsOf(
      decided,
      ({ eventId }) => eventId,
      ({ kind }) => kind,
      ({ incident }) => incident,
      ({ reportIds }) => arrayLiteral(reportIds),
      ({ reportedAtMs }) => timestamp(reportedAtMs),
      ({ reason }) => reason,
      ({ digest }) => Buffer.from(digest),
      ({ reportedAtMs }) => isInSlice(slice, reportedAtMs),
    ),
  );
  return [...new Set(changed.flatMap(({ report_ids }) => report_ids))];
}

/** Works out anew which incidents these reports belonged to, stores it, and answers it. */
export async function writeIncidentStays(
  tables: EditionTables,
  reportIds: readonly string[],
  versions: readonly ReportVersion[],
): Promise<readonly IncidentStay[]> {
  const { sql, schema } = tables;
  const stays = await staysOf(tables, reportIds, versions);
  await sql.query(`delete from "${schema}".incident_stay where report_id = any($1::uuid[])`, [reportIds]);
  await insertStays(tables, stays);
  return stays;
}

/** Which incidents these reports belonged to, from their versions and the stored decisions. */
export async function staysOf(
  tables: EditionTables,
  reportIds: readonly string[],
  versions: readonly ReportVersion[],
): Promise<readonly IncidentStay[]> {
  const decisions = groupBy(await decisionsAbout(tables, reportIds), ({ reportId }) => reportId);
  return [...groupBy(versions, ({ reportId }) => reportId)].flatMap(([reportId, all]) =>
    incidentStays(all, decisions.get(reportId) ?? []),
  );
}

/** Stores stays of reports of which none is stored. */
export async function insertStays({ sql, schema }: EditionTables, stays: readonly IncidentStay[]): Promise<void> {
  await inSlices(stays, async (slice) => {
    await sql.query(
      `insert into "${schema}".incident_stay (report_id, incident, linked_by, known_from, known_to)
       select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::timestamptz[])`,
      columnsOf(
        slice,
        ({ reportId }) => reportId,
        ({ incident }) => incident,
        ({ linkedBy }) => linkedBy ?? null,
        ({ knownFromMs }) => timestamp(knownFromMs),
        ({ knownToMs }) => timestamp(knownToMs),
      ),
    );
  });
}

/** Every decision about each of these reports. */
const decisionsAbout = ({ sql, schema }: EditionTables, reportIds: readonly string[]): Promise<readonly LinkFact[]> =>
  sql.query<LinkFact>(
    `select l.event_id "eventId", l.kind, r.id "reportId", l.incident, ${asMs('l.reported_at')} "reportedAtMs"
     from "${schema}".incident_link l
     cross join lateral unnest(l.report_ids) r (id)
     where l.report_ids && $1::uuid[] and r.id = any($1::uuid[]) and l.in_slice`,
    [reportIds],
  );
