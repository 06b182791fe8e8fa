import type { AmendmentFate, ReportId } from '#situation';
import type { Violation } from '../http/rejected.js';
import { inFutureViolations } from '../intake/body.rules.js';
import type { DatedCorrection } from './amendment.js';
import type { RetractionDto } from './amendment.dto.js';
import { draftViolations } from './draft.rules.js';
import type { RuleContext } from './rule-context.js';

/** What cannot be meant in any amendment of a report. */
export function amendmentViolations(
  reportId: ReportId,
  { id, reportedAt }: Pick<RetractionDto, 'id' | 'reportedAt'>,
  { nowMs }: Pick<RuleContext, 'nowMs'>,
): readonly Violation[] {
  const detail = 'Send an id of the amendment’s own, or none; this one is the report’s.';
  return [
    ...(id?.toLowerCase() === reportId ? [{ pointer: '/id', code: 'itself', detail }] : []),
    ...inFutureViolations('/reportedAt', reportedAt, nowMs),
  ];
}

/**
 * An amendment that is dated before the report that it is about is mistyped, and a retraction like that would take back
 * what was known all along. Only where the report is there: else the amendment waits, and counts from the report on.
 */
export function backdatedViolations(reportedMs: number, reportMs: number | undefined): readonly Violation[] {
  if (reportMs === undefined || reportedMs >= reportMs) return [];
  // The sender of an amendment may not be cleared to read the report: the refusal does not name the moment.
  const detail = 'The report was made known later; nobody can have amended it before. GET /v1/reports/{id} says when.';
  return [{ pointer: '/reportedAt', code: 'before_report', detail }];
}

/** A reinstatement undoes a retraction, so there has to be one. `fate` is what would become of it. */
export function reinstatementViolations(reportId: ReportId, fate: AmendmentFate): readonly Violation[] {
  if (fate.state !== 'without_effect' || fate.supersededBy !== undefined) return [];
  const detail =
    `Report ${reportId} is not retracted at this moment, so there is nothing to undo. Send an instant from the ` +
    `retraction on; GET /v1/reports/${reportId} says since when the report is retracted.`;
  return [{ pointer: '/reportedAt', code: 'not_retracted', detail }];
}

/** What cannot be meant in a correction: its report is judged by when the correction became known. */
export function correctionViolations(
  reportId: ReportId,
  sent: DatedCorrection,
  context: RuleContext,
): readonly Violation[] {
  const { report, reportedAt } = sent;
  const detail = `Leave id out: a correction keeps the report’s id, ${reportId}.`;
  const misnamed = report.id !== undefined && report.id.toLowerCase() !== reportId;
  return [
    ...amendmentViolations(reportId, sent, context),
    ...(misnamed ? [{ pointer: '/report/id', code: 'other_report', detail }] : []),
    ...draftViolations({ ...report, reportedAt }, reportId, context)
      .filter(({ pointer }) => pointer !== '/reportedAt')
      .map((violation) => ({ ...violation, pointer: `/report${violation.pointer}` })),
  ];
}
