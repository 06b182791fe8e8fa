import { type EventId, instantMs, type ReportFact, type SettledFact, type SitrepEvent } from '#situation';
import type { Fact } from '../../drive/fact.js';

/** A fact about a report, with the digest that settles doubles. */
export interface StoredReportFact extends SettledFact {
  readonly digest: Uint8Array;
  readonly reason?: string;
}

/** What an event says about a report; nothing for links and for the gazetteer's events. */
const readers: {
  readonly [Kind in SitrepEvent['kind']]: (event: Extract<SitrepEvent, { kind: Kind }>) => FactBody | undefined;
} = {
  reported: ({ report }) => ({ reportId: report.id, reportedAtMs: instantMs(report.reportedAt), report }),
  report_corrected: ({ correction }) => ({
    reportId: correction.reportId,
    reportedAtMs: instantMs(correction.reportedAt),
    reason: correction.reason,
    report: correction.report,
    ...following(correction),
  }),
  report_retracted: ({ retraction }) => ({
    reportId: retraction.reportId,
    reportedAtMs: instantMs(retraction.reportedAt),
    reason: retraction.reason,
    ...following(retraction),
  }),
  report_reinstated: ({ reinstatement }) => ({
    reportId: reinstatement.reportId,
    reportedAtMs: instantMs(reinstatement.reportedAt),
    reason: reinstatement.reason,
    ...following(reinstatement),
  }),
  report_graded: ({ grading }) => ({
    reportId: grading.reportId,
    reportedAtMs: instantMs(grading.reportedAt),
    ...(grading.reason === undefined ? {} : { reason: grading.reason }),
    grade: grading.grade,
    ...following(grading),
  }),
  reports_linked: () => undefined,
  reports_unlinked: () => undefined,
  report_drafted: () => undefined,
  draft_revised: () => undefined,
  report_approved: () => undefined,
  report_rejected: () => undefined,
  place_registered: () => undefined,
  actor_registered: () => undefined,
};

const following = ({ follows }: { readonly follows?: readonly EventId[] }) =>
  follows === undefined ? {} : { follows };

type FactBody = Omit<StoredReportFact, 'eventId' | 'kind' | 'digest'>;

/** The facts about reports among these, each event id once, with the smaller digest of two. */
export function reportFacts(facts: readonly Fact[]): readonly StoredReportFact[] {
  const byId = new Map<string, StoredReportFact>();
  for (const { eventId, event, digest } of facts) {
    const read = readers[event.kind] as (event: SitrepEvent) => FactBody | undefined;
    const body = read(event);
    if (body === undefined) continue;
    const other = byId.get(eventId);
    if (other !== undefined && Buffer.compare(other.digest, digest) <= 0) continue;
    byId.set(eventId, { ...body, eventId, digest, kind: event.kind as ReportFact['kind'] });
  }
  return [...byId.values()];
}
