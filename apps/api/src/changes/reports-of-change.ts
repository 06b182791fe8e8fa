import type { ReportReference } from '#read-models/queries';

/** An answer and the reports that it rests on. */
interface Resting {
  readonly reports: readonly ReportReference[];
}

/**
 * Returns the ids of the reports that made a change: of the claims in between those that the later answer rests on. Where
 * there is none, the reports that one of the answers rests on and the other does not; failing these, those of both.
 */
export function reportsOfChange(
  before: Resting,
  after: Resting,
  between: readonly { readonly reportId: string }[],
): readonly string[] {
  const [earlier, later] = [before, after].map(({ reports }) => new Set(reports.map(({ id }) => id)));
  const all = [...new Set([...(earlier ?? []), ...(later ?? [])])];
  const making = all.filter((id) => later?.has(id) === true && between.some(({ reportId }) => reportId === id));
  if (making.length > 0) return making;
  const differing = all.filter((id) => earlier?.has(id) !== later?.has(id));
  return differing.length > 0 ? differing : all;
}
