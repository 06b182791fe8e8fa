import { type Actor, type Place, searchForms, trigramsOf } from '#situation';
import type { PlainFact } from './plain-fact.js';
import { expectedRow, type ExpectedRow } from './plain-row.js';

/** Of several registrations the one registered last, or with the greatest event id. */
function newest<Entry extends Place | Actor>(
  facts: readonly PlainFact[],
  entryOf: (fact: PlainFact) => Entry | undefined,
): { readonly eventId: string; readonly entry: Entry; readonly registeredMs: number } | undefined {
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
  const { entry: place, eventId, registeredMs } = last;
  return [
    expectedRow('place', {
      id: place.id,
      name: place.name,
      aliases: place.aliases,
      kind: place.kind,
      parent: place.parent,
      lat: place.location?.lat,
      lon: place.location?.lon,
      precision_km: place.location?.precisionKm,
      time_zone: place.timeZone,
      note: place.note,
      connects: place.connects,
      means: place.means,
      exits_complete: place.exitsComplete,
      registered_at: registeredMs,
      event_id: eventId,
      ...searchedBy(place),
    }),
  ];
}

/** The row of an actor. */
export function actorRows(facts: readonly PlainFact[]): readonly ExpectedRow[] {
  const last = newest(facts, ({ event }) => (event.kind === 'actor_registered' ? event.actor : undefined));
  if (last === undefined) return [];
  const { entry: actor, eventId, registeredMs } = last;
  return [
    expectedRow('actor', {
      id: actor.id,
      name: actor.name,
      aliases: actor.aliases,
      kind: actor.kind,
      parents: actor.parents,
      allied_with: actor.alliedWith,
      opposes: actor.opposes,
      note: actor.note,
      registered_at: registeredMs,
      event_id: eventId,
      ...searchedBy(actor),
    }),
  ];
}

/** What it is called, and what it is found by. */
function searchedBy({ id, name, aliases, names }: Place | Actor): Record<string, unknown> {
  const folded = searchForms(id, name, ...aliases, ...(names ?? []).map((local) => local.name));
  return { names, folded, grams: trigramsOf(...folded) };
}
