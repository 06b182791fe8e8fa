import { type IncidentMembership, isInSlice, type LinkFact, type Slice } from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, timestamp } from '../../table/columns.js';
import { insertRows, knownColumns, type StoredColumn } from '../../table/stored-columns.table.js';
import type { InSlice } from '../reports/reports.table.js';
import { since, touchedColumns, type TouchedReports, touchedRows } from '../reports/touched-reports.js';
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

/** Stores decisions and returns the reports of those that are new; doubles change nothing, and those outside the slice count for nothing. */
export async function insertLinkFacts(
  { sql, schema }: EditionTables,
  decided: readonly StoredLinkFact[],
  slice: Slice,
): Promise<readonly string[]> {
  const changed = await sql.query<{ report_ids: readonly string[] }>(
    `insert into "${schema}".incident_link as stored
       (event_id, kind, incident, report_ids, reported_at, reason, digest, in_slice, follows)
     select event_id, kind, incident, report_ids::uuid[], reported_at, reason, digest, in_slice, follows::uuid[]
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::bytea[],
       $8::boolean[], $9::text[]) l (event_id, kind, incident, report_ids, reported_at, reason, digest, in_slice, follows)
     on conflict (event_id) do update
       set (kind, incident, report_ids, reported_at, reason, digest, in_slice, follows) = (excluded.kind,
           excluded.incident, excluded.report_ids, excluded.reported_at, excluded.reason, excluded.digest,
           excluded.in_slice, excluded.follows)
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
      ({ follows }) => (follows === undefined ? null : arrayLiteral(follows)),
    ),
  );
  return [...new Set(changed.flatMap(({ report_ids }) => report_ids))];
}

/** The stored stays of these reports. */
export async function storedMemberships(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly IncidentMembership[]> {
  const rows = await sql.query<Omit<IncidentMembership, 'linkedBy'> & { readonly linkedBy: string | null }>(
    `select report_id "reportId", incident, linked_by "linkedBy", ${asMs('known_from')} "knownFromMs",
       ${asMs('known_to')} "knownToMs"
     from "${schema}".incident_stay where report_id = any($1::uuid[])`,
    [reportIds],
  );
  return rows.map(({ linkedBy, ...membership }) => ({ ...membership, ...(linkedBy === null ? {} : { linkedBy }) }));
}

/** Puts these stays, as far as they are touched, in the place of what is stored. */
export async function replaceMemberships(
  tables: EditionTables,
  touched: TouchedReports,
  memberships: readonly IncidentMembership[],
): Promise<void> {
  if (touched.size === 0) return;
  const { sql, schema } = tables;
  await sql.query(`delete from "${schema}".incident_stay s using ${touchedRows('s')}`, touchedColumns(touched));
  await insertMemberships(tables, since(memberships, touched));
}

const storedColumns: readonly StoredColumn<IncidentMembership>[] = [
  { name: 'report_id', type: 'uuid', of: ({ reportId }) => reportId },
  { name: 'incident', type: 'text', of: ({ incident }) => incident },
  { name: 'linked_by', type: 'uuid', of: ({ linkedBy }) => linkedBy ?? null },
  ...knownColumns,
];

/** Stores stays of reports of which none is stored. */
export const insertMemberships = (tables: EditionTables, memberships: readonly IncidentMembership[]): Promise<void> =>
  insertRows(tables, 'incident_stay', storedColumns, memberships);

/** Every decision about each of these reports, those outside the slice included. */
export async function decisionsAbout(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly InSlice<LinkFact>[]> {
  const decisions = await sql.query<
    InSlice<Omit<LinkFact, 'follows'>> & { readonly follows: readonly string[] | null }
  >(
    `select l.event_id "eventId", l.kind, r.id "reportId", l.incident, ${asMs('l.reported_at')} "reportedAtMs",
       l.follows, l.in_slice "inSlice"
     from "${schema}".incident_link l
     cross join lateral unnest(l.report_ids) r (id)
     where l.report_ids && $1::uuid[] and r.id = any($1::uuid[])`,
    [reportIds],
  );
  return decisions.map(({ follows, ...decision }) => ({ ...decision, ...(follows === null ? {} : { follows }) }));
}
