import type { EventId } from './ids.js';
import type { ReportFact } from './report-versions.js';

/**
 * What becomes of an amendment: it applies; it waits, because its report is not there yet; or it changes nothing,
 * because its report had been retracted by then, and a retraction is final.
 */
export type AmendmentFate = 'applies' | 'waits' | 'without_effect';

/** What is asked of: an amendment, by its id and by when it was made known. */
export interface AmendmentMoment {
  readonly eventId: EventId;
  readonly reportedAtMs: number;
}

/** The fate of an amendment, given what was said about its report; as `reportVersions` decides it. */
export function fateOfAmendment(
  { eventId, reportedAtMs }: AmendmentMoment,
  facts: readonly Pick<ReportFact, 'eventId' | 'kind' | 'reportedAtMs'>[],
): AmendmentFate {
  const original = facts.find(({ kind }) => kind === 'reported');
  if (original === undefined) return 'waits';
  // What is dated before the report counts from the report on.
  const since = (ms: number): number => Math.max(ms, original.reportedAtMs);
  const withdrawn = facts.some(
    (fact) =>
      fact.kind === 'report_retracted' && fact.eventId !== eventId && since(fact.reportedAtMs) <= since(reportedAtMs),
  );
  return withdrawn ? 'without_effect' : 'applies';
}
