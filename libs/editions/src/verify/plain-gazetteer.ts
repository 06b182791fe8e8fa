import { type Actor, type Place, searchForms, trigramsOf } from '#situation';
import type { PlainFact } from './plain-fact.js';
import { type Columns, columnsOf, expectedRow, type ExpectedRow } from './plain-row.js';

/** A registration and the event that carries it. */
interface Newest<Entry> {
  readonly eventId: string;
  readonly entry: Entry;
  readonly registeredMs: number;
}

/** Of several registrations the one registered last, or with the greatest event id. */
function newest<Entry extends Place | Actor>(
  facts: readonly PlainFact[],
  entryOf: (fact: PlainFact) => Entry | undefined,
): Newest<Entry> | undefined {
  const all = facts.flatMap((fact) => {
    const entry = entryOf(fact);
    return entry === undefined ? [] : [{ eventId: fact.eventId, entry, registeredMs: Date.parse(entry.registeredAt) }];
  });
  return all.sort((a, b) => b.registeredMs - a.registeredMs || (a.eventId < b.eventId ? 1 : -1))[0];
}

/** The place as it was registered last. */
export const registeredPlace = (facts: readonly PlainFact[]): Place | undefined =>
  newest(facts, ({ event }) => (event.kind === 'place_registered' ? event.place : undefined))?.entry;

/** The actor as it was registered last. */
export const registeredActor = (facts: readonly PlainFact[]): Actor | undefined =>
  newest(facts, ({ event }) => (event.kind === 'actor_registered' ? event.actor : undefined))?.entry;

/** The row of a place. */
export function placeRows(facts: readonly PlainFact[]): readonly ExpectedRow[] {
  const last = newest(facts, ({ event }) => (event.kind === 'place_registered' ? event.place : undefined));
  if (last === undefined) return [];
  const { location, ...place } = last.entry;
  return [expectedRow('place', { ...registrationColumns({ ...last, entry: place }), ...columnsOf(location ?? {}) })];
}

/** The row of an actor. */
export function actorRows(facts: readonly PlainFact[]): readonly ExpectedRow[] {
  const last = newest(facts, ({ event }) => (event.kind === 'actor_registered' ? event.actor : undefined));
  return last === undefined ? [] : [expectedRow('actor', registrationColumns(last))];
}

/** The columns of what is registered, and of the forms that a search finds it by. */
function registrationColumns({ entry, eventId, registeredMs }: Newest<Omit<Place, 'location'> | Actor>): Columns {
  const { id, name, aliases, names = [] } = entry;
  const folded = searchForms(id, name, ...aliases, ...names.map((local) => local.name));
  return { ...columnsOf(entry), registered_at: registeredMs, event_id: eventId, folded, grams: trigramsOf(...folded) };
}
