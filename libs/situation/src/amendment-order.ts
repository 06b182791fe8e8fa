import type { SitrepEvent } from './events.js';
import type { EventId } from './ids.js';

/** When something was said about a report, and which event it says it follows. */
export interface AmendmentMoment {
  readonly eventId: EventId;
  readonly kind: Exclude<SitrepEvent['kind'], 'place_registered' | 'actor_registered'>;
  readonly reportedAtMs: number;
  /** Absent in events that were written before there was such a thing. */
  readonly follows?: EventId;
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
  const chains = new Chains(among);
  const ordered: Event[] = [];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (sorted[to]?.reportedAtMs === sorted[from]?.reportedAtMs) to += 1;
    ordered.push(...chains.order(sorted.slice(from, to)));
  }
  return ordered;
}

const byRank = (a: AmendmentMoment, b: AmendmentMoment): number =>
  ranks[a.kind] - ranks[b.kind] || (a.eventId < b.eventId ? -1 : 1);

/** Which event follows which. An event follows one at most, so what leads away from an event is one chain. */
class Chains {
  private readonly follows: ReadonlyMap<EventId, EventId | undefined>;
  private readonly circular: ReadonlySet<EventId>;

  constructor(events: readonly AmendmentMoment[]) {
    this.follows = new Map(events.map(({ eventId, follows }) => [eventId, follows]));
    this.circular = this.findCircles();
  }

  /** Events of one moment, each behind the nearest of them that it follows, otherwise in the order given. */
  order<Event extends AmendmentMoment>(tied: readonly Event[]): readonly Event[] {
    const ids = new Set(tied.map(({ eventId }) => eventId));
    const before = new Map(tied.map(({ eventId }) => [eventId, this.nearest(eventId, ids)]));
    const waiting = [...tied];
    const placed = new Map<EventId, Event>();
    while (waiting.length > 0) {
      const free = waiting.findIndex(({ eventId }) => {
        const awaited = before.get(eventId);
        return awaited === undefined || placed.has(awaited);
      });
      for (const next of waiting.splice(free, 1)) placed.set(next.eventId, next);
    }
    return [...placed.values()];
  }

  private nearest(eventId: EventId, wanted: ReadonlySet<EventId>): EventId | undefined {
    if (this.circular.has(eventId)) return undefined;
    const passed = new Set<EventId>();
    let at = this.follows.get(eventId);
    while (at !== undefined && !wanted.has(at) && !passed.has(at)) {
      passed.add(at);
      at = this.follows.get(at);
    }
    return at !== undefined && wanted.has(at) ? at : undefined;
  }

  private findCircles(): ReadonlySet<EventId> {
    const circular = new Set<EventId>();
    const finished = new Set<EventId>();
    for (const start of this.follows.keys()) {
      const path: EventId[] = [];
      const onPath = new Set<EventId>();
      let at: EventId | undefined = start;
      while (at !== undefined && !finished.has(at) && !onPath.has(at)) {
        path.push(at);
        onPath.add(at);
        at = this.follows.get(at);
      }
      if (at !== undefined && onPath.has(at)) for (const one of path.slice(path.indexOf(at))) circular.add(one);
      for (const one of path) finished.add(one);
    }
    return circular;
  }
}

/** True when `eventId` would stand in a circle if it followed `follows`. */
export function wouldCircle(eventId: EventId, follows: EventId, among: readonly AmendmentMoment[]): boolean {
  const next = new Map(among.map((event) => [event.eventId, event.follows]));
  const passed = new Set<EventId>();
  for (let at: EventId | undefined = follows; at !== undefined && !passed.has(at); at = next.get(at)) {
    if (at === eventId) return true;
    passed.add(at);
  }
  return false;
}

/** True for links and unlinks. */
export const isDecision = ({ kind }: Pick<AmendmentMoment, 'kind'>): boolean =>
  kind === 'reports_linked' || kind === 'reports_unlinked';

/**
 * The event that a new one follows when its sender does not say: the last of its own moment and kind (decisions are one
 * kind, whatever else is said about a report the other), for with those alone it could tie; otherwise the last of all.
 */
export function lastEvent(
  about: readonly AmendmentMoment[],
  next: Pick<AmendmentMoment, 'kind' | 'reportedAtMs'>,
): AmendmentMoment | undefined {
  const tied = about.filter(
    (event) => event.reportedAtMs === next.reportedAtMs && isDecision(event) === isDecision(next),
  );
  return inOrder(tied, about).at(-1) ?? inOrder(about).at(-1);
}
