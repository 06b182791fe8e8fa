import { derivedId } from '#event-log';
import type { Correction, ReportId, Retraction } from '#situation';
import type { CorrectionDto, RetractionDto } from './amendment.dto.js';
import { canonicalReport } from './canonical-report.js';
import type { RuleContext } from './rule-context.js';

/** The withdrawal that was sent, in one order of properties. */
export function retractionOf(reportId: ReportId, { id, reportedAt, reason }: RetractionDto): Retraction {
  return withId('report_retracted', id, { reportId, reportedAt, reason });
}

/** The correction that was sent, in one order of properties. */
export function correctionOf(
  reportId: ReportId,
  { id, reportedAt, reason, report }: CorrectionDto,
  context: RuleContext,
): Correction {
  const corrected = canonicalReport(report, reportId, reportedAt, context);
  return withId('report_corrected', id, { reportId, reportedAt, reason, report: corrected });
}

/** Equal amendments have equal ids unless the client numbers them. */
const withId = <Body extends object>(
  kind: string,
  id: string | undefined,
  body: Body,
): Body & { readonly id: string } => ({
  id: id?.toLowerCase() ?? derivedId(kind, JSON.stringify(body)),
  ...body,
});
