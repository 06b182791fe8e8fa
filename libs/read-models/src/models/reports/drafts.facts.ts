import { approvedOf, type DraftFact, type DraftKind, instantMs, type SitrepEvent } from '#situation';
import type { Fact } from '../../drive/fact.js';
import type { StoredReportFact } from './reports.facts.js';

/** An event of a review, with the digest that settles doubles. */
export interface StoredDraftFact extends DraftFact {
  readonly digest: Uint8Array;
  /** Why it was revised or rejected, or what the approval rests on. */
  readonly reason?: string;
}

type FactBody = Omit<StoredDraftFact, 'eventId' | 'digest' | 'kind'> & { readonly kind: DraftKind };

function bodyOf(event: SitrepEvent): FactBody | undefined {
  const about = (said: { readonly reportId: string; readonly reportedAt: string }) => ({
    reportId: said.reportId,
    reportedAtMs: instantMs(said.reportedAt),
  });
  switch (event.kind) {
    case 'report_drafted': {
      const { kind, report } = event;
      return { kind, ...about({ reportId: report.id, reportedAt: report.reportedAt }), report };
    }
    case 'draft_revised': {
      const { kind, revision } = event;
      return { kind, ...about(revision), report: revision.report, reason: revision.reason };
    }
    case 'report_approved': {
      const { kind, approval } = event;
      const { draft, note } = approval;
      return { kind, ...about(approval), draft, ...(note === undefined ? {} : { reason: note }) };
    }
    case 'report_rejected': {
      const { kind, rejection } = event;
      return { kind, ...about(rejection), draft: rejection.draft, reason: rejection.reason };
    }
    default:
      return undefined;
  }
}

/** The events of reviews among these, each id once, with the smaller digest of two. */
export function draftFacts(facts: readonly Fact[]): readonly StoredDraftFact[] {
  const byId = new Map<string, StoredDraftFact>();
  for (const { eventId, event, digest } of facts) {
    const body = bodyOf(event);
    const other = byId.get(eventId);
    if (body === undefined || (other !== undefined && Buffer.compare(other.digest, digest) <= 0)) continue;
    byId.set(eventId, { ...body, eventId, digest });
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
