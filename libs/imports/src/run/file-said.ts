import type { Body } from '../formats/prepared-import.js';
import type { KnownBefore, KnownHistory, KnownReport } from './known-before.js';
import { digestOf } from './same-report.js';

/** Why an import corrects; by it the corrections that an import made are known again. */
export const reason_of_imports = 'A later edition of the file says so.';

/**
 * True where a file says of a report what it said before: the report says the same, or people have corrected or graded since what the
 * file said last. A row without a grade says nothing of grades.
 */
export async function isSaidBefore(
  draft: Body,
  there: KnownReport,
  known: Pick<KnownBefore, 'historyOf'>,
): Promise<boolean> {
  const hasGrade = draft['grade'] !== undefined;
  const digest = digestOf(draft, hasGrade);
  const says = (report: Body): boolean => digestOf(report, hasGrade) === digest;
  if (there.says?.[hasGrade ? 'graded' : 'ungraded'] === digest) return true;
  return there.version > 1 && saidLast(await known.historyOf(there.id)).some(says);
}

/** What an import said last; everything where that is not known. Nothing where that stands. */
function saidLast({ versions, amendments }: KnownHistory): readonly Body[] {
  const makers = amendments.filter(({ changed }) => changed.length > 0);
  if (makers.length !== versions.length - 1) return versions;
  const last = makers.findLastIndex(({ reason }) => reason === reason_of_imports) + 1;
  return versions.slice(last, last + 1);
}

/** The report of a correction: with the grade that people gave, where the row has none of its own. */
export const keepingGrade = (draft: Body, { grade }: KnownReport): Body =>
  draft['grade'] !== undefined || grade === undefined ? draft : { ...draft, grade };
