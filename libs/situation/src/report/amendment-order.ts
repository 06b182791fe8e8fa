import type { DraftKind, EventKind, RegistrationKind } from './events.js';
import { type Following, FollowGraph } from './follow-graph.js';

/** When something was said about a report, and which events it says it follows. */
export interface AmendmentMoment extends Following {
  readonly kind: Exclude<EventKind, DraftKind | RegistrationKind>;
  readonly reportedAtMs: number;
}

/**
 * Of one moment, events that do not follow each other come in this order: each kind speaks of what those before it left.
 */
const ranks: Readonly<Record<AmendmentMoment['kind'], number>> = {
  reported: 0,
  report_corrected: 1,
  report_graded: 2,
  report_retracted: 3,
  report_reinstated: 4,
  reports_linked: 1,
  reports_unlinked: 1,
};

/**
 * Events about one report in the order in which they count (law 1): by `reportedAt`; of one moment, what follows another
 * event, directly or through others, comes after it; the rest by kind, then by event id. `among` holds all events about
 * the report, for a chain may lead through events of other moments and kinds. Two events that follow each other in a
 * circle are as if neither followed the other.
 */
export function inOrder<Event extends AmendmentMoment>(
  events: readonly Event[],
  among: readonly AmendmentMoment[] = events,
): readonly Event[] {
  const sorted = [...events].sort((a, b) => a.reportedAtMs - b.reportedAtMs || byRank(a, b));
  const hasTies = sorted.some((event, index) => event.reportedAtMs === sorted[index - 1]?.reportedAtMs);
  if (!hasTies) return sorted;
  const graph = new FollowGraph(among);
  const ordered: Event[] = [];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (sorted[to]?.reportedAtMs === sorted[from]?.reportedAtMs) to += 1;
    for (const event of graph.order(sorted.slice(from, to))) ordered.push(event);
  }
  return ordered;
}

const byRank = (a: AmendmentMoment, b: AmendmentMoment): number =>
  ranks[a.kind] - ranks[b.kind] || (a.eventId < b.eventId ? -1 : 1);

/** True for links and unlinks. */
export const isDecision = ({ kind }: Pick<AmendmentMoment, 'kind'>): boolean =>
  kind === 'reports_linked' || kind === 'reports_unlinked';

/**
 * Returns the event about a report that a new one follows when its sender does not say, from all events about that report:
 * the last of its own moment and kind (decisions are one kind, whatever else is said about a report the other), for with
 * those alone it could tie; otherwise the last that was known by its moment.
 */
export function lastEvent(
  about: readonly AmendmentMoment[],
  next: Pick<AmendmentMoment, 'kind' | 'reportedAtMs'>,
): AmendmentMoment | undefined {
  const known = about.filter(({ reportedAtMs }) => reportedAtMs <= next.reportedAtMs);
  const tied = known.filter(
    (event) => event.reportedAtMs === next.reportedAtMs && isDecision(event) === isDecision(next),
  );
  return inOrder(tied, about).at(-1) ?? inOrder(known, about).at(-1);
}
