import {
  type Correction,
  type EventBodies,
  type EventKind,
  type Grading,
  instantMs,
  type Reinstatement,
  type ReportFact,
  type Retraction,
  type SettledFact,
} from '#situation';
import type { Fact } from '../../drive/fact.js';

/** A fact about a report, with the digest that settles doubles. */
export interface StoredReportFact extends SettledFact {
  readonly digest: Uint8Array;
  readonly reason?: string;
}

/** What a kind of event says about a report; the other kinds say nothing about any. */
const readers: { readonly [Kind in EventKind]?: (data: EventBodies[Kind]) => FactBody } = {
  reported: (report) => ({ reportId: report.id, reportedAtMs: instantMs(report.reportedAt), report }),
  report_corrected: (correction) => ({ ...amending(correction), report: correction.report }),
  report_retracted: (retraction) => amending(retraction),
  report_reinstated: (reinstatement) => amending(reinstatement),
  report_graded: (grading) => ({ ...amending(grading), grade: grading.grade }),
};

const amending = ({ reportId, reportedAt, reason, follows }: Correction | Retraction | Reinstatement | Grading) => ({
  reportId,
  reportedAtMs: instantMs(reportedAt),
  ...(reason === undefined ? {} : { reason }),
  ...(follows === undefined ? {} : { follows }),
});

type FactBody = Omit<StoredReportFact, 'eventId' | 'kind' | 'digest'>;

/** The facts about reports among these, each event id once, with the smaller digest of two. */
export function reportFacts(facts: readonly Fact[]): readonly StoredReportFact[] {
  const byId = new Map<string, StoredReportFact>();
  for (const { eventId, event, digest } of facts) {
    const body = readers[event.kind]?.(event.data as never);
    if (body === undefined) continue;
    const other = byId.get(eventId);
    if (other !== undefined && Buffer.compare(other.digest, digest) <= 0) continue;
    byId.set(eventId, { ...body, eventId, digest, kind: event.kind as ReportFact['kind'] });
  }
  return [...byId.values()];
}
