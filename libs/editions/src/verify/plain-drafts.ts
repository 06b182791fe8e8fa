import { approvedOf, type DraftFact } from '#situation';
import type { PlainFact } from './plain-fact.js';
import type { ApprovedWords } from './plain-reports.js';
import { expectedRow, type ExpectedRow } from './plain-row.js';

interface Told extends DraftFact {
  readonly digest: string;
  readonly reason?: string | undefined;
}

/** What the review of one draft comes to: its rows, and the words that were approved, if any. */
export function plainDrafts(facts: readonly PlainFact[]): {
  readonly rows: readonly ExpectedRow[];
  readonly approved: ApprovedWords | undefined;
} {
  const told = facts.flatMap((fact) => toldBy(fact) ?? []);
  const found = approvedOf(told);
  const report = found?.words.report;
  return {
    rows: told.map((fact) =>
      expectedRow('draft_event', {
        event_id: fact.eventId,
        report_id: fact.reportId,
        kind: fact.kind,
        reported_at: fact.reportedAtMs,
        reason: fact.reason,
        report: fact.report,
        draft: fact.draft,
        digest: `\\x${fact.digest}`,
      }),
    ),
    approved:
      found === undefined || report === undefined
        ? undefined
        : { report, approvedBy: found.approval.eventId, digest: found.words.digest },
  };
}

function toldBy({ eventId, key: reportId, digest, event }: PlainFact): Told | undefined {
  const fact = { eventId, reportId, digest };
  switch (event.kind) {
    case 'report_drafted':
      return { ...fact, kind: event.kind, reportedAtMs: Date.parse(event.report.reportedAt), report: event.report };
    case 'draft_revised': {
      const { reportedAt, reason, report } = event.revision;
      return { ...fact, kind: event.kind, reportedAtMs: Date.parse(reportedAt), reason, report };
    }
    case 'report_approved': {
      const { reportedAt, note: reason, draft } = event.approval;
      return { ...fact, kind: event.kind, reportedAtMs: Date.parse(reportedAt), reason, draft };
    }
    case 'report_rejected': {
      const { reportedAt, reason, draft } = event.rejection;
      return { ...fact, kind: event.kind, reportedAtMs: Date.parse(reportedAt), reason, draft };
    }
    default:
      return undefined;
  }
}
