import type { Transition } from './control-answer.js';
import type { SidesOf } from './control-changes.js';
import type { ControlTimeline } from './control-timeline.js';
import type { ActorId } from '../ids.js';
import type { Stretch } from '../history/stretches.js';

/** How a place was held over one stretch of valid time. */
export interface HeldStretch extends Stretch {
  readonly status: string;
  readonly holders: readonly ActorId[];
  readonly transition: Transition | null;
}

/** The stretches of a timeline that begin by a moment. */
export const heldStretches = ({ answers }: Pick<ControlTimeline, 'answers'>, untilMs: number): readonly HeldStretch[] =>
  answers
    .filter(({ fromMs }) => fromMs <= untilMs)
    .map(({ fromMs, toMs, value: { status, holders, transition = null } }) => ({
      fromMs,
      toMs,
      status,
      holders,
      transition,
    }));

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
  const earlier = before(first);
  if (last.status !== 'held' || earlier === undefined) return { sinceMs, takenFrom: [] };
  // What is not read yet may be fighting, of which this goes on.
  const isOfMore =
    earlier.status === 'contested' || sidesOf(earlier.transition?.from ?? []).some((one) => own.includes(one));
  const named = !isWhole && isOfMore ? undefined : holdersBefore(stretches.slice(0, first), sidesOf);
  if (named === undefined && !isWhole) return undefined;
  const isOther = (holder: ActorId): boolean => !sidesOf([holder]).some((side) => own.includes(side));
  return { sinceMs, takenFrom: (named ?? earlier.holders).filter(isOther) };
}

/**
 * Returns who held a place when the last of these stretches ended. Who contests a place beside its holder does not have it yet, so
 * of a place that is fought over it is who held it before that. Undefined where nobody is known to have.
 */
export function holdersBefore(stretches: readonly HeldStretch[], sidesOf: SidesOf): readonly ActorId[] | undefined {
  for (let index = stretches.length - 1; index >= 0; index -= 1) {
    const one = stretches[index] as HeldStretch;
    const previous = stretches[index - 1];
    const earlier = previous?.toMs === one.fromMs ? previous : undefined;
    const named = one.transition?.from ?? one.holders;
    const isOfFighting = earlier?.status === 'contested' && sidesOf(named).join() === sidesOf(earlier.holders).join();
    if (one.status !== 'contested' && named.length > 0 && !(one.transition !== null && isOfFighting)) return named;
    if (earlier === undefined) return undefined;
  }
  return undefined;
}

const kindOf = ({ status, holders }: HeldStretch, sidesOf: SidesOf): string => {
  const apart = status === 'inferred' || status === 'transition' ? status : '';
  return [apart, ...sidesOf(holders)].join();
};
