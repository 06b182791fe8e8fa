import type { Correction, Grade, Grading, ReportId, Retraction } from '#situation';
import { withoutUndefined } from '../http/without-undefined.js';
import { withDerivedId } from '../intake/derived-id.js';
import type { CorrectionDto, GradingDto, RetractionDto } from './amendment.dto.js';
import { canonicalReport } from './canonical-report.js';

/** The withdrawal that was sent, in one order of properties. */
export function retractionOf(reportId: ReportId, { id, reportedAt, reason }: RetractionDto): Retraction {
  return withDerivedId('report_retracted', id, { reportId, reportedAt, reason });
}

/** The correction that was sent, in one order of properties. */
export function correctionOf(reportId: ReportId, { id, reportedAt, reason, report }: CorrectionDto): Correction {
  const corrected = canonicalReport(report, reportId, reportedAt);
  return withDerivedId('report_corrected', id, { reportId, reportedAt, reason, report: corrected });
}

/** The assessment that was sent, in one order of properties. */
export function gradingOf(reportId: ReportId, { id, reportedAt, grade, reason }: GradingDto): Grading {
  const assessed = withoutUndefined<Grade>({
    ...{ reliability: grade.reliability, credibility: grade.credibility, reason: grade.reason },
  });
  return withDerivedId(
    'report_graded',
    id,
    withoutUndefined<Omit<Grading, 'id'>>({ reportId, reportedAt, grade: assessed, reason }),
  );
}
