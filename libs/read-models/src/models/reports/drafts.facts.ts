import {
  approvedOf,
  type DraftFact,
  type DraftKind,
  type EventBodies,
  type Instant,
  instantMs,
  isOfReview,
  type ReportId,
} from '#situation';
import type { Fact } from '../../drive/fact.js';
import type { StoredReportFact } from './reports.facts.js';

/** An event of a review, with the digest that settles doubles. */
export interface StoredDraftFact extends DraftFact {
  readonly digest: Uint8Array;
  /** Why it was revised or rejected, or what the approval rests on. */
  readonly reason?: string;
}

type FactBody = Omit<StoredDraftFact, 'eventId' | 'digest' | 'kind'>;

/** What a kind of event does in a review. */
const readers: { readonly [Kind in DraftKind]: (data: EventBodies[Kind]) => FactBody } = {
  report_drafted: (report) => ({ ...about({ reportId: report.id, reportedAt: report.reportedAt }), report }),
  draft_revised: (revision) => ({ ...about(revision), report: revision.report, reason: revision.reason }),
  report_approved: ({ draft, note, ...approval }) => ({
    ...about(approval),
    draft,
    ...(note === undefined ? {} : { reason: note }),
  }),
  report_rejected: (rejection) => ({ ...about(rejection), draft: rejection.draft, reason: rejection.reason }),
};

const about = ({ reportId, reportedAt }: { readonly reportId: ReportId; readonly reportedAt: Instant }) => ({
  reportId,
  reportedAtMs: instantMs(reportedAt),
});

/** The events of reviews among these, each id once, with the smaller digest of two. */
export function draftFacts(facts: readonly Fact[]): readonly StoredDraftFact[] {
  const byId = new Map<string, StoredDraftFact>();
  for (const { eventId, event, digest } of facts) {
    if (!isOfReview(event)) continue;
    const other = byId.get(eventId);
    if (other !== undefined && Buffer.compare(other.digest, digest) <= 0) continue;
    const read = readers[event.kind] as (data: unknown) => FactBody;
    byId.set(eventId, { ...read(event.data), kind: event.kind, eventId, digest });
  }
  return [...byId.values()];
}

/** What a review makes of its draft: once approved, an event `reported` under the report's id. */
export function approvedFact(facts: readonly StoredDraftFact[]): StoredReportFact | undefined {
  const found = approvedOf(facts);
  const report = found?.words.report;
  if (found === undefined || report === undefined) return undefined;
  return {
    kind: 'reported',
    eventId: String(report.id),
    reportId: report.id,
    reportedAtMs: instantMs(report.reportedAt),
    report,
    digest: found.words.digest,
    approvedBy: found.approval.eventId,
  };
}
