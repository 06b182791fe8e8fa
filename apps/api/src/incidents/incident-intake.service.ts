import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import type { IncidentDecision, SitrepEvent } from '#situation';
import { Acceptance } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { withDerivedId } from '../intake/derived-id.js';
import { listed } from '../intake/named-references.js';
import { recorded } from '../intake/recorded.dto.js';
import { refuseMeaningless } from '../intake/refuse-meaningless.js';
import { Registry } from '../intake/registry.service.js';
import type { DecisionDto, RecordedDecisionDto } from './decision.dto.js';
import { type DecisionKind, decisionViolations } from './decision.rules.js';

/** Takes what people decide about reports and incidents. */
@Injectable()
export class IncidentIntake {
  constructor(
    private readonly registry: Registry,
    private readonly acceptance: Acceptance,
    private readonly clock: Clock,
  ) {}

  async decide(
    kind: DecisionKind,
    sent: DecisionDto,
    traceparent: string | undefined,
  ): Promise<Accepted<RecordedDecisionDto>> {
    refuseMeaningless(decisionViolations(kind, sent, this.clock.nowMs()));
    const decision = decisionOf(kind, sent);
    const reports = listed(
      sent.reportIds.map((id) => id.toLowerCase()),
      'reportIds',
    );
    const missing = await this.registry.missingReports(reports);
    refuseMeaningless(
      missing.map(({ pointer, id }) => ({
        ...{ pointer, code: 'unknown_report' },
        detail: `There is no report ${id}. Submit it with POST /v1/reports first.`,
      })),
    );
    const recording = await this.acceptance.accept(eventOf(kind, decision), traceparent, 'Send it with another id.');
    const { id, incident } = decision;
    return {
      location: `/v1/incidents/${encodeURIComponent(incident)}`,
      body: { id, incident, ...recorded(recording) },
    };
  }
}

/** The decision that was sent, in one order of properties and of reports. */
function decisionOf(
  kind: DecisionKind,
  { id, reportIds, incident, reportedAt, reason }: DecisionDto,
): IncidentDecision {
  const named = reportIds.map((reportId) => reportId.toLowerCase()).sort();
  return withDerivedId(kind, id, { reportIds: named, incident, reportedAt, reason });
}

const eventOf = (kind: DecisionKind, decision: IncidentDecision): SitrepEvent =>
  kind === 'reports_linked' ? { kind, link: decision } : { kind, unlink: decision };
