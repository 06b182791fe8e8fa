import {
  type ActorId,
  type Day,
  holdsOn,
  type Memberships,
  most_levels,
  most_parents_of_a_day,
  most_tops_of_a_day,
} from '#situation';
import type { Violation } from '../http/rejected.js';
import { boundViolations } from '../intake/body.rules.js';
import type { ActorDto } from './actor.dto.js';
import { canonicalRelation } from './relation.dto.js';

/** What is wrong with the parents of an actor: too many on one day, too many levels, or too many that are topmost. */
export function membershipBoundViolations(
  { id, parents = [] }: Pick<ActorDto, 'id' | 'parents'>,
  registered: Memberships,
): readonly Violation[] {
  const sent = parents.map(canonicalRelation);
  const memberships = registered.with({ id, parents: sent });
  const greatest = (countOn: (day: Day) => number): number => Math.max(...memberships.sampleDays.map(countOn));
  const bound = (what: string, received: number, limit: number): readonly Violation[] =>
    boundViolations('/parents', `${what} on one day`, { received, limit }, 'Leave parents out, or give them days.');
  const ofADay = greatest((day) => new Set(sent.filter((one) => holdsOn(one, day)).map(({ actor }) => actor)).size);
  const tooMany = bound('parents', ofADay, most_parents_of_a_day);
  if (tooMany.length > 0) return tooMany;
  const levels = greatest((day) => levelsAbove(id, memberships, day) + levelsBelow(id, memberships, day));
  const tooDeep = bound('levels of actors, one part of another,', levels, most_levels);
  if (tooDeep.length > 0) return tooDeep;
  const tops = greatest((day) => {
    const ofDay = memberships.on(day);
    return [...ofDay.partsOf(id)].reduce((most, part) => Math.max(most, ofDay.topOf(part).length), 0);
  });
  return bound('topmost actors above it or above a part of it', tops, most_tops_of_a_day);
}

/** The actor itself is the first level. */
function levelsAbove(id: ActorId, memberships: Memberships, day: Day): number {
  const { parents } = memberships.on(day);
  return longestWalk([id], (level) => level.flatMap((actor) => parents.get(actor) ?? []));
}

function levelsBelow(id: ActorId, memberships: Memberships, day: Day): number {
  const { parents } = memberships.on(day);
  const parts = memberships.on(day).partsOf(id);
  return (
    longestWalk([id], (level) => {
      const above = new Set(level);
      return [...parts].filter((part) => part !== id && (parents.get(part) ?? []).some((parent) => above.has(parent)));
    }) - 1
  );
}

/** How many levels there are until one is empty; no more than one above the bound, for a circle has no end. */
function longestWalk(from: readonly ActorId[], next: (level: readonly ActorId[]) => readonly ActorId[]): number {
  let levels = 0;
  for (let level = from; level.length > 0 && levels <= most_levels; levels += 1) level = [...new Set(next(level))];
  return levels;
}
