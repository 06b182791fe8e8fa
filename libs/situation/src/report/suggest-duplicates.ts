import { areAtDistinctPlaces } from '../gazetteer/distinct-places.js';
import { daysApart, farthest_days, type Likeness, likenessOf, type ReportTraits } from './duplicate-likeness.js';

/** Pairs at least this alike are shown to a person, who decides. */
export const duplicate_threshold = 0.7;
/** How many reports are compared at most, the ones made known last: 125,000 pairs, half a second, if all are of the same days. */
export const most_reports_compared = 500;

/** Two reports in different incidents that may tell of one development. */
export interface DuplicateSuggestion extends Likeness {
  readonly reports: readonly [ReportTraits, ReportTraits];
}

/**
 * Likely duplicates among reports that do not belong to one incident already, the likeliest first. Nothing is merged:
 * a person reads why, and links or does not. Only reports whose days lie less than `farthest_days` apart are compared.
 * Reports at different buildings, bridges or districts are left out; pairs of two different incidents come last, because
 * somebody has told them apart.
 *
 * @param reports at most `most_reports_compared`; the answer does not depend on their order.
 */
export function suggestDuplicates(reports: readonly ReportTraits[]): readonly DuplicateSuggestion[] {
  const inOrder = reports.map((traits) => ({ traits, lastDay: lastDayOf(traits) }));
  inOrder.sort((a, b) => a.lastDay - b.lastDay || (a.traits.reportId < b.traits.reportId ? -1 : 1));
  const found: DuplicateSuggestion[] = [];
  for (const [index, { traits: a, lastDay }] of inOrder.entries()) {
    for (let at = index + 1; at < inOrder.length; at += 1) {
      const { traits: b, lastDay: otherDay } = inOrder[at] as (typeof inOrder)[number];
      // The last days only grow from here on; those without a day come at the end.
      if (!(otherDay - lastDay < farthest_days)) break;
      if (a.incident !== undefined && a.incident === b.incident) continue;
      if ((daysApart(a, b) ?? farthest_days) >= farthest_days) continue;
      const likeness = likenessOf(a, b, duplicate_threshold);
      if (likeness === undefined || likeness.score < duplicate_threshold) continue;
      if (!areAtDistinctPlaces(a.places, b.places)) found.push({ reports: [a, b], ...likeness });
    }
  }
  return found.sort(
    (a, b) => inTwoIncidents(a) - inTwoIncidents(b) || b.score - a.score || (pairOf(a) < pairOf(b) ? -1 : 1),
  );
}

/** The last day that the report speaks of, counted from 1970; infinite without any. */
function lastDayOf({ from, to }: ReportTraits): number {
  const day = to ?? from;
  return day === undefined ? Number.POSITIVE_INFINITY : Date.parse(day) / day_ms;
}
const day_ms = 86_400_000;

const pairOf = ({ reports: [a, b] }: DuplicateSuggestion): string => `${a.reportId} ${b.reportId}`;

/** 1 when each of the two belongs to an incident, which are different ones. */
const inTwoIncidents = ({ reports: [a, b] }: DuplicateSuggestion): number =>
  Number(a.incident !== undefined && b.incident !== undefined);
