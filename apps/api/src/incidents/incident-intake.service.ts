import { Injectable } from '@nestjs/common';
import { Clock, type Principal } from '#platform';
import { type IncidentDecision, type Instant, instantMs, type ReportId, type SitrepEvent } from '#situation';
import { WritingBounds } from '../access/writing-bounds.service.js';
import { Acceptance, type Sending } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { AmendmentChain, type DecisionFate } from '../intake/amendment-chain.service.js';
import { chainOf, idFollowing, sentAs, settledAs } from '../intake/following.js';
import { IncidentAccounts } from '../intake/incident-accounts.service.js';
import { listed, type NamedReference, rejectInvalid } from '../intake/body.rules.js';
import { recorded } from '../intake/recorded.dto.js';
import { ReviewPolicy } from '../review/review-policy.service.js';
import { StrangeReports } from '../sensitivity/strange-reports.service.js';
import type { DecisionDto, RecordedDecisionDto } from './decision.dto.js';
import { type DecisionKind, decisionViolations } from './decision.rules.js';

/** Takes what people decide about reports and incidents. */
@Injectable()
export class IncidentIntake {
  constructor(
    private readonly acceptance: Acceptance,
    private readonly chain: AmendmentChain,
    private readonly accounts: IncidentAccounts,
    private readonly bounds: WritingBounds,
    private readonly policy: ReviewPolicy,
    private readonly strange: StrangeReports,
    private readonly clock: Clock,
  ) {}

  async decide(kind: DecisionKind, sent: DecisionDto, sending: Sending): Promise<Accepted<RecordedDecisionDto>> {
    this.policy.requireAmending(sending.principal);
    rejectInvalid(decisionViolations(kind, sent, this.clock.nowMs()));
    const decision = decisionOf(sent);
    const reports = listed(
      sent.reportIds.map((id) => id.toLowerCase()),
      'reportIds',
    );
    await this.requireReports(reports, sending.principal);
    const { incident, reportIds } = decision;
    await this.bounds.requireReports(sending.principal, reports, {
      id: sent.id,
      incident: { pointer: '/incident', incident, reportIds },
    });
    if (kind === 'reports_linked') rejectInvalid(await this.accounts.violations('/reportIds', incident, reportIds));
    const { id, recording } = await this.chain.follow(
      {
        kind,
        ...chainOf(sent),
        reportIds,
        reportedAtMs: instantMs(decision.reportedAt),
        reason: decision.reason,
        incident,
        idFollowing: (follows) => idFollowing(kind, decision, follows),
      },
      async (settled) => {
        const event = eventOf(kind, settledAs(settled, decision));
        const asSent = sentAs(kind, settled.id, decision, chainOf(sent).follows);
        const advice = 'Send it with another id.';
        return { id: settled.id, recording: await this.acceptance.accept(event, sending, advice, asSent) };
      },
      () => undefined,
    );
    if (kind === 'reports_linked') this.accounts.note(incident, reportIds);
    const fate = sending.inBatch ? undefined : await this.chain.fateOfDecision(reportIds, id);
    return {
      eventId: recording.eventId,
      location: `/v1/incidents/${encodeURIComponent(incident)}`,
      body: { id, incident, ...recorded(recording), ...(fate === undefined ? {} : fateAnswer(fate, decision)) },
    };
  }

  /** A report that is withheld from the sender is one that does not exist. */
  private async requireReports(reports: readonly NamedReference<ReportId>[], principal: Principal): Promise<void> {
    const missing = new Set((await this.chain.missingReports(reports)).map(({ id }) => id));
    const strange = await this.strange.among(
      reports.map(({ id }) => id),
      principal,
    );
    const unknown = reports.filter(({ id }) => missing.has(id) || strange.has(id));
    rejectInvalid(
      unknown.map(({ pointer, id }) => ({
        pointer,
        code: 'unknown_report',
        detail: `There is no report ${id}. Submit it with POST /v1/reports first.`,
      })),
    );
  }
}

/** What becomes of a decision, as it is answered. A report that was retracted by then belongs to no incident from then on. */
function fateAnswer(
  { superseded, retracted }: DecisionFate,
  { reportIds, reportedAt }: Pick<IncidentDecision, 'reportIds' | 'reportedAt'>,
): Pick<RecordedDecisionDto, 'superseded' | 'retracted' | 'withoutEffect'> {
  const gone = retracted.filter(({ since }) => instantMs(since as Instant) <= instantMs(reportedAt));
  const without = new Set([...superseded, ...gone].map(({ reportId }) => reportId));
  const told = retracted.map((one) => ({ ...one, reinstate: `POST /v1/reports/${one.reportId}/reinstatements` }));
  return {
    ...(superseded.length === 0 ? {} : { superseded }),
    ...(told.length === 0 ? {} : { retracted: told }),
    ...(without.size === reportIds.length ? { withoutEffect: true } : {}),
  };
}

/** The decision that was sent, in one order of properties and of reports. */
const decisionOf = ({
  reportIds,
  incident,
  reportedAt,
  reason,
}: DecisionDto): Omit<IncidentDecision, 'id' | 'follows'> => ({
  reportIds: reportIds.map((reportId) => reportId.toLowerCase()).sort(),
  incident,
  reportedAt,
  reason,
});

const eventOf = (kind: DecisionKind, decision: IncidentDecision): SitrepEvent =>
  kind === 'reports_linked' ? { kind, data: decision } : { kind, data: decision };
