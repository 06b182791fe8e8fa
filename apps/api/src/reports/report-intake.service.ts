import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { instantMs, type PlaceId, type PlaceKind, type ReportId, type Retraction, type TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { Acceptance } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { recorded } from '../intake/recorded.dto.js';
import { refuseMeaningless } from '../intake/refuse-meaningless.js';
import { Registry } from '../intake/registry.service.js';
import { Rejected, type Violation } from '../http/rejected.js';
import type {
  CorrectionDto,
  GradingDto,
  RecordedAmendmentDto,
  RecordedReportDto,
  RetractionDto,
} from './amendment.dto.js';
import { correctionOf, gradingOf, retractionOf } from './amendment.js';
import { amendmentViolations, backdatedViolations, correctionViolations } from './amendment.rules.js';
import { canonicalReport } from './canonical-report.js';
import { actorsIn, placesIn } from './draft-references.js';
import type { DraftDto } from './draft.dto.js';
import { draftViolations } from './draft.rules.js';
import { idOfDraft } from './report-reference.js';
import type { RuleContext } from './rule-context.js';

/** What all amendments have. */
type Amendment = Pick<Retraction, 'id' | 'reportId' | 'reportedAt'>;

/** Takes reports, corrections, retractions and grades. */
@Injectable()
export class ReportIntake {
  constructor(
    private readonly registry: Registry,
    private readonly acceptance: Acceptance,
    private readonly clock: Clock,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  async submit(draft: DraftDto, traceparent: string | undefined): Promise<Accepted<RecordedReportDto>> {
    const id = idOfDraft(draft);
    const { context, unknown } = await this.look(draft);
    refuseMeaningless([...draftViolations(draft, id, context), ...unknown]);
    const report = canonicalReport(draft, id as ReportId, draft.reportedAt);
    const advice = `Change it with POST /v1/reports/${id}/corrections.`;
    const recording = await this.acceptance.accept({ kind: 'reported', report }, traceparent, advice);
    return {
      location: `/v1/reports/${report.id}`,
      body: { id: report.id, externalId: report.externalId ?? null, ...recorded(recording) },
    };
  }

  async correct(
    reportId: ReportId,
    sent: CorrectionDto,
    traceparent: string | undefined,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    const { context, unknown } = await this.look(sent.report);
    const misplaced = unknown.map((violation) => ({ ...violation, pointer: `/report${violation.pointer}` }));
    refuseMeaningless([...correctionViolations(reportId, sent, context), ...misplaced]);
    const correction = correctionOf(reportId, sent);
    return this.amend({ kind: 'report_corrected', correction }, correction, traceparent);
  }

  async retract(
    reportId: ReportId,
    sent: RetractionDto,
    traceparent: string | undefined,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    refuseMeaningless(amendmentViolations(reportId, sent, this.contextOf(new Map(), new Map())));
    const retraction = retractionOf(reportId, sent);
    return this.amend({ kind: 'report_retracted', retraction }, retraction, traceparent);
  }

  /** @throws {Rejected} `not_found` when there is no such report: nobody can assess what nobody has read. */
  async grade(
    reportId: ReportId,
    sent: GradingDto,
    traceparent: string | undefined,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    refuseMeaningless(amendmentViolations(reportId, sent, this.contextOf(new Map(), new Map())));
    const missing = await this.registry.missingReports([{ pointer: '', id: reportId }]);
    if (missing.length > 0) {
      const detail = `There is no report ${reportId}. Submit it with POST /v1/reports first.`;
      throw new Rejected('not_found', detail, [{ parameter: 'id', code: 'unknown_report', detail }]);
    }
    const grading = gradingOf(reportId, sent);
    return this.amend({ kind: 'report_graded', grading }, grading, traceparent);
  }

  private async amend(
    event: Parameters<Acceptance['accept']>[0],
    { id, reportId, reportedAt }: Amendment,
    traceparent: string | undefined,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    const reportMs = await this.registry.reportOf(reportId, id);
    refuseMeaningless(backdatedViolations(instantMs(reportedAt), reportMs));
    const recording = await this.acceptance.accept(event, traceparent, 'Send it with another id.');
    const fate = await this.registry.fateOf(reportId, { eventId: id, reportedAtMs: instantMs(reportedAt) });
    return {
      location: `/v1/reports/${reportId}`,
      body: {
        ...{ id, reportId, ...recorded(recording) },
        ...(fate === 'waits' ? { waiting: true } : {}),
        ...(fate === 'without_effect' ? { withoutEffect: true } : {}),
      },
    };
  }

  private async look(draft: DraftDto): Promise<{ context: RuleContext; unknown: readonly Violation[] }> {
    const { zones, kinds, violations } = await this.registry.look({ places: placesIn(draft), actors: actorsIn(draft) });
    return { context: this.contextOf(zones, kinds), unknown: violations };
  }

  private contextOf(zones: ReadonlyMap<PlaceId, TimeZone>, kinds: ReadonlyMap<PlaceId, PlaceKind>): RuleContext {
    const zoneOf = (place: PlaceId | undefined): TimeZone =>
      (place === undefined ? undefined : zones.get(place)) ?? this.deskZone;
    return { nowMs: this.clock.nowMs(), zoneOf, kindOf: (place) => kinds.get(place) };
  }
}
