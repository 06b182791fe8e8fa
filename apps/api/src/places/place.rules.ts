import type { PlaceId } from '#situation';
import type { Violation } from '../http/rejected.js';
import { inFutureViolations } from '../intake/future.rules.js';
import { duplicates } from '../intake/list.rules.js';
import type { PlaceDto } from './place.dto.js';

/** What cannot be meant in a place, given the parent of every registered place. */
export function placeViolations(
  place: PlaceDto,
  parents: ReadonlyMap<PlaceId, PlaceId>,
  nowMs: number,
): readonly Violation[] {
  const detail = 'Name a place that this one is a part of; that one is this place or a part of it.';
  return [
    ...duplicates(place.aliases, '/aliases'),
    ...(isInsideItself(place, parents) ? [{ pointer: '/parent', code: 'inside_itself', detail }] : []),
    ...(place.registeredAt === undefined ? [] : inFutureViolations('/registeredAt', place.registeredAt, nowMs)),
  ];
}

function isInsideItself({ id, parent }: PlaceDto, parents: ReadonlyMap<PlaceId, PlaceId>): boolean {
  const passed = new Set<PlaceId>();
  for (let above = parent; above !== undefined && !passed.has(above); above = parents.get(above)) {
    if (above === id) return true;
    passed.add(above);
  }
  return false;
}
