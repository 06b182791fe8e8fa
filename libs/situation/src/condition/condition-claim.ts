import type { PlaceKind } from '../gazetteer/gazetteer.js';
import type { Confidence } from '../report/grade.js';
import type { ActorId, PlaceId } from '../ids.js';
import type { Moment } from '../time/time.js';

/** How whole a thing is. */
const integrityStates = ['intact', 'damaged', 'destroyed', 'looted'] as const;

/** Whether one gets through. */
const passageStates = ['open', 'cut'] as const;

export const conditionStates = [...integrityStates, ...passageStates] as const;
export type ConditionState = (typeof conditionStates)[number];

/** The two axes of a thing's condition; neither says anything about the other. */
export const conditionAxes = ['integrity', 'passage'] as const;
export type ConditionAxis = (typeof conditionAxes)[number];

/** The axis that a state lies on. */
export const axisOf = (state: ConditionState): ConditionAxis =>
  (passageStates as readonly string[]).includes(state) ? 'passage' : 'integrity';

/**
 * What one report says about the condition of one place (design §6).
 *
 * `effective` is when it was so; a day is some moment of that local day (`claimInterval`). `windowFrom` is the earliest
 * that it can have come about, `open` when unknown; `since` is from when on it was so for certain. `closedTo` and
 * `closedBy` belong to `cut`: to whom the way is closed (actors, or `unarmedParties`), and by whom. Who sits on it is
 * control, and never follows from this.
 */
export interface ConditionClaim {
  readonly place: PlaceId;
  readonly state: ConditionState;
  readonly effective: Moment;
  readonly windowFrom?: Moment | 'open';
  readonly since?: Moment;
  readonly closedTo?: readonly ActorId[];
  readonly closedBy?: readonly ActorId[];
  readonly confidence: Confidence;
  readonly note?: string;
}

const settlement: readonly ConditionState[] = integrityStates;
const structure: readonly ConditionState[] = integrityStates;
const builtRoute: readonly ConditionState[] = ['intact', 'damaged', 'destroyed', 'open', 'cut'];
const naturalRoute: readonly ConditionState[] = passageStates;
const nothing: readonly ConditionState[] = [];

const fittingStates: Readonly<Record<PlaceKind, readonly ConditionState[]>> = {
  country: nothing,
  governorate: nothing,
  region: nothing,
  city: settlement,
  district: settlement,
  village: settlement,
  building: structure,
  site: structure,
  position: structure,
  base: structure,
  road: builtRoute,
  bridge: builtRoute,
  river: naturalRoute,
  border: naturalRoute,
};

/** The states that fit a kind of place: a river is crossed or not, but never looted; a country has no condition. */
export const statesFitting = (kind: PlaceKind): readonly ConditionState[] => fittingStates[kind];

/** The axes on which a kind of place has a condition. */
export const axesFitting = (kind: PlaceKind): readonly ConditionAxis[] =>
  conditionAxes.filter((axis) => fittingStates[kind].some((state) => axisOf(state) === axis));
