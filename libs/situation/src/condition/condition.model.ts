import { conditionAxes } from './condition-claim.js';
import { gatherCondition, type KnownCondition } from './condition-evidence.js';
import { conditionHistory, conditionTimeline } from './condition-history.js';
import { conditionIdentity } from './condition-sweep.js';
import type { Model } from '../history/model.js';
import type { ConditionAnswer } from './resolve-condition.js';

/** What state a thing is in, by the rules of `resolve-condition.ts`; each axis is a lane. */
export const conditionModel: Model<KnownCondition, ConditionAnswer> = {
  identityOf: conditionIdentity,
  history: (claims, { zone }, since) => conditionHistory(claims, zone, since),
  layer: (standing, { zone }) =>
    conditionAxes.map((axis) => ({ lane: axis, ...conditionTimeline(gatherCondition(standing, axis, zone)) })),
};
