import { additionsTo, goesOnHolding, type PlaceId, type TallyItem } from '#situation';
import type { TallyItemQuestion } from './tallies.query.js';

/** Whether an item that was made at reading time is asked for: what `tallyItems` asks of the stored ones. */
export function isItemAsked(
  item: TallyItem,
  { measures, groups, place, within, actors, role, incident, window }: Omit<TallyItemQuestion, 'knownAtMs'>,
  isWithin: (place: PlaceId, area: PlaceId) => boolean,
): boolean {
  return (
    measures.includes(item.measure) &&
    (groups?.includes(item.group) ?? true) &&
    (place === undefined || item.places.includes(place)) &&
    (within === undefined || item.places.some((one) => isWithin(one, within))) &&
    (actors === undefined ||
      item.actors.some((part) => actors.includes(part.actor) && (role === undefined || part.role === role))) &&
    (incident === undefined || [`incident:${incident}`, `report:${incident.toLowerCase()}`].includes(item.incident)) &&
    touchesWindow(item, window)
  );
}

const additions: ReadonlySet<string> = new Set(Object.values(additionsTo));

/** True for an item that counts, or goes on holding, on any of these days. */
export function touchesWindow(
  { measure, basis, period }: TallyItem,
  { from, to }: TallyItemQuestion['window'],
): boolean {
  if (goesOnHolding({ measure, basis }) || additions.has(measure)) return true;
  return (
    (from === undefined || period.to === undefined || period.to >= from) &&
    (to === undefined || period.from === undefined || period.from <= to)
  );
}
