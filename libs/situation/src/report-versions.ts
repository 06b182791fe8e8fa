import type { EventId, ReportId } from './ids.js';
import type { Report } from './report.js';
import { end_of_time_ms } from './time.js';

/** One thing said about a report: the report itself, a correction, a retraction. */
export interface ReportFact {
  readonly eventId: EventId;
  readonly reportId: ReportId;
  readonly kind: 'reported' | 'report_corrected' | 'report_retracted';
  readonly reportedAtMs: number;
  /** Absent on a retraction. */
  readonly report?: Report;
}

/** How a report read, and over which known times, half open. An empty stretch was superseded in the same moment. */
export interface ReportVersion {
  readonly eventId: EventId;
  readonly reportId: ReportId;
  /** 1 is the report as first given. */
  readonly version: number;
  readonly knownFromMs: number;
  readonly knownToMs: number;
  readonly report: Report;
}

/**
 * The versions of one report, from the set of facts about it. An amendment whose report is not there yet waits: there
 * are no versions without the report. An amendment dated before its report counts from the report on. A retraction is
 * final: whatever is said later about the report, it counts for nothing.
 */
export function reportVersions(facts: readonly ReportFact[]): readonly ReportVersion[] {
  const original = facts.find(({ kind }) => kind === 'reported');
  if (original === undefined) return [];
  const since = (fact: ReportFact): number => Math.max(fact.reportedAtMs, original.reportedAtMs);
  const corrections = facts
    .filter(({ kind }) => kind === 'report_corrected')
    .sort((a, b) => since(a) - since(b) || a.reportedAtMs - b.reportedAtMs || (a.eventId < b.eventId ? -1 : 1));
  const retractions = facts.filter(({ kind }) => kind === 'report_retracted').map(since);
  const withdrawnMs = Math.min(end_of_time_ms, ...retractions);
  const told = [original, ...corrections];
  return told.flatMap((fact, index) => {
    const next = told[index + 1];
    const knownFromMs = since(fact);
    const knownToMs = Math.max(knownFromMs, Math.min(next === undefined ? end_of_time_ms : since(next), withdrawnMs));
    return fact.report === undefined
      ? []
      : [
          {
            eventId: fact.eventId,
            reportId: fact.reportId,
            version: index + 1,
            knownFromMs,
            knownToMs,
            report: fact.report,
          },
        ];
  });
}
