import { approvedOf, groupBy, instantMs, isInSlice, type Report, type Slice } from '#situation';
import { asMs, columnsOf, type EditionTables, timestamp } from '../../table/columns.js';
import type { StoredDraftFact } from './drafts.facts.js';
import type { StoredReportFact } from './reports.facts.js';
import { insertReportFacts } from './reports.table.js';

/** A report that counts by an approval: it is stored as one that was reported, with the approval beside it. */
interface ApprovedReport {
  readonly report: Report;
  readonly approvedBy: string;
  readonly digest: Uint8Array;
}

/**
 * Stores events of reviews, and what they make of drafts: an approved draft is an event `reported` under the id of the report,
 * and nothing but this table knows of one that is not approved. Returns the reports that this changes. Doubles change
 * nothing, and a report that was sent outright under the same id stands whatever is decided.
 */
export async function insertDraftFacts(
  tables: EditionTables,
  facts: readonly StoredDraftFact[],
  slice: Slice,
): Promise<readonly string[]> {
  if (facts.length === 0) return [];
  const { sql, schema } = tables;
  const before = await sql.query<{ report_id: string }>(
    `select report_id from "${schema}".draft_event where event_id = any($1::uuid[])`,
    [facts.map(({ eventId }) => eventId)],
  );
  const stored = await upsertDraftFacts(tables, facts);
  if (stored.length === 0) return [];
  return settleApprovals(tables, [...new Set([...stored, ...before].map(({ report_id }) => report_id))], slice);
}

/** What `insertReportFacts` does, with what reviews make of drafts. */
export async function insertStatements(
  tables: EditionTables,
  { told, reviewed }: { readonly told: readonly StoredReportFact[]; readonly reviewed: readonly StoredDraftFact[] },
  slice: Slice,
): Promise<{ readonly reportIds: readonly string[]; readonly eventIds: ReadonlySet<string> }> {
  const { reportIds, eventIds } = await insertReportFacts(tables, told, slice);
  const settled = await insertDraftFacts(tables, reviewed, slice);
  return { reportIds: [...new Set([...reportIds, ...settled])], eventIds: new Set([...eventIds, ...settled]) };
}

/** Every reading of the drafts that these events are about, in them and stored before. */
export async function readingsOf(
  tables: EditionTables,
  reviewed: readonly StoredDraftFact[],
): Promise<readonly Report[]> {
  const about = [...new Set(reviewed.map(({ reportId }) => reportId))];
  const stored = about.length === 0 ? [] : await draftFactsAbout(tables, about);
  return [...reviewed, ...stored].flatMap(({ report }) => report ?? []);
}

const upsertDraftFacts = (
  { sql, schema }: EditionTables,
  facts: readonly StoredDraftFact[],
): Promise<{ report_id: string }[]> =>
  sql.query(
    `insert into "${schema}".draft_event as stored
       (event_id, report_id, kind, reported_at, reason, report, draft, digest)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::jsonb[], $7::uuid[],
       $8::bytea[])
     on conflict (event_id) do update
       set (report_id, kind, reported_at, reason, report, draft, digest) = (excluded.report_id, excluded.kind,
           excluded.reported_at, excluded.reason, excluded.report, excluded.draft, excluded.digest)
       where excluded.digest < stored.digest
     returning report_id`,
    columnsOf(
      facts,
      (fact) => fact.eventId,
      (fact) => fact.reportId,
      (fact) => fact.kind,
      (fact) => timestamp(fact.reportedAtMs),
      (fact) => fact.reason ?? null,
      (fact) => (fact.report === undefined ? null : JSON.stringify(fact.report)),
      (fact) => fact.draft ?? null,
      (fact) => Buffer.from(fact.digest),
    ),
  );

/** Everything stored about the reviews of these reports. */
export async function draftFactsAbout(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly StoredDraftFact[]> {
  const rows = await sql.query<StoredDraftFact>(
    `select event_id "eventId", report_id "reportId", kind, ${asMs('reported_at')} "reportedAtMs", reason, report, draft, digest
     from "${schema}".draft_event where report_id = any($1::uuid[])`,
    [reportIds],
  );
  return rows.map(
    (row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as StoredDraftFact,
  );
}

/** Has the approved drafts among these stand as reports, and no others; returns those of which that is new. */
async function settleApprovals(
  tables: EditionTables,
  reportIds: readonly string[],
  slice: Slice,
): Promise<readonly string[]> {
  const { sql, schema } = tables;
  const approved: ApprovedReport[] = [];
  for (const facts of groupBy(await draftFactsAbout(tables, reportIds), ({ reportId }) => reportId).values()) {
    const found = approvedOf(facts);
    const report = found?.words.report;
    if (found !== undefined && report !== undefined)
      approved.push({ report, approvedBy: found.approval.eventId, digest: found.words.digest });
  }
  const removed = await sql.query<{ report_id: string }>(
    `delete from "${schema}".report_event where event_id = any($1::uuid[]) and event_id <> all($2::uuid[])
       and approved_by is not null returning report_id`,
    [reportIds, approved.map(({ report }) => report.id)],
  );
  const written = await sql.query<{ report_id: string }>(
    `insert into "${schema}".report_event as stored
       (event_id, report_id, kind, approved_by, digest, reported_at, report, in_slice)
     select report, report, 'reported', approval, digest, reported_at, body, in_slice
     from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::timestamptz[], $5::jsonb[], $6::boolean[])
       a (report, approval, digest, reported_at, body, in_slice)
     on conflict (event_id) do update
       set (approved_by, digest, reported_at, report, in_slice) = (excluded.approved_by, excluded.digest,
           excluded.reported_at, excluded.report, excluded.in_slice)
       where stored.approved_by is not null
         and (stored.approved_by, stored.digest) <> (excluded.approved_by, excluded.digest)
     returning report_id`,
    columnsOf(
      approved,
      ({ report }) => report.id,
      ({ approvedBy }) => approvedBy,
      ({ digest }) => Buffer.from(digest),
      ({ report }) => timestamp(instantMs(report.reportedAt)),
      ({ report }) => (isIn(slice, report) ? JSON.stringify(report) : null),
      ({ report }) => isIn(slice, report),
    ),
  );
  return [...new Set([...removed, ...written].map(({ report_id }) => report_id))];
}

const isIn = (slice: Slice, report: Report): boolean => isInSlice(slice, instantMs(report.reportedAt));
