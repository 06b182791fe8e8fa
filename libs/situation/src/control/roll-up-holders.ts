import type { ActorId } from '../ids.js';

/** For each registered actor those that it is a part of, on one day. */
export type ParentsOfActors = ReadonlyMap<ActorId, readonly ActorId[]>;

/** Shows each holder as its topmost parent. */
export const roll_up_to_top = 'top';

/**
 * How holders are shown: `top`, each as what stands above all that it is a part of; or an actor, for which all of its
 * parts stand, while the others stay as they are.
 */
export type HolderRollUp = typeof roll_up_to_top | ActorId;

/**
 * The holders as they are shown, each once and in order. One that is part of several is shown as the top of each of them:
 * a joint holder stands for all. Where parents go in a circle and nothing is above it, its least id stands for the circle.
 */
export const rollUpHolders = (
  holders: readonly ActorId[],
  rollUp: HolderRollUp,
  parents: ParentsOfActors,
): readonly ActorId[] => [...new Set(holders.flatMap((holder) => shownAs(holder, rollUp, parents)))].sort();

function shownAs(holder: ActorId, rollUp: HolderRollUp, parents: ParentsOfActors): readonly ActorId[] {
  const above = ancestorsOf(holder, parents);
  if (rollUp !== roll_up_to_top) return [above.has(rollUp) ? rollUp : holder];
  if (above.size === 0) return [holder];
  const tops = [...above].filter((id) => (parents.get(id) ?? []).length === 0);
  return tops.length > 0 ? tops : [...above].sort().slice(0, 1);
}

/** Everything that the actor is a part of, at any height; itself only where parents go in a circle. */
function ancestorsOf(actor: ActorId, parents: ParentsOfActors): ReadonlySet<ActorId> {
  const found = new Set<ActorId>();
  // A set goes on to what is added while it is walked through.
  for (const parent of parents.get(actor) ?? []) found.add(parent);
  for (const above of found) for (const parent of parents.get(above) ?? []) found.add(parent);
  return found;
}
