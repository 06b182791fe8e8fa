import type { Confidence } from '../report/grade.js';
import type { ActorId, PlaceId } from '../ids.js';
import type { Moment } from '../time/time.js';

/** What a claim says: the place changed hands, was seen in somebody's hands, or was fought over. */
export const claimEffects = ['gained', 'observed', 'contested'] as const;
export type ClaimEffect = (typeof claimEffects)[number];

export const claimStatuses = ['held', 'contested', 'divided'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** What a place suffers, independent of who holds it. */
export const controlConditions = ['under_fire', 'under_attack', 'front_line', 'besieged'] as const;
export type ControlCondition = (typeof controlConditions)[number];

/** How much of the place is meant, when it is not the whole. */
export const extents = ['most', 'nearly_all'] as const;
export type Extent = (typeof extents)[number];

/**
 * What one report says about who holds one place (design §6).
 *
 * `effective` (gained, observed) is when the gain counts from, or when it was seen so; a day speaks for the end of that
 * local day. `windowFrom` of a gain is the earliest that it can have happened, on the day of `effective` or before, `open`
 * when unknown; its `windowTo` is the latest, within the day of `effective`. `windowFrom` and `windowTo` of a contested claim bound the fighting, both ends
 * included. `since` carries an observation back.
 */
export interface ControlClaim {
  readonly place: PlaceId;
  readonly effect: ClaimEffect;
  readonly status?: ClaimStatus;
  readonly holders: readonly ActorId[];
  readonly takenFrom?: ActorId;
  readonly formations: readonly ActorId[];
  readonly effective?: Moment;
  readonly windowFrom?: Moment | 'open';
  readonly windowTo?: Moment;
  readonly since?: Moment;
  readonly conditions: readonly ControlCondition[];
  readonly extent?: Extent;
  readonly confidence: Confidence;
  readonly note?: string;
}
