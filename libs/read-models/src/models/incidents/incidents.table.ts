import { type EventId, type IncidentMembership, isInSlice, type LinkFact, type Slice } from '#situation';
import { bytes, flag, instant, list, orNull, type RowOf, text, uuid } from '../../table/column.js';
import { asMs, type EditionTables } from '../../table/columns.js';
import { known_columns } from '../../table/spans.table.js';
import { Table } from '../../table/table.js';
import { touchedColumns, type TouchedReports, touchedRows } from '../../table/touched.js';
import type { InSlice } from '../reports/reports.table.js';
import type { StoredLinkFact } from './incidents.facts.js';

/** Decisions about which reports belong to which incident. */
export const incidentLinks = new Table(
  'incident_link',
  {
    event_id: uuid(),
    kind: text<LinkFact['kind']>(),
    incident: text(),
    report_ids: list('uuid'),
    reported_at: instant(),
    reason: text(),
    digest: bytes(),
    in_slice: flag(),
    follows: orNull(list<EventId>('uuid')),
  },
  {
    key: ['event_id'],
    keyStage: 'facts',
    indexes: [
      { by: 'reports', on: 'using gin (report_ids)', stage: 'reports' },
      { by: 'time', on: '(reported_at)' },
    ],
  },
);

export const rowOfDecision = (decision: StoredLinkFact, slice: Slice): RowOf<typeof incidentLinks.columns> => ({
  event_id: decision.eventId,
  kind: decision.kind,
  incident: decision.incident,
  report_ids: decision.reportIds,
  reported_at: decision.reportedAtMs,
  reason: decision.reason,
  digest: decision.digest,
  in_slice: isInSlice(slice, decision.reportedAtMs),
  follows: decision.follows ?? null,
});

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
    incidentLinks.upserting(schema, 'excluded.digest < stored.digest', 'report_ids'),
    incidentLinks.parameters(decided.map((decision) => rowOfDecision(decision, slice))),
  );
  return [...new Set(changed.flatMap(({ report_ids }) => report_ids))];
}

/** The stored stays of these reports. */
export async function storedMemberships(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly IncidentMembership[]> {
  if (reportIds.length === 0) return [];
  const rows = await sql.query<Omit<IncidentMembership, 'linkedBy'> & { readonly linkedBy: string | null }>(
    `select report_id "reportId", incident, linked_by "linkedBy", ${asMs('known_from')} "knownFromMs",
       ${asMs('known_to')} "knownToMs"
     from "${schema}".incident_stay where report_id = any($1::uuid[])`,
    [reportIds],
  );
  return rows.map(({ linkedBy, ...membership }) => ({ ...membership, ...(linkedBy === null ? {} : { linkedBy }) }));
}

/** Removes what is stored of these reports, as far as they are touched. */
export async function removeMemberships({ sql, schema }: EditionTables, touched: TouchedReports): Promise<void> {
  await sql.query(`delete from "${schema}".incident_stay s using ${touchedRows('s')}`, touchedColumns(touched));
}

/** Over which known times reports belonged to which incident. */
export const incidentStays = new Table(
  'incident_stay',
  { report_id: uuid(), incident: text(), linked_by: orNull(uuid()), ...known_columns },
  {
    key: ['report_id', 'known_from'],
    checks: ['known_from < known_to'],
    indexes: [{ by: 'incident', on: '(incident, known_from)' }],
  },
);

export const rowOfMembership = (membership: IncidentMembership): RowOf<typeof incidentStays.columns> => ({
  report_id: membership.reportId,
  incident: membership.incident,
  linked_by: membership.linkedBy ?? null,
  known_from: membership.knownFromMs,
  known_to: membership.knownToMs,
});

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
