import { Injectable } from '@nestjs/common';
import {
  type Draft,
  type DraftDecision,
  DraftDesk,
  Editions,
  isSamePerson,
  sendersOf,
  waitingDraftStates,
} from '#editions';
import { Clock, type Principal, recordAudit } from '#platform';
import { instantMs, type Report, type ReportId, type SitrepEvent, toInstant } from '#situation';
import { WritingBounds } from '../access/writing-bounds.service.js';
import { problemOf } from '../http/problem.filter.js';
import { Rejected, type Violation } from '../http/rejected.js';
import { Acceptance, type Sending } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { AmendmentChain } from '../intake/amendment-chain.service.js';
import { atLeastOne, exactlyOne, rejectInvalid } from '../intake/body.rules.js';
import { IncidentAccounts } from '../intake/incident-accounts.service.js';
import { recorded } from '../intake/recorded.dto.js';
import { Registry } from '../intake/registry.service.js';
import {
  type ApprovalResultDto,
  type ApprovalResultsDto,
  most_drafts_counted,
  type RecordedReviewDto,
} from './draft-answer.dto.js';
import type { ApprovalDto, ApprovalsDto, RejectionDto } from './draft-body.dto.js';
import { most_decided_at_once } from './draft-query.dto.js';
import { decisionIdOf, DraftLookup, overtaken, revisedSince } from './draft-lookup.service.js';
import { ReviewPolicy } from './review-policy.service.js';

type Decided = 'approved' | 'rejected';

interface Decision {
  readonly kind: Decided;
  readonly revision: string | undefined;
  readonly reason: string | undefined;
}

/** Drafts that are approved at once: they share the statements of the intake. */
const decided_together = 20;

/**
 * Approves and rejects drafts as the whole log has them: nobody decides about words that have been revised meanwhile. A draft
 * is decided about once: both decisions are events of one id.
 */
@Injectable()
export class DraftDecisions {
  private readonly desk: DraftDesk;

  constructor(
    private readonly editions: Editions,
    private readonly acceptance: Acceptance,
    private readonly registry: Registry,
    private readonly lookup: DraftLookup,
    private readonly policy: ReviewPolicy,
    private readonly bounds: WritingBounds,
    private readonly accounts: IncidentAccounts,
    private readonly chain: AmendmentChain,
    private readonly clock: Clock,
  ) {
    this.desk = new DraftDesk(editions.database);
  }

  async approve(id: ReportId, { revision, note }: ApprovalDto, sending: Sending): Promise<Accepted<RecordedReviewDto>> {
    await this.registry.catchUp();
    return this.decide(id, { kind: 'approved', revision, reason: note }, sending);
  }

  async reject(
    id: ReportId,
    { revision, reason }: RejectionDto,
    sending: Sending,
  ): Promise<Accepted<RecordedReviewDto>> {
    await this.registry.catchUp();
    return this.decide(id, { kind: 'rejected', revision, reason }, sending);
  }

  /** Approves each by itself, and tells what became of it. */
  async approveAll(approvals: ApprovalsDto, sending: Sending): Promise<ApprovalResultsDto> {
    const { ids, bundle, after, note } = approvals;
    rejectInvalid([
      ...exactlyOne('', approvals, ['ids', 'bundle']),
      ...atLeastOne('/ids', ids),
      ...(after === undefined || bundle !== undefined ? [] : [noBundle]),
    ]);
    await this.registry.catchUp();
    const named = ids === undefined ? undefined : [...new Set(ids.map((id) => id.toLowerCase()))];
    const asked = named ?? (await this.waitingOf(bundle ?? '', after?.toLowerCase(), sending.principal));
    const chosen = asked.slice(0, most_decided_at_once);
    const results: ApprovalResultDto[] = [];
    const approval = note === undefined ? {} : { note };
    for (let from = 0; from < chosen.length; from += decided_together) {
      const some = chosen.slice(from, from + decided_together);
      results.push(...(await Promise.all(some.map((id) => this.resultOf(id, approval, sending)))));
    }
    const approved = results.filter(({ status }) => status === 201).length;
    const refused = results.filter(({ problem }) => problem !== undefined).length;
    const sentBack = bundle === undefined ? 0 : await this.sentBackOf(bundle, sending.principal);
    return { approved, refused, sentBack, more: asked.length > chosen.length, results };
  }

  /** How many drafts of a bundle wait for their authors. */
  private sentBackOf(bundle: string, principal: Principal): Promise<number> {
    return this.lookup.count({ bundle, states: ['needs_work'], limit: most_drafts_counted }, principal);
  }

  /** The drafts of a bundle that wait for a decision. */
  private async waitingOf(
    bundle: string,
    last: ReportId | undefined,
    principal: Principal,
  ): Promise<readonly ReportId[]> {
    const [before] = last === undefined ? [] : await this.lookup.seen({ ids: [last], limit: 1 }, principal);
    if (last !== undefined && before === undefined) rejectInvalid([unknownBefore]);
    const after = before && { ms: before.reportedAtMs, id: before.id };
    const asked = { bundle, states: waitingDraftStates, limit: most_decided_at_once + 1, ...(after && { after }) };
    return (await this.lookup.seen(asked, principal)).map(({ id }) => id);
  }

  private async resultOf(id: ReportId, approval: ApprovalDto, sending: Sending): Promise<ApprovalResultDto> {
    try {
      const decision = { kind: 'approved', revision: undefined, reason: approval.note } as const;
      const { body } = await this.decide(id, decision, sending);
      return { id, status: body.alreadyRecorded === true ? 200 : 201, approval: body };
    } catch (error) {
      const problem = problemOf(error);
      return { id, status: problem.status, problem };
    }
  }

  private async decide(
    id: ReportId,
    { kind, revision, reason }: Decision,
    sending: Sending,
  ): Promise<Accepted<RecordedReviewDto>> {
    const { principal } = sending;
    const draft = await this.lookup.visible(id, principal);
    const eventId = decisionIdOf(id);
    const words = revision?.toLowerCase() ?? draft.revision;
    const location = kind === 'approved' ? `/v1/reports/${id}` : `/v1/drafts/${id}`;
    const body = { id, eventId, state: kind, revision: words };
    if (draft.decision !== null) {
      if (!isRepeated(draft.decision, { kind, revision: words, reason }, principal)) throw decidedBy(draft);
      return { eventId, location, body: { ...body, alreadyRecorded: true } };
    }
    if (words !== draft.revision) throw revisedSince(draft);
    const { report } = draft;
    const incident = report.incident?.relation === 'same_event' ? report.incident.key : undefined;
    if (kind === 'approved') await this.requireApproval(draft, incident, principal);
    const decided = { id: eventId, reportId: id, reportedAt: toInstant(this.clock.nowMs()), draft: words };
    const event: SitrepEvent =
      kind === 'approved'
        ? { kind: 'report_approved', data: { ...decided, ...(reason === undefined ? {} : { note: reason }) } }
        : { kind: 'report_rejected', data: { ...decided, reason: reason ?? '' } };
    const sent = { type: event.kind, body: { id, words, reason, by: principal.id } };
    if (!(await this.desk.takePlaceAfter(words, { id, eventId }))) throw overtaken(draft);
    await this.desk.beginDecision(id, eventId, principal.id);
    const recording = await this.acceptance
      .accept(event, sending, '', sent)
      .catch((refusal: unknown) => this.refuse(id, eventId, refusal));
    if (kind === 'approved') this.note(report, incident);
    if (recording.coordinates !== undefined) await this.audit(kind, id, words, principal);
    return { eventId, location, body: { ...body, ...recorded(recording) } };
  }

  /** @throws {Rejected} the sender is an author, writes about other outlets or places, or the incident is full. */
  private async requireApproval(draft: Draft, incident: string | undefined, principal: Principal): Promise<void> {
    const { id, report } = draft;
    this.policy.requireSecondPerson(principal, draft);
    const places = [...report.places, ...[...report.control, ...(report.condition ?? [])].map(({ place }) => place)];
    await this.bounds.requireReport(
      principal,
      { outlet: report.source.outlet, places: places.map((place) => ({ pointer: '', id: place })) },
      { outlet: '', places: '' },
      incident === undefined ? undefined : { pointer: '', incident, reportIds: [id], unless: 'member' },
    );
    if (incident !== undefined) rejectInvalid(await this.accounts.violations('', incident, [id]));
  }

  /** Of two who decide at once the second is told who was first. */
  private async refuse(id: ReportId, eventId: string, refusal: unknown): Promise<never> {
    if (!(refusal instanceof Rejected) || refusal.code !== 'conflict') throw refusal;
    const first = (await sendersOf(this.editions.database, [eventId])).get(eventId);
    const who = first === undefined ? 'Somebody else' : (first.name ?? first.id);
    const detail = `${who} is deciding about draft ${id}, or has just done so: GET /v1/drafts/${id} says how.`;
    throw new Rejected('decided', detail, [{ parameter: 'id', code: 'already_decided', detail }], { cause: refusal });
  }

  private note(report: Report, incident: string | undefined): void {
    this.chain.noteReport(report.id, instantMs(report.reportedAt));
    if (incident !== undefined) this.accounts.note(incident, [report.id]);
  }

  private async audit(kind: Decided, id: ReportId, revision: string, { id: principal }: Principal): Promise<void> {
    const action = kind === 'approved' ? 'draft_approved' : 'draft_rejected';
    await recordAudit(this.editions.database, { principal, action, subject: `/v1/drafts/${id}`, detail: { revision } });
  }
}

const noBundle: Violation = { pointer: '/after', code: 'no_bundle', detail: 'Send it with a bundle alone.' };
const unknownBefore: Violation = {
  pointer: '/after',
  code: 'unknown_draft',
  detail: 'Send the id of the last draft that the answer before told of.',
};

/** True where the same person decided the same before, such as when an answer was lost. */
const isRepeated = ({ by, ...stands }: DraftDecision, { kind, revision, reason }: Decision, principal: Principal) =>
  by !== null &&
  isSamePerson(by, principal) &&
  stands.kind === kind &&
  stands.revision === revision &&
  stands.reason === (reason ?? null);

function decidedBy({ id, decision }: Draft): Rejected {
  const who = decision?.by === null || decision === null ? '' : ` by ${decision.by.name ?? decision.by.id}`;
  const detail = `Draft ${id} was ${decision?.kind ?? 'decided'}${who} at ${decision?.at.toISOString() ?? ''}. That is final.`;
  return new Rejected('decided', detail, [{ parameter: 'id', code: 'already_decided', detail }]);
}
