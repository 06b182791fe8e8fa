import { daysApart, farthest_days, type Likeness, likenessOf, type ReportTraits } from './duplicate-likeness.js';

/** Pairs at least this alike are shown to a person, who decides. */
export const duplicate_threshold = 0.7;
/** How many reports are compared at most, the ones made known last: half a million pairs, some tenths of a second. */
export const most_reports_compared = 1_000;

/** Two reports in different incidents that may tell of one development. */
export interface DuplicateSuggestion extends Likeness {
  readonly reports: readonly [ReportTraits, ReportTraits];
}

/**
 * Likely duplicates among reports that do not belong to one incident already, the likeliest first. Nothing is merged:
 * a person reads why, and links or does not. Only reports whose days lie less than `farthest_days` apart are compared.
 *
 * @param reports at most `most_reports_compared`; the answer does not depend on their order.
 */
export function suggestDuplicates(reports: readonly ReportTraits[]): readonly DuplicateSuggestion[] {
  const inOrder = [...reports].sort((a, b) => byDay(a, b) || (a.reportId < b.reportId ? -1 : 1));
  const found: DuplicateSuggestion[] = [];
  for (const [index, a] of inOrder.entries()) {
    for (let at = index + 1; at < inOrder.length; at += 1) {
      const b = inOrder[at] as ReportTraits;
      // The last days only grow from here on.
      if ((daysApart(lastDay(a), lastDay(b)) ?? farthest_days) >= farthest_days) break;
      if (a.incident !== undefined && a.incident === b.incident) continue;
      if ((daysApart(a, b) ?? farthest_days) >= farthest_days) continue;
      const likeness = likenessOf(a, b);
      if (likeness !== undefined && likeness.score >= duplicate_threshold) found.push({ reports: [a, b], ...likeness });
    }
  }
  return found.sort((a, b) => b.score - a.score || (pairOf(a) < pairOf(b) ? -1 : 1));
}

const dayOf = ({ from, to }: ReportTraits): string => to ?? from ?? '9999-12-31';
const byDay = (a: ReportTraits, b: ReportTraits): number => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b)));

/** The report as if it spoke of its last day alone. */
function lastDay(traits: ReportTraits): ReportTraits {
  const { from: _from, ...rest } = traits;
  const day = traits.to ?? traits.from;
  return day === undefined ? rest : { ...rest, to: day };
}

const pairOf = ({ reports: [a, b] }: DuplicateSuggestion): string => `${a.reportId} ${b.reportId}`;
