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

/** Why an exit remains, does not, or cannot be judged, for people. */
export const exitWords = {
  cut_to_holders: 'It is cut, as far as anybody says to those who hold the place.',
  cut_to_others: 'It is said to be cut to others; nothing is said of those who hold the place.',
  destroyed: 'It is destroyed, and nobody says that one gets through.',
  open: 'One gets through.',
  used_since: 'It was destroyed, but was seen in use on a later day.',
  destroyed_since: 'It was seen in use, but was destroyed on a later day.',
  same_day: 'It is said to be destroyed and in use on one day.',
  passage_unclear: 'Nobody can tell whether one got through at that moment.',
  no_evidence: 'Nothing that was known then says whether one gets through.',
} as const;
export type ExitReason = keyof typeof exitWords;

/** Whether an exit remains, and why. */
export interface ExitJudgement {
  readonly remains: Remains;
  readonly reason: ExitReason;
}

/**
 * Whether an exit remains to those who hold the place. Cut means closed, unless it is said to be closed only to others.
 * Destroyed means closed, unless it was seen in use on a later day. Intact alone says nothing of getting through.
 */
export function judgeExit({ passage, integrity }: ExitCondition, holders: readonly ActorId[]): ExitJudgement {
  if (passage.state === 'cut') {
    const meansThem = passage.closedTo.length === 0 || holders.length === 0;
    return meansThem || passage.closedTo.some((actor) => holders.includes(actor))
      ? { remains: false, reason: 'cut_to_holders' }
      : { remains: 'unknown', reason: 'cut_to_others' };
  }
  const destroyed = integrity?.state === 'destroyed';
  if (passage.state !== 'open') {
    if (passage.state !== 'unknown') return { remains: 'unknown', reason: 'passage_unclear' };
    return destroyed ? { remains: false, reason: 'destroyed' } : { remains: 'unknown', reason: 'no_evidence' };
  }
  if (!destroyed) return { remains: true, reason: 'open' };
  const [used, seen] = [passage.lastEvidence ?? '', integrity?.lastEvidence ?? ''];
  if (used === seen) return { remains: 'unknown', reason: 'same_day' };
  return used > seen ? { remains: true, reason: 'used_since' } : { remains: false, reason: 'destroyed_since' };
}

/** `sealed` as far as the gazetteer knows the ways out; nothing is said about ways that nobody has registered. */
export type IsolationVerdict = 'sealed' | 'not_sealed' | 'unknown';

/** One exit that remains is enough; sealed takes every one to be closed; without a known exit nobody can tell. */
export function isolationVerdict(exits: readonly Remains[]): IsolationVerdict {
  if (exits.includes(true)) return 'not_sealed';
  return exits.length > 0 && exits.every((remains) => remains === false) ? 'sealed' : 'unknown';
}

/** What a verdict says, for people. */
export const isolationWords = {
  not_sealed: 'At least one exit remains.',
  sealed: 'Every exit that the gazetteer knows is closed.',
  no_exits: 'The gazetteer knows no way out, so nothing can be said.',
  unclear: 'No exit is known to remain, and of at least one nobody can tell.',
} as const;

/** Why the verdict is what it is, as a word of `isolationWords`. */
export function isolationReason(exits: readonly Remains[]): keyof typeof isolationWords {
  const verdict = isolationVerdict(exits);
  if (verdict !== 'unknown') return verdict;
  return exits.length === 0 ? 'no_exits' : 'unclear';
}
