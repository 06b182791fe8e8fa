import type { Place } from './situation.js';

const most_steps = 12;

/** A place and all that it lies in, the nearest first. */
export function lineOf(id: string, parentOf: (id: string) => string | undefined): readonly string[] {
  const line: string[] = [];
  for (let at: string | undefined = id; at !== undefined && line.length < most_steps; at = parentOf(at)) line.push(at);
  return line;
}

const found = new WeakMap<readonly Place[], Map<string, ReadonlySet<string>>>();

/** The ids of a place and of all that lies in it; undefined where all places are meant. */
export function insideOf(places: readonly Place[], within: string | undefined): ReadonlySet<string> | undefined {
  if (within === undefined) return undefined;
  const known = found.get(places) ?? new Map<string, ReadonlySet<string>>();
  found.set(places, known);
  const before = known.get(within);
  if (before !== undefined) return before;
  const parents = new Map(places.map(({ id, parent }) => [id, parent]));
  const inside = places.filter(({ id }) => lineOf(id, (one) => parents.get(one)).includes(within));
  const ids = new Set(inside.map(({ id }) => id));
  known.set(within, ids);
  return ids;
}
