import type { StatementMoment } from '#read-models/queries';
import type { EventId, ReportId } from '#situation';

/** The live edition runs a moment behind the log; so many amendments are remembered meanwhile, and a while longer. */
const remembered_amendments = 10_000;
const remembered_reports = 50_000;

/**
 * What this process sent about reports, whether or not the log has confirmed it, so that the next amendment follows it; and
 * the reports that the log has from it.
 */
export class SentAmendments {
  private readonly sent = new Map<EventId, StatementMoment>();
  private readonly ofReport = new Map<ReportId, Set<EventId>>();
  /** When each was made known, in milliseconds since 1970 UTC. */
  private readonly reports = new Map<ReportId, number>();

  /** These moments and those sent about the reports that are not among them. */
  addTo(moments: readonly StatementMoment[], reportIds: readonly ReportId[]): readonly StatementMoment[] {
    const sent = new Set(reportIds.flatMap((id) => [...(this.ofReport.get(id) ?? [])]));
    for (const { eventId } of moments) sent.delete(eventId);
    const reports = reportIds.filter((id) => this.reports.has(id) && !moments.some(isReport(id)));
    return [
      ...moments,
      ...reports.map((id) => this.momentOf(id)),
      ...[...sent].flatMap((id) => this.sent.get(id) ?? []),
    ];
  }

  /** True if an amendment of the report was sent. */
  hasAmendmentOf(reportId: ReportId): boolean {
    return this.ofReport.has(reportId);
  }

  hasReport(reportId: ReportId): boolean {
    return this.reports.has(reportId);
  }

  /** Remembers a report that the log has. */
  addReport(id: ReportId, reportedAtMs: number): void {
    this.reports.set(id, reportedAtMs);
    if (this.reports.size <= remembered_reports) return;
    const [oldest] = this.reports.keys();
    this.reports.delete(oldest as ReportId);
  }

  private momentOf(id: ReportId): StatementMoment {
    const eventId: string = id;
    const reportedAtMs = this.reports.get(id) ?? 0;
    return { eventId, kind: 'reported', reportedAtMs, reportIds: [id], reason: null, incident: null, inSlice: true };
  }

  /** Remembers an amendment that is on its way, and returns how to forget it when it was refused. */
  add(moment: StatementMoment): () => void {
    if (this.sent.has(moment.eventId)) return () => undefined;
    this.sent.set(moment.eventId, moment);
    for (const id of moment.reportIds) this.ofReport.set(id, (this.ofReport.get(id) ?? new Set()).add(moment.eventId));
    for (const oldest of this.sent.values()) {
      if (this.sent.size <= remembered_amendments) break;
      this.forget(oldest);
    }
    return () => {
      this.forget(moment);
    };
  }

  private forget({ eventId, reportIds }: StatementMoment): void {
    this.sent.delete(eventId);
    for (const id of reportIds) {
      const others = this.ofReport.get(id);
      others?.delete(eventId);
      if (others?.size === 0) this.ofReport.delete(id);
    }
  }
}

const isReport =
  (id: string) =>
  ({ eventId, kind }: StatementMoment): boolean =>
    kind === 'reported' && eventId === id;
