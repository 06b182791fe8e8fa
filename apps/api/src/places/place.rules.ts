import { areaKinds, type PlaceId, routeKinds } from '#situation';
import { pointerTo, type Violation } from '../http/rejected.js';
import { duplicates, inFutureViolations } from '../intake/body.rules.js';
import { nameViolations } from '../intake/local-name.dto.js';
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
    ...nameViolations(place.names),
    ...connectionViolations(place),
    ...meansViolations(place),
    ...exitsViolations(place),
    ...(isInsideItself(place, parents) ? [{ pointer: '/parent', code: 'inside_itself', detail }] : []),
    ...(place.registeredAt === undefined ? [] : inFutureViolations('/registeredAt', place.registeredAt, nowMs)),
  ];
}

function connectionViolations({ id, kind, connects }: PlaceDto): readonly Violation[] {
  if (connects === undefined) return [];
  const violations: Violation[] = [...duplicates(connects, '/connects')];
  const add = (pointer: string, code: string, detail: string): void => void violations.push({ pointer, code, detail });
  if (!isRoute(kind))
    add('/connects', 'not_meant_here', `Leave connects out: only ${routeKinds.join(', ')} connect places.`);
  if (new Set(connects).size < 2) add('/connects', 'too_few', 'Name the places at both ends, or leave connects out.');
  connects.forEach((end, index) => {
    if (end === id) add(pointerTo('connects', index), 'itself', 'Name another place than this one.');
  });
  return violations;
}

function meansViolations({ kind, means }: PlaceDto): readonly Violation[] {
  if (means === undefined || isRoute(kind)) return duplicates(means, '/means');
  const detail = `Leave means out: only ${routeKinds.join(', ')} are ways.`;
  return [{ pointer: '/means', code: 'not_meant_here', detail }];
}

function exitsViolations({ kind, exitsComplete }: PlaceDto): readonly Violation[] {
  if (exitsComplete === undefined) return [];
  if (isRoute(kind) || (areaKinds as readonly string[]).includes(kind)) {
    const detail = `Leave exitsComplete out: a ${kind} is never called sealed.`;
    return [{ pointer: '/exitsComplete', code: 'not_meant_here', detail }];
  }
  const { from, to } = exitsComplete;
  if (to === undefined || from <= to) return [];
  const detail = `to ${to} lies before from ${from}. Send a day that is not before from, or leave it out.`;
  return [{ pointer: '/exitsComplete/to', code: 'reversed', detail }];
}

const isRoute = (kind: string): boolean => (routeKinds as readonly string[]).includes(kind);

function isInsideItself({ id, parent }: PlaceDto, parents: ReadonlyMap<PlaceId, PlaceId>): boolean {
  const passed = new Set<PlaceId>();
  for (let above = parent; above !== undefined && !passed.has(above); above = parents.get(above)) {
    if (above === id) return true;
    passed.add(above);
  }
  return false;
}
