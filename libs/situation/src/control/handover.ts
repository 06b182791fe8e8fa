import { areSame } from '../are-same.js';
import type { AnchoredClaim, ReportedHandover } from './control-evidence.js';
import type { ActorId } from '../ids.js';

/** One change of hands, by every gain that tells of it. */
export interface Handover extends ReportedHandover {
  /** In order of evidence. */
  readonly gains: readonly AnchoredClaim[];
}

export const isInstant = ({ fromMs, toMs }: Pick<Handover, 'fromMs' | 'toMs'>): boolean => fromMs === toMs;

export const areOfOneSide = (all: readonly Pick<Handover, 'sides'>[]): boolean =>
  all.every(({ sides }) => sameSides(sides, all[0]?.sides ?? []));

export const sameSides: (a: readonly ActorId[], b: readonly ActorId[]) => boolean = areSame;

/** True if every side of `part` is in `whole`. */
export const within = (part: readonly ActorId[], whole: readonly ActorId[]): boolean =>
  part.every((side) => whole.includes(side));

/** True if one of these sides is among the others. */
export const meet = (some: readonly ActorId[], others: readonly ActorId[] | undefined): boolean =>
  others !== undefined && some.some((side) => others.includes(side));
