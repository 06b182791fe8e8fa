import { type DraftKind, type EventId, groupBy, type Report, type Slice } from '#situation';
import { bytes, instant, json, orNull, type RowOf, text, uuid } from '../../table/column.js';
import { asMs, type EditionTables } from '../../table/columns.js';
import { Table } from '../../table/table.js';
import { approvedFact, type StoredDraftFact } from './drafts.facts.js';
import type { StoredReportFact } from './reports.facts.js';
import { insertReportFacts, reportEvents, rowOfReportFact, type StoredFacts } from './reports.table.js';

/** The events of reviews. Nothing but the queue of drafts reads what is not approved. */
export const draftEvents = new Table(
  'draft_event',
  {
    event_id: uuid(),
    report_id: uuid(),
    kind: text<DraftKind>(),
    reported_at: instant(),
    reason: orNull(text()),
    report: orNull(json<Report>()),
    draft: orNull(uuid()),
    digest: bytes(),
  },
  { key: ['event_id'], keyStage: 'facts', indexes: [{ by: 'report', on: '(report_id)', stage: 'facts' }] },
);

export const rowOfDraftFact = (fact: StoredDraftFact): RowOf<typeof draftEvents.columns> => ({
  event_id: fact.eventId,
  report_id: fact.reportId,
  kind: fact.kind,
  reported_at: fact.reportedAtMs,
  reason: fact.reason ?? null,
  report: fact.report ?? null,
  draft: fact.draft ?? null,
  digest: fact.digest,
});

interface AboutReport {
  readonly report_id: string;
}

/**
 * Stores events of reviews, and what they make of drafts: an approved draft is an event `reported` under the id of the report.
 * Returns the reports that this changes. Doubles change nothing, and a report that was sent outright under the same id
 * stands whatever is decided.
 */
export async function insertDraftFacts(
  tables: EditionTables,
  facts: readonly StoredDraftFact[],
  slice: Slice,
): Promise<readonly string[]> {
  if (facts.length === 0) return [];
  const { sql, schema } = tables;
  const before = await sql.query<AboutReport>(
    `select report_id from "${schema}".draft_event where event_id = any($1::uuid[])`,
    [facts.map(({ eventId }) => eventId)],
  );
  const stored = await sql.query<AboutReport>(
    draftEvents.upserting(schema, 'excluded.digest < stored.digest', 'report_id'),
    draftEvents.parameters(facts.map(rowOfDraftFact)),
  );
  if (stored.length === 0) return [];
  return settleApprovals(tables, [...new Set([...stored, ...before].map(({ report_id }) => report_id))], slice);
}

/** What `insertReportFacts` does, with what reviews make of drafts. */
export async function insertStatements(
  tables: EditionTables,
  { statements, reviewed }: Said,
  slice: Slice,
): Promise<StoredFacts> {
  const stored = await insertReportFacts(tables, statements, slice);
  if (reviewed.length === 0) return stored;
  const settled = await insertDraftFacts(tables, reviewed, slice);
  return {
    reportIds: [...stored.reportIds, ...settled],
    eventIds: new Set([...stored.eventIds, ...settled]),
    // What a review makes of a draft may take the place of what it was approved as before.
    haveReplaced: true,
  };
}

/** What some events say about reports, and what they do to drafts. */
interface Said {
  readonly statements: readonly StoredReportFact[];
  readonly reviewed: readonly StoredDraftFact[];
}

/** Every wording of reports in these events, and in those stored before about the drafts among them. */
export async function wordsIn(tables: EditionTables, { statements, reviewed }: Said): Promise<readonly Report[]> {
  const about = [...new Set(reviewed.map(({ reportId }) => reportId))];
  const stored = await draftFactsAbout(tables, about);
  return [...statements, ...reviewed, ...stored].flatMap(({ report }) => report ?? []);
}

/** Everything stored about the reviews of these reports. */
export async function draftFactsAbout(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly StoredDraftFact[]> {
  if (reportIds.length === 0) return [];
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
  const reviews = groupBy(await draftFactsAbout(tables, reportIds), ({ reportId }) => reportId);
  const approved = [...reviews.values()].flatMap((facts) => approvedFact(facts) ?? []);
  const removed = await sql.query<AboutReport>(
    `delete from "${schema}".report_event where event_id = any($1::uuid[]) and event_id <> all($2::uuid[])
       and approved_by is not null returning report_id`,
    [reportIds, approved.map(({ eventId }): EventId => eventId)],
  );
  const written = await sql.query<AboutReport>(
    reportEvents.upserting(schema, is_another_approval, 'report_id'),
    reportEvents.parameters(approved.map((fact) => rowOfReportFact(fact, slice))),
  );
  return [...new Set([...removed, ...written].map(({ report_id }) => report_id))];
}

const is_another_approval = `stored.approved_by is not null
  and (stored.approved_by, stored.digest) <> (excluded.approved_by, excluded.digest)`;
