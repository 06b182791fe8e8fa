import { type Credibility, type Grade, type Reliability, reliabilities } from './grade.js';
import { leftOutBy, type RegisteredVoice, type WithoutVoices } from './left-out.js';
import type { ReportVersion } from './report-versions.js';

/** Which of all that was ever told belongs into an edition. What is absent leaves nothing out. */
export interface Slice extends WithoutVoices {
  /** Milliseconds since 1970 UTC: what was made known later stays out. The gazetteer has no history and is always in. */
  readonly knownUntilMs?: number;
  /** Reports graded worse on either axis stay out. F and 6, which cannot be judged, are worse than any judgement. */
  readonly leastGrade?: { readonly reliability?: Reliability; readonly credibility?: Credibility };
}

/** True for what was made known in time; what came later counts for nothing in the slice. */
export const isInSlice = ({ knownUntilMs }: Slice, reportedAtMs: number): boolean =>
  knownUntilMs === undefined || reportedAtMs <= knownUntilMs;

/**
 * Tells which versions of reports the slice takes, by a registry that may stay empty unless `namesVoices`. It is asked of
 * each version, not of the report: a report that is graded worse one day leaves the slice on that day, and is in it again
 * when it is graded better. It is the registry of all facts of the edition, so that a name registered after the report
 * leaves it out as one before does (law 1).
 */
export function takenBy(slice: Slice, registry: readonly RegisteredVoice[]): (version: ReportVersion) => boolean {
  const leftOut = leftOutBy(slice, registry);
  const { leastGrade } = slice;
  return ({ report }) =>
    !leftOut.some(({ voicesIn }) => voicesIn(report) !== undefined) &&
    (leastGrade === undefined || reaches(report.grade, leastGrade));
}

const reaches = (grade: Grade, { reliability = 'F', credibility = 6 }: NonNullable<Slice['leastGrade']>): boolean =>
  reliabilities.indexOf(grade.reliability) <= reliabilities.indexOf(reliability) && grade.credibility <= credibility;
