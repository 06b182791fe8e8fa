import type { Body } from '../formats/prepared-import.js';
import type { KnownHistory, KnownReport } from './known-before.js';
import { digestOf } from './same-report.js';

/** Why an import corrects; by it the corrections that an import made are known again. */
export const reason_of_imports = 'A later edition of the file says so.';

/**
 * True where a file says of a report what it said before: the report says the same, or people have corrected or graded since what the
 * file said last. A row without a grade says nothing of grades. `history` is needed where `needsHistory` says so.
 */
export function isSaidBefore(draft: Body, there: KnownReport, history?: KnownHistory): boolean {
  if (isSaidNow(draft, there)) return true;
  const hasGrade = draft['grade'] !== undefined;
  const digest = digestOf(draft, hasGrade);
  return history !== undefined && saidLast(history).some((report) => digestOf(report, hasGrade) === digest);
}

/** True where only the history of a report tells whether a file said this before. */
export const needsHistory = (draft: Body, there: KnownReport): boolean =>
  there.says !== undefined && there.version > 1 && !isSaidNow(draft, there);

function isSaidNow(draft: Body, { says }: KnownReport): boolean {
  const hasGrade = draft['grade'] !== undefined;
  return says?.[hasGrade ? 'graded' : 'ungraded'] === digestOf(draft, hasGrade);
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
