import type { ComputedContradiction } from './computed-contradictions.js';
import type { ContradictingReport, Settlement } from './contradictions.js';
import type { EventId, ReportId } from '../ids.js';

/** What may have ended a contradiction at the instant from which it was one no more. */
export interface EndingEvidence {
  readonly atMs: number;
  /** What had come to be known of its reports by then. */
  readonly reports: readonly ContradictingReport[];
  /** Links and unlinks of that instant. */
  readonly decisions: readonly { readonly eventId: EventId; readonly reportIds: readonly ReportId[] }[];
  /** The reports of claims about the same place that came to be known then. */
  readonly claims: readonly ReportId[];
}

/** True if one of these sets two accounts against each other that differ in this contradiction too. */
export const isFoundAgain = (
  { differ }: Pick<ComputedContradiction, 'differ'>,
  found: readonly Pick<ComputedContradiction, 'reports'>[],
): boolean =>
  found.some(
    ({ reports }) =>
      differ.accounts.filter((account) => account.reports.some((one) => reports.includes(one))).length > 1,
  );

/**
 * Returns what settled a contradiction that the rules find no more: the retraction of a side, else its correction, else a
 * decision about its incident, else a claim that came to be known at that instant; undefined if it was none of these.
 */
export function endingOf(
  { reports }: Pick<ComputedContradiction, 'reports'>,
  { atMs, reports: known, decisions, claims }: EndingEvidence,
): Settlement | undefined {
  const own = known.filter(({ reportId }) => reports.includes(reportId));
  const retracted = own.flatMap(({ reportId, versions, retractions }) =>
    (versions.at(-1)?.knownToMs ?? Number.POSITIVE_INFINITY) <= atMs
      ? [{ id: retractions.at(-1)?.eventId ?? null, reports: [reportId] }]
      : [],
  );
  const corrected = own.flatMap(({ reportId, versions }) => {
    const [last, before] = [versions.at(-1), versions.at(-2)];
    return last?.knownFromMs === atMs && before !== undefined && before.wordsEventId !== last.wordsEventId
      ? [{ id: last.wordsEventId, reports: [reportId] }]
      : [];
  });
  const decided = decisions
    .filter(({ reportIds }) => reportIds.some((one) => reports.includes(one)))
    .map(({ eventId, reportIds }) => ({ id: eventId, reports: reportIds.filter((one) => reports.includes(one)) }));
  const [retraction] = retracted;
  if (retraction !== undefined) return { by: 'retraction', ...retraction, atMs };
  const [correction] = corrected;
  if (correction !== undefined) return { by: 'correction', ...correction, atMs };
  const [decision] = decided;
  if (decision !== undefined) return { by: 'decision', ...decision, atMs };
  const others = [...new Set(claims)].filter((one) => !reports.includes(one)).sort();
  return others.length === 0 ? undefined : { by: 'claim', id: null, reports: others, atMs };
}
