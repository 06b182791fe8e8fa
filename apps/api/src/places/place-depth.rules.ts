import { groupBy, most_levels, type PlaceId } from '#situation';
import type { Violation } from '../http/rejected.js';
import { boundViolations } from '../intake/body.rules.js';
import type { PlaceDto } from './place.dto.js';

/** What is wrong with the parent of a place that would lie, or whose parts would lie, too deep in others. */
export function depthViolations(
  { id, parent }: Pick<PlaceDto, 'id' | 'parent'>,
  parents: ReadonlyMap<PlaceId, PlaceId>,
): readonly Violation[] {
  if (parent === undefined) return [];
  const above = new Set<PlaceId>([id]);
  for (let at: PlaceId | undefined = parent; at !== undefined && !above.has(at); at = parents.get(at)) above.add(at);
  const received = above.size + levelsBelow(id, parents);
  const advice = 'Name a parent that lies less deep: a district, a governorate or a country.';
  return boundViolations('/parent', 'levels of places, one in another', { received, limit: most_levels }, advice);
}

/** How many levels of parts there are below a place. */
function levelsBelow(id: PlaceId, parents: ReadonlyMap<PlaceId, PlaceId>): number {
  const partsOf = groupBy(parents, ([, parent]) => parent);
  const passed = new Set<PlaceId>([id]);
  let levels = 0;
  for (let level: readonly PlaceId[] = [id]; ; levels += 1) {
    level = level.flatMap((one) => (partsOf.get(one) ?? []).map(([part]) => part)).filter((part) => !passed.has(part));
    if (level.length === 0) return levels;
    for (const part of level) passed.add(part);
  }
}
