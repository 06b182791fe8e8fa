import type { Grade } from './grade.js';
import type { EventId, ReportId } from './ids.js';
import type { Report } from './report.js';
import { end_of_time_ms } from './time.js';

/** One thing said about a report: the report itself, a correction, a retraction, a grade. */
export interface ReportFact {
  readonly eventId: EventId;
  readonly reportId: ReportId;
  readonly kind: 'reported' | 'report_corrected' | 'report_retracted' | 'report_graded';
  readonly reportedAtMs: number;
  /** The whole report, where one is said: in the report itself and in a correction. */
  readonly report?: Report;
  /** The new assessment, of a `report_graded` alone. */
  readonly grade?: Grade;
}

/** How a report read, and over which known times, half open. An empty stretch was superseded in the same moment. */
export interface ReportVersion {
  readonly eventId: EventId;
  /** The event that said the words: `eventId`, or the event before it when `eventId` only graded them anew. */
  readonly saidBy: EventId;
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
 *
 * A grade makes a version with the same words and another assessment. Of assessments the one said last stands: a
 * correction carries the whole report, its grade included, so a correction after a grade brings its own, and a grade
 * after a correction holds. Of one moment, a grade is the later of the two, whatever their ids: it assesses what is
 * there. Like any version, a graded one counts as known from its own moment where the later known of two decides.
 */
export function reportVersions(facts: readonly ReportFact[]): readonly ReportVersion[] {
  const original = facts.find(({ kind }) => kind === 'reported');
  if (original?.report === undefined) return [];
  const since = (fact: ReportFact): number => Math.max(fact.reportedAtMs, original.reportedAtMs);
  const amendments = facts
    .filter(({ kind }) => kind === 'report_corrected' || kind === 'report_graded')
    .sort((a, b) => since(a) - since(b) || a.reportedAtMs - b.reportedAtMs || gradesLast(a, b) || byId(a, b));
  const retractions = facts.filter(({ kind }) => kind === 'report_retracted').map(since);
  const withdrawnMs = Math.min(end_of_time_ms, ...retractions);
  let said = { saidBy: original.eventId, report: original.report };
  return [original, ...amendments].map((fact, index, told) => {
    const next = told[index + 1];
    const knownFromMs = since(fact);
    const knownToMs = Math.max(knownFromMs, Math.min(next === undefined ? end_of_time_ms : since(next), withdrawnMs));
    if (fact.report !== undefined) said = { saidBy: fact.eventId, report: fact.report };
    else if (fact.grade !== undefined) said = { ...said, report: { ...said.report, grade: fact.grade } };
    const { eventId, reportId } = fact;
    return { eventId, reportId, version: index + 1, knownFromMs, knownToMs, ...said };
  });
}

const gradesLast = (a: ReportFact, b: ReportFact): number =>
  Number(a.kind === 'report_graded') - Number(b.kind === 'report_graded');

const byId = (a: ReportFact, b: ReportFact): number => (a.eventId < b.eventId ? -1 : 1);
