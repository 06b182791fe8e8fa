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

/** The reports that an event is about; a name that is registered is about none. */
function reportsOf({ kind, data }: SitrepEvent): readonly ReportId[] {
  if ('reportIds' in data) return data.reportIds;
  if ('reportId' in data) return [data.reportId];
  return kind === 'reported' || kind === 'report_drafted' ? [data.id] : [];
}
