import type { PlaceKind } from '../gazetteer/gazetteer.js';
import type { ActorId } from '../ids.js';
import type { Day } from '../time/time.js';

/** Kinds of places that nobody holds: they are no parts of the place around them in this sense. */
export const kinds_never_held: readonly PlaceKind[] = ['river', 'border'];

/** Conditions of a place that is shot at. */
export const conditions_of_fire = ['under_fire', 'under_attack'] as const;

/** Who holds one direct part of a place. */
export interface PartHeld {
  readonly status: string;
  readonly holders: readonly ActorId[];
}

/** What is known of the direct parts of a place that can be held. It says nothing about the place itself. */
export interface PartsOfPlace {
  readonly of: number;
  /** How many have a status that is not unknown. */
  readonly known: number;
  /** How many each actor holds, or is inferred to hold; the most first. One held jointly counts for each. */
  readonly byHolder: readonly { readonly holder: ActorId; readonly count: number }[];
  /** How many are contested, divided or in transition. */
  readonly contested: number;
  /** The last local day on which a part, at any depth, was under fire or attack. */
  readonly latestFire: Day | null;
}

/** Counts the direct parts of a place; null where it has none. */
export function countParts(direct: readonly PartHeld[], latestFire: Day | null): PartsOfPlace | null {
  if (direct.length === 0) return null;
  const counts = new Map<ActorId, number>();
  for (const { status, holders } of direct)
    if (status === 'held' || status === 'inferred')
      for (const holder of new Set(holders)) counts.set(holder, (counts.get(holder) ?? 0) + 1);
  const ordered = [...counts].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
  const among = (...statuses: readonly string[]): number =>
    direct.filter(({ status }) => statuses.includes(status)).length;
  return {
    of: direct.length,
    known: direct.length - among('unknown'),
    byHolder: ordered.map(([holder, count]) => ({ holder, count })),
    contested: among('contested', 'divided', 'transition'),
    latestFire,
  };
}
