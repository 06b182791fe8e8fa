import { foldIdentity } from './fold-identity.js';
import { type Credibility, type Grade, type Reliability, reliabilities } from './grade.js';
import type { ReportVersion } from './report-versions.js';

/** Which of all that was ever told belongs into an edition. What is absent leaves nothing out. */
export interface Slice {
  /** Milliseconds since 1970 UTC: what was made known later stays out. The gazetteer has no history and is always in. */
  readonly knownUntilMs?: number;
  /** Outlets whose reports stay out. */
  readonly withoutOutlets?: readonly string[];
  /** Voices: reports with one of them anywhere in their chain of attribution stay out. */
  readonly withoutSources?: readonly string[];
  /** Reports graded worse on either axis stay out. F and 6, which cannot be judged, are worse than any judgement. */
  readonly leastGrade?: { readonly reliability?: Reliability; readonly credibility?: Credibility };
}

/** True for what was made known in time; what came later counts for nothing in the slice. */
export const isInSlice = ({ knownUntilMs }: Slice, reportedAtMs: number): boolean =>
  knownUntilMs === undefined || reportedAtMs <= knownUntilMs;

/**
 * True for a version of a report that the slice takes. It is asked of each version, not of the report: a report that is
 * graded worse one day leaves the slice on that day, and is in it again when it is graded better.
 */
export function countsIn(
  { withoutOutlets = [], withoutSources = [], leastGrade }: Slice,
  { report: { source, grade } }: ReportVersion,
): boolean {
  if (withoutOutlets.some((outlet) => sameName(outlet, source.outlet))) return false;
  if (withoutSources.some((voice) => source.chain.some((link) => sameName(voice, link)))) return false;
  return leastGrade === undefined || reaches(grade, leastGrade);
}

const reaches = (grade: Grade, { reliability = 'F', credibility = 6 }: NonNullable<Slice['leastGrade']>): boolean =>
  reliabilities.indexOf(grade.reliability) <= reliabilities.indexOf(reliability) && grade.credibility <= credibility;

/** Names as people type them: folded, and without regard to case. */
const sameName = (a: string, b: string): boolean => foldIdentity(a).toLowerCase() === foldIdentity(b).toLowerCase();
