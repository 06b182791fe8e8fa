import type { ReportSummary } from '#projections/queries';

/** Returns these reports in order of the outlets' numbers, those without one last. */
export const summariesOf = (
  ids: readonly string[],
  summaries: ReadonlyMap<string, ReportSummary>,
): readonly ReportSummary[] =>
  ids.flatMap((id) => summaries.get(id) ?? []).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));

const orderOf = ({ externalId, id }: ReportSummary): string =>
  `${externalId === null ? '1' : '0'} ${externalId ?? ''} ${id}`;
