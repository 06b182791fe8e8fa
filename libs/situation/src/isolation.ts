import type { ActorId, PlaceId } from './ids.js';

/** A way as the gazetteer has it. */
export interface Route {
  readonly id: PlaceId;
  readonly connects: readonly PlaceId[];
}

/**
 * The ways out of a place: those that lead from it, or from a part of it, to somewhere outside. A way between two of its
 * parts is no exit, and a way out of a city is none of each of its districts.
 */
export function exitsOf<Way extends Route>(
  place: PlaceId,
  routes: readonly Way[],
  parents: ReadonlyMap<PlaceId, PlaceId>,
): readonly Way[] {
  return routes.filter(({ connects }) => {
    const inside = connects.filter((end) => isWithin(end, place, parents)).length;
    return inside > 0 && inside < connects.length;
  });
}

function isWithin(place: PlaceId, whole: PlaceId, parents: ReadonlyMap<PlaceId, PlaceId>): boolean {
  const passed = new Set<PlaceId>();
  for (let at: PlaceId | undefined = place; at !== undefined && !passed.has(at); at = parents.get(at)) {
    if (at === whole) return true;
    passed.add(at);
  }
  return false;
}

/** What decides of an axis whether a way can be used. */
export interface AxisState {
  readonly state: string;
  readonly closedTo: readonly ActorId[];
  readonly lastEvidence?: string | null;
}

export interface ExitCondition {
  readonly passage: AxisState;
  /** Null for what is not built. */
  readonly integrity: AxisState | null;
}

/** Whether an exit can be used; `unknown` is an answer. */
export type Remains = boolean | 'unknown';

/**
 * Whether an exit remains to those who hold the place. Cut means closed, unless it is said to be closed only to others.
 * Destroyed means closed, unless it was seen in use on a later day. Intact alone says nothing of getting through.
 */
export function exitRemains({ passage, integrity }: ExitCondition, holders: readonly ActorId[]): Remains {
  if (passage.state === 'cut') {
    const meansThem = passage.closedTo.length === 0 || holders.length === 0;
    return meansThem || passage.closedTo.some((actor) => holders.includes(actor)) ? false : 'unknown';
  }
  const destroyed = integrity?.state === 'destroyed';
  if (passage.state !== 'open') return destroyed && passage.state === 'unknown' ? false : 'unknown';
  if (!destroyed) return true;
  const [used, seen] = [passage.lastEvidence ?? '', integrity?.lastEvidence ?? ''];
  if (used === seen) return 'unknown';
  return used > seen;
}

/** `sealed` as far as the gazetteer knows the ways out; nothing is said about ways that nobody has registered. */
export type IsolationVerdict = 'sealed' | 'not_sealed' | 'unknown';

/** One exit that remains is enough; sealed takes every one to be closed; without a known exit nobody can tell. */
export function isolationVerdict(exits: readonly Remains[]): IsolationVerdict {
  if (exits.includes(true)) return 'not_sealed';
  return exits.length > 0 && exits.every((remains) => remains === false) ? 'sealed' : 'unknown';
}
