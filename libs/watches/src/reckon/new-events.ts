import { decodeEvent, type EventLog, type Position } from '#event-log';
import type { ReportId, SitrepEvent } from '#situation';
import type { Cause } from '../domain/change.js';

/** The events about reports in a stretch of the log. */
export interface NewEvents {
  /** The events about each report; a link is about each report that it names. */
  readonly causesOf: ReadonlyMap<ReportId, readonly Cause[]>;
}

/**
 * Reads the events at or after `from` and before `to`. What cannot be decoded is in no edition and makes no change.
 */
export async function readNewEvents(log: Pick<EventLog, 'read'>, from: Position, to: Position): Promise<NewEvents> {
  const causesOf = new Map<ReportId, Cause[]>();
  for await (const { events } of log.read(from, to))
    for (const recorded of events) {
      const decoded = decodeEvent(recorded);
      if (!decoded.ok) continue;
      const { id, partition, offset, recordedAtMs } = recorded;
      for (const report of reportsOf(decoded.event)) {
        const causes = causesOf.get(report) ?? [];
        causes.push({ id, partition, offset, recordedAtMs });
        causesOf.set(report, causes);
      }
    }
  return { causesOf };
}

function reportsOf(event: SitrepEvent): readonly ReportId[] {
  switch (event.kind) {
    case 'reported':
      return [event.report.id];
    case 'report_corrected':
      return [event.correction.reportId];
    case 'report_retracted':
      return [event.retraction.reportId];
    case 'report_reinstated':
      return [event.reinstatement.reportId];
    case 'report_graded':
      return [event.grading.reportId];
    case 'reports_linked':
      return event.link.reportIds;
    case 'reports_unlinked':
      return event.unlink.reportIds;
    case 'report_drafted':
      return [event.report.id];
    case 'draft_revised':
      return [event.revision.reportId];
    case 'report_approved':
      return [event.approval.reportId];
    case 'report_rejected':
      return [event.rejection.reportId];
    case 'place_registered':
    case 'actor_registered':
      return [];
  }
}
