import { type Actor, instantMs, type Place } from '#situation';
import type { Fact } from '../../drive/fact.js';

/** A registration and the event that made it. */
export interface Registration<Entry> {
  readonly entry: Entry;
  readonly eventId: string;
  readonly registeredAtMs: number;
}

/** The last registration of each place among these facts. */
export const placeRegistrations = (facts: readonly Fact[]): readonly Registration<Place>[] =>
  latest(
    facts.flatMap(({ event, eventId }) =>
      event.kind === 'place_registered' ? [registration(event.data, eventId)] : [],
    ),
  );

/** The last registration of each actor among these facts. */
export const actorRegistrations = (facts: readonly Fact[]): readonly Registration<Actor>[] =>
  latest(
    facts.flatMap(({ event, eventId }) =>
      event.kind === 'actor_registered' ? [registration(event.data, eventId)] : [],
    ),
  );

const registration = <Entry extends Place | Actor>(entry: Entry, eventId: string): Registration<Entry> => ({
  entry,
  eventId,
  registeredAtMs: instantMs(entry.registeredAt),
});

/** Of several registrations of one id the later stands; in the same millisecond the greater event id. */
function latest<Entry extends Place | Actor>(all: readonly Registration<Entry>[]): readonly Registration<Entry>[] {
  const byId = new Map<string, Registration<Entry>>();
  for (const one of all) {
    const other = byId.get(one.entry.id);
    const earlier =
      other !== undefined && (one.registeredAtMs - other.registeredAtMs || (one.eventId > other.eventId ? 1 : -1)) < 0;
    if (!earlier) byId.set(one.entry.id, one);
  }
  return [...byId.values()].sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
}
