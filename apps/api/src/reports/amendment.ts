import type {
  Correction,
  EventId,
  Grade,
  Grading,
  Instant,
  Moment,
  Report,
  ReportId,
  Reinstatement,
  Retraction,
} from '#situation';
import { withoutUndefined } from '../http/without-undefined.js';
import type { CorrectionDto, GradingDto, ReinstatementDto, RetractionDto } from './amendment.dto.js';
import { canonicalReport } from './canonical-report.js';

/** An amendment as it was sent, its id and what it follows yet to be settled. */
export type Unsettled<Amendment extends { readonly id: EventId; readonly follows?: readonly EventId[] }> = Omit<
  Amendment,
  'id' | 'follows'
>;

/** A correction as it was sent, with the instant since when it is known. */
export type DatedCorrection = Omit<CorrectionDto, 'reportedAt'> & { readonly reportedAt: Instant };

/** The withdrawal that was sent, in one order of properties. */
export const retractionOf = (reportId: ReportId, { reportedAt, reason }: RetractionDto): Unsettled<Retraction> => ({
  reportId,
  reportedAt,
  reason,
});

/** The end of a withdrawal that was sent, in one order of properties. */
export const reinstatementOf = (
  reportId: ReportId,
  { reportedAt, reason }: ReinstatementDto,
): Unsettled<Reinstatement> => ({ reportId, reportedAt, reason });

/** The correction that was sent, in one order of properties. */
export const correctionOf = (
  reportId: ReportId,
  { reportedAt, reason, report }: DatedCorrection,
): Unsettled<Correction> => ({ reportId, reportedAt, reason, report: canonicalReport(report, reportId, reportedAt) });

/** The assessment that was sent, in one order of properties. */
export function gradingOf(reportId: ReportId, { reportedAt, grade, reason }: GradingDto): Unsettled<Grading> {
  const assessed = withoutUndefined<Grade>({
    reliability: grade.reliability,
    credibility: grade.credibility,
    reason: grade.reason,
  });
  return withoutUndefined<Unsettled<Grading>>({ reportId, reportedAt, grade: assessed, reason });
}

/** A body with what was sent as `reportedAt`, a day included: the same whenever it is sent. */
export const bodyAsSent = (
  body: { readonly reportedAt: Instant; readonly report?: Report },
  { reportedAt }: { readonly reportedAt: Moment },
): object => ({ ...body, reportedAt, ...(body.report && { report: { ...body.report, reportedAt } }) });
