import type { Transition } from './control-answer.js';
import type { SidesOf } from './control-changes.js';
import type { ActorId } from '../ids.js';
import type { Stretch } from '../history/stretches.js';

/** How a place was held over one stretch of valid time. */
export interface HeldStretch extends Stretch {
  readonly status: string;
  readonly holders: readonly ActorId[];
  readonly transition: Transition | null;
}

/** Since when a place is in the hands that it is in, and from whom it was taken. */
export interface HeldSince {
  /** Milliseconds since 1970 UTC; minus infinity without a beginning. */
  readonly sinceMs: number;
  /** Those that held it before and are of no side that holds it now; empty unless it is held, and if nobody is known. */
  readonly takenFrom: readonly ActorId[];
}

/**
 * Returns since when the last of these stretches is as it is: from the first of those that touch it and name the same
 * sides, inferred ones and transitions apart. What was unknown in between ends it. `stretches` are in order of time; what
 * they say of the time before the first is not known if `isWhole` is false, and then the result may be undefined.
 */
export function heldSince(
  stretches: readonly HeldStretch[],
  sidesOf: SidesOf,
  isWhole: boolean,
): HeldSince | undefined {
  const last = stretches.at(-1);
  if (last === undefined) return undefined;
  const own = sidesOf(last.holders);
  const ofLast = kindOf(last, sidesOf);
  let first = stretches.length - 1;
  const before = (index: number): HeldStretch | undefined => {
    const earlier = stretches[index - 1];
    return earlier !== undefined && earlier.toMs === stretches[index]?.fromMs ? earlier : undefined;
  };
  for (
    let earlier = before(first);
    earlier !== undefined && kindOf(earlier, sidesOf) === ofLast;
    earlier = before(first)
  )
    first -= 1;
  if (first === 0 && !isWhole && stretches.length > 1) return undefined;
  const sinceMs = stretches[first]?.fromMs ?? last.fromMs;
  if (last.status !== 'held') return { sinceMs, takenFrom: [] };
  for (let index = first, earlier = before(index); earlier !== undefined; index -= 1, earlier = before(index)) {
    const named = earlier.transition?.from ?? earlier.holders;
    if (named.length > 0) {
      const takenFrom = named.filter((holder) => !sidesOf([holder]).some((side) => own.includes(side)));
      return { sinceMs, takenFrom };
    }
    if (index === 1 && !isWhole) return undefined;
  }
  return { sinceMs, takenFrom: [] };
}

const kindOf = ({ status, holders }: HeldStretch, sidesOf: SidesOf): string => {
  const apart = status === 'inferred' || status === 'transition' ? status : '';
  return [apart, ...sidesOf(holders)].join();
};
