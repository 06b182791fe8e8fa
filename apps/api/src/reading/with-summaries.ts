import { type EditionScope, reportSummaries } from '#read-models/queries';
import type { ReportId } from '#situation';
import { summariesOf } from './report-summary.dto.js';

interface Resting {
  readonly reports: readonly ReportId[];
}

/** The ids of the reports that an answer rests on. */
export const idsResting = ({
  reports,
}: {
  readonly reports: readonly { readonly id: ReportId }[];
}): readonly ReportId[] => reports.map(({ id }) => id);

/** Returns items with the summaries of their reports, as known then, in the place of ids. */
export async function withSummaries<Item extends Resting, Found extends { readonly item: Item }>(
  { scope, knownAtMs }: { readonly scope: EditionScope; readonly knownAtMs: number },
  found: readonly Found[],
) {
  const summaries = await reportSummaries(scope, [...new Set(found.flatMap(({ item }) => item.reports))], knownAtMs);
  return found.map((one) => ({ ...one, item: { ...one.item, reports: summariesOf(one.item.reports, summaries) } }));
}
