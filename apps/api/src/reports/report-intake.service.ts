import { Inject, Injectable } from '@nestjs/common';
import { Clock, type Principal } from '#platform';
import {
  type EventId,
  instantMs,
  type Moment,
  type PlaceId,
  type PlaceKind,
  type Report,
  type ReportId,
  type TimeZone,
} from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { type Bounded, type BoundedIncident, WritingBounds } from '../access/writing-bounds.service.js';
import { Acceptance, type Sending } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { AmendmentChain } from '../intake/amendment-chain.service.js';
import { chainOf, idFollowing, sentAs, type SentChain, settledAs } from '../intake/following.js';
import { recorded } from '../intake/recorded.dto.js';
import { rejectInvalid } from '../intake/body.rules.js';
import { IncidentAccounts } from '../intake/incident-accounts.service.js';
import { Clearances } from '../sensitivity/clearances.js';
import { Registry } from '../intake/registry.service.js';
import { Rejected, type Violation } from '../http/rejected.js';
import type {
  CorrectionDto,
  GradingDto,
  RecordedAmendmentDto,
  RecordedReportDto,
  ReinstatementDto,
  RetractionDto,
} from './amendment.dto.js';
import { examined, type ExaminedDraft, sentReport } from './examined-draft.js';
import { bodyAsSent, correctionOf, gradingOf, reinstatementOf, retractionOf } from './amendment.js';
import { type AmendmentBody, type AmendmentKind, checkAmendment, eventOf, fateAnswer } from './amendment-event.js';
import { amendmentViolations, correctionViolations } from './amendment.rules.js';
import { actorsIn, chosenId, placesIn } from './draft-references.js';
import type { DraftDto } from './draft.dto.js';
import { knownSince } from './known-since.js';
import type { RuleContext } from './rule-context.js';
import { StrangeReports } from '../sensitivity/strange-reports.service.js';
import { Withholding } from '../sensitivity/withholding.service.js';
import { DraftIntake } from '../review/draft-intake.service.js';
import { ReviewPolicy } from '../review/review-policy.service.js';

/** Takes reports, corrections, retractions, reinstatements and grades. */
@Injectable()
export class ReportIntake {
  constructor(
    private readonly registry: Registry,
    private readonly acceptance: Acceptance,
    private readonly chain: AmendmentChain,
    private readonly accounts: IncidentAccounts,
    private readonly bounds: WritingBounds,
    private readonly drafts: DraftIntake,
    private readonly policy: ReviewPolicy,
    private readonly clock: Clock,
    private readonly clearances: Clearances,
    private readonly withholding: Withholding,
    private readonly strange: StrangeReports,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  async submit(draft: DraftDto, sending: Sending): Promise<Accepted<RecordedReportDto>> {
    const { violations, reportOf } = await this.examine(draft);
    rejectInvalid(violations);
    const report = reportOf();
    const sent = sentReport(report, draft);
    const advice = `Change it with POST /v1/reports/${report.id}/corrections.`;
    await this.bounds.requireReport(
      sending.principal,
      ...boundsAsked(draft, { reportIds: [report.id], unless: 'recorded' }),
    );
    const incident = incidentOf(report);
    if (incident !== undefined) rejectInvalid(await this.accounts.violations('/incident/key', incident, [report.id]));
    if (this.drafts.takesAsDraft(sending))
      return this.drafts
        .record(report, sending, advice, sent)
        .catch((refusal: unknown) => this.refuseKnown(report, sending, refusal));
    const recording = await this.acceptance
      .accept({ kind: 'reported', data: report }, sending, advice, sent)
      .catch((refusal: unknown) => this.refuseKnown(report, sending, refusal));
    if (recording.isDraft && recording.coordinates === undefined) return this.drafts.answer(report, recording);
    this.chain.noteReport(report.id, instantMs(report.reportedAt));
    if (incident !== undefined) this.accounts.note(incident, [report.id]);
    const mayBeRetracted = sending.inBatch !== true && (recording.isAmended || this.chain.hasSent(report.id));
    const mayKnow = mayBeRetracted && !(await this.strange.has(report.id, sending.principal));
    const retraction = mayKnow ? await this.chain.retractionOf(report.id, instantMs(report.reportedAt)) : undefined;
    const reinstate = `POST /v1/reports/${report.id}/reinstatements`;
    return {
      eventId: recording.eventId,
      location: `/v1/reports/${report.id}`,
      body: {
        id: report.id,
        externalId: report.externalId ?? null,
        ...recorded(recording),
        ...(retraction && { retracted: true, retraction: { ...retraction, reinstate } }),
      },
    };
  }

  /** Checks a draft: returns its violations, and the report that it would become. */
  async examine(draft: DraftDto): Promise<ExaminedDraft> {
    const { context, unknown } = await this.look(draft);
    return examined(draft, unknown, context);
  }

  /** Returns the parts of a valid draft that this sender may not write. If there are any, the draft is refused. */
  async beyondBounds(draft: DraftDto, reportId: ReportId, principal: Principal): Promise<readonly Violation[]> {
    return this.bounds.reportViolations(
      principal,
      ...boundsAsked(draft, { reportIds: [reportId], unless: 'recorded' }),
    );
  }

  /** Says of a refused report that the one of its id is a draft or retracted, and what can be done, to who may know of that one. */
  private async refuseKnown(report: Report, { principal }: Sending, refusal: unknown): Promise<never> {
    if (!(refusal instanceof Rejected) || refusal.code !== 'conflict') throw refusal;
    if (await this.strange.has(report.id, principal)) throw refusal;
    await this.drafts.refuse(report, refusal, principal);
    const { id, reportedAt } = report;
    const retraction = await this.chain.retractionOf(id, instantMs(reportedAt));
    if (retraction === undefined) throw refusal;
    const undone = `It is retracted since ${retraction.since}; POST /v1/reports/${id}/reinstatements has it count again.`;
    throw new Rejected('conflict', `${refusal.message} ${undone}`, refusal.violations, { cause: refusal });
  }

  async correct(reportId: ReportId, sent: CorrectionDto, sending: Sending): Promise<Accepted<RecordedAmendmentDto>> {
    this.policy.requireAmending(sending.principal);
    const { context, unknown } = await this.look(sent.report);
    const misplaced = unknown.map((violation) => ({ ...violation, pointer: `/report${violation.pointer}` }));
    const zone = context.zoneOf(sent.report.places?.[0]);
    const dated = { ...sent, reportedAt: knownSince(sent.reportedAt, zone, context.nowMs) };
    rejectInvalid([...correctionViolations(reportId, dated, context), ...misplaced]);
    const correction = correctionOf(reportId, dated);
    const { id: _keeps, ...report } = sent.report;
    const asked = boundsAsked(report, { reportIds: [reportId], unless: 'member' }, '/report');
    await this.bounds.requireReport(sending.principal, ...asked);
    const incident = incidentOf(correction.report);
    if (incident !== undefined)
      rejectInvalid(await this.accounts.violations('/report/incident/key', incident, [reportId]));
    const accepted = await this.amend('report_corrected', sent, correction, sending);
    if (incident !== undefined) this.accounts.note(incident, [reportId]);
    return accepted;
  }

  retract(reportId: ReportId, sent: RetractionDto, sending: Sending): Promise<Accepted<RecordedAmendmentDto>> {
    return this.amendAs('report_retracted', retractionOf, { reportId, sent, sending });
  }

  /** @throws {Rejected} `not_found` when there is no such report, `meaningless` when it is not retracted. */
  reinstate(reportId: ReportId, sent: ReinstatementDto, sending: Sending): Promise<Accepted<RecordedAmendmentDto>> {
    return this.amendAs('report_reinstated', reinstatementOf, { reportId, sent, sending });
  }

  /** @throws {Rejected} `not_found` when there is no such report: nobody can assess what nobody has read. */
  grade(reportId: ReportId, sent: GradingDto, sending: Sending): Promise<Accepted<RecordedAmendmentDto>> {
    return this.amendAs('report_graded', gradingOf, { reportId, sent, sending });
  }

  /** Takes an amendment without a report in it. The right to amend is checked before the body. */
  private async amendAs<Sent extends SentAmendment>(
    kind: AmendmentKind,
    bodyOf: (reportId: ReportId, sent: Sent) => AmendmentBody,
    { reportId, sent, sending }: { readonly reportId: ReportId; readonly sent: Sent; readonly sending: Sending },
  ): Promise<Accepted<RecordedAmendmentDto>> {
    this.policy.requireAmending(sending.principal);
    rejectInvalid(amendmentViolations(reportId, sent, this.contextOf(new Map(), new Map())));
    // A retraction may come before its report.
    if (kind !== 'report_retracted') await this.requireReport(reportId, sending.principal);
    return this.amend(kind, sent, bodyOf(reportId, sent), sending);
  }

  private async requireReport(reportId: ReportId, principal: Principal): Promise<void> {
    const missing = await this.chain.missingReports([{ pointer: '', id: reportId }]);
    if (missing.length === 0 && !(await this.strange.has(reportId, principal))) return;
    const detail = `There is no report ${reportId}. Submit it with POST /v1/reports first.`;
    throw new Rejected('not_found', detail, [{ parameter: 'id', code: 'unknown_report', detail }]);
  }

  private async amend(
    kind: AmendmentKind,
    sent: SentChain & { readonly reportedAt: Moment; readonly reason?: string },
    body: AmendmentBody,
    sending: Sending,
  ): Promise<Accepted<RecordedAmendmentDto>> {
    const { reportId, reportedAt } = body;
    const said = bodyAsSent(body, sent);
    // Corrections and retractions may come before their reports: those of reports that the sender may not know are taken so.
    const isStrange = await this.strange.has(reportId, sending.principal);
    if (!isStrange) await this.drafts.requireNoDraft(reportId);
    await this.bounds.requireReports(sending.principal, [{ pointer: '', id: reportId }], { id: sent.id });
    const amendment = {
      kind,
      ...chainOf(sent),
      reportIds: [reportId],
      reportedAtMs: instantMs(reportedAt),
      reason: sent.reason ?? null,
      incident: null,
      idFollowing: (follows: readonly EventId[]) => idFollowing(kind, said, follows),
    };
    const { id, recording } = await this.chain.follow(
      amendment,
      async (settled) => {
        const event = eventOf(kind, settledAs(settled, body));
        const asSent = sentAs(kind, settled.id, said, amendment.follows);
        const advice = 'Send it with another id.';
        return { id: settled.id, recording: await this.acceptance.accept(event, sending, advice, asSent) };
      },
      isStrange ? undefined : checkAmendment,
    );
    const fate = sending.inBatch ? undefined : await this.chain.fateOf(reportId, id, isStrange);
    return {
      eventId: recording.eventId,
      location: `/v1/reports/${reportId}`,
      body: { id, reportId, ...recorded(recording), ...fateAnswer(fate) },
    };
  }

  private async look(draft: DraftDto): Promise<{ context: RuleContext; unknown: readonly Violation[] }> {
    const { zones, kinds, violations } = await this.registry.look({ places: placesIn(draft), actors: actorsIn(draft) });
    const pseudonyms = await this.withholding.pseudonymViolations(draft);
    return { context: this.contextOf(zones, kinds), unknown: [...violations, ...pseudonyms] };
  }

  private contextOf(zones: ReadonlyMap<PlaceId, TimeZone>, kinds: ReadonlyMap<PlaceId, PlaceKind>): RuleContext {
    const zoneOf = (place: PlaceId | undefined): TimeZone =>
      (place === undefined ? undefined : zones.get(place)) ?? this.deskZone;
    const { levels } = this.clearances;
    return { nowMs: this.clock.nowMs(), zoneOf, kindOf: (place) => kinds.get(place), levels };
  }
}

type SentAmendment = Parameters<typeof amendmentViolations>[1] & SentChain & { readonly reason?: string };

/** What of a draft the bounds of a key are about, and where it stands. */
function boundsAsked(
  draft: DraftDto,
  belonging: Pick<BoundedIncident, 'reportIds' | 'unless'>,
  above = '',
): [Bounded, { outlet: string; places: string }, BoundedIncident | undefined] {
  const { outlet } = draft.source;
  const places = placesIn(draft).map(({ pointer, id }) => ({ pointer: above + pointer, id }));
  const incident = incidentOf(draft);
  const pointer = `${above}/incident/key`;
  return [
    { outlet, places, more: chosenId(draft) },
    { outlet: `${above}/source/outlet`, places: `${above}/places` },
    incident === undefined ? undefined : { pointer, incident, ...belonging },
  ];
}

/** The incident that a report itself belongs to. */
const incidentOf = ({ incident }: Pick<DraftDto, 'incident'>): string | undefined =>
  incident === undefined || (incident.relation ?? 'same_event') !== 'same_event' ? undefined : incident.key;
