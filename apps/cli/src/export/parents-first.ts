import type { Actor, Place } from '#situation';

/** A registration in a gazetteer. */
type Entry = Pick<Place, 'id'> & Partial<Pick<Place, 'parent' | 'connects'>> & Partial<Pick<Actor, 'parents'>>;

/**
 * Returns the entries in their order, but for those that others name: the first registration of what an entry is a part of,
 * or connects, stands before it. A log of several partitions keeps no order among them.
 */
export function parentsFirst<Line extends Entry>(entries: readonly Line[]): readonly Line[] {
  const first = new Map<string, Line>();
  for (const entry of entries) if (!first.has(entry.id)) first.set(entry.id, entry);
  const ordered = new Set<Line>();
  const begun = new Set<Line>();
  const add = (entry: Line): void => {
    if (begun.has(entry)) return;
    begun.add(entry);
    for (const id of namedBy(entry)) {
      const named = first.get(id);
      if (named !== undefined) add(named);
    }
    ordered.add(entry);
  };
  entries.forEach(add);
  return [...ordered];
}

const namedBy = ({ parent, connects = [], parents = [] }: Entry): readonly string[] => [
  ...(parent === undefined ? [] : [parent]),
  ...connects,
  ...parents.map(({ actor }) => actor),
];
