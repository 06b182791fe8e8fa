import type { EventId } from '../ids.js';

/** An event and the events that it says it follows. */
export interface Following {
  readonly eventId: EventId;
  /** Absent in events that were written before there was such a thing. */
  readonly follows?: readonly EventId[];
}

type Links = ReadonlyMap<EventId, readonly EventId[]>;

/** Which event follows which. Where events follow each other in a circle, what leads around it counts for nothing. */
export class FollowGraph {
  private readonly follows: Links;
  /** By event: the same number for events of one circle, a number of its own for every other event. */
  private readonly circles: ReadonlyMap<EventId, number>;

  constructor(events: readonly Following[]) {
    this.follows = new Map(events.map(({ eventId, follows }) => [eventId, follows ?? []]));
    this.circles = circlesOf(this.follows);
  }

  /** Returns these events, each behind all of them that it follows, otherwise in the order given. */
  order<Event extends Following>(tied: readonly Event[]): readonly Event[] {
    const ids = new Set(tied.map(({ eventId }) => eventId));
    const before = new Map(tied.map(({ eventId }) => [eventId, this.nearest(eventId, ids)]));
    const waiting = [...tied];
    const placed = new Map<EventId, Event>();
    while (waiting.length > 0) {
      const free = waiting.findIndex(({ eventId }) => (before.get(eventId) ?? []).every((one) => placed.has(one)));
      for (const next of waiting.splice(free, 1)) placed.set(next.eventId, next);
    }
    return [...placed.values()];
  }

  /** Of the events wanted, those that the way from an event meets first. */
  private nearest(eventId: EventId, wanted: ReadonlySet<EventId>): readonly EventId[] {
    const met = new Set<EventId>();
    const passed = new Set<EventId>();
    const ways = this.outOf(eventId);
    for (let at = ways.pop(); at !== undefined; at = ways.pop()) {
      if (wanted.has(at)) met.add(at);
      else if (!passed.has(at)) for (const next of this.outOf(at)) ways.push(next);
      passed.add(at);
    }
    return [...met];
  }

  private outOf(eventId: EventId): EventId[] {
    const circle = this.circles.get(eventId);
    return (this.follows.get(eventId) ?? []).filter((next) => this.circles.get(next) !== circle);
  }
}

/** True when `eventId` would stand in a circle if it followed these. */
export function wouldCircle(eventId: EventId, follows: readonly EventId[], among: readonly Following[]): boolean {
  const next = new Map(among.map((event) => [event.eventId, event.follows ?? []]));
  const passed = new Set<EventId>();
  const ways = [...follows];
  for (let at = ways.pop(); at !== undefined; at = ways.pop()) {
    if (at === eventId) return true;
    if (!passed.has(at)) for (const one of next.get(at) ?? []) ways.push(one);
    passed.add(at);
  }
  return false;
}

/** Numbers the strongly connected components (Kosaraju), without recursion: a chain may be as long as a history. */
function circlesOf(follows: Links): ReadonlyMap<EventId, number> {
  const followedBy = new Map<EventId, EventId[]>();
  for (const [eventId, nexts] of follows) {
    for (const next of nexts) {
      const others = followedBy.get(next);
      if (others === undefined) followedBy.set(next, [eventId]);
      else others.push(eventId);
    }
  }
  const circles = new Map<EventId, number>();
  for (const [number, root] of finishedLastFirst(follows).entries()) {
    const ways = [root];
    for (let at = ways.pop(); at !== undefined; at = ways.pop()) {
      if (circles.has(at) || !follows.has(at)) continue;
      circles.set(at, number);
      for (const one of followedBy.get(at) ?? []) ways.push(one);
    }
  }
  return circles;
}

/** Every event behind those from which a way leads to it, as far as no circle is in between. */
function finishedLastFirst(follows: Links): readonly EventId[] {
  const finished: EventId[] = [];
  const seen = new Set<EventId>();
  for (const start of follows.keys()) {
    const steps: { readonly at: EventId; readonly isDone: boolean }[] = [{ at: start, isDone: false }];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const { at, isDone } = step;
      if (isDone) finished.push(at);
      else if (!seen.has(at)) {
        seen.add(at);
        steps.push({ at, isDone: true });
        for (const next of follows.get(at) ?? []) steps.push({ at: next, isDone: false });
      }
    }
  }
  return finished.reverse();
}
