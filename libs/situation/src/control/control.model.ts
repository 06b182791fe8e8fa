import type { ControlAnswer } from './control-answer.js';
import { anchorClaim, GatheredEvidence, type KnownClaim } from './control-evidence.js';
import { controlHistory } from './control-history.js';
import { answerIdentity, controlTimeline } from './control-timeline.js';
import type { Model } from '../history/model.js';

const lane = '';
const nothing = { lane, answers: [], supports: [] };

/** Who holds a place, by the rules of `resolve-control.ts`. */
export const controlModel: Model<KnownClaim, ControlAnswer> = {
  identityOf: answerIdentity,
  history: (claims, reading, since) => {
    const [standing = nothing] = since?.standing ?? [];
    return [{ lane, ...controlHistory(claims, reading, since && { ...since, standing }) }];
  },
  layer: (standing, reading) => {
    const anchored = standing.map((claim) => anchorClaim(claim, reading.zone));
    return [{ lane, ...controlTimeline(new GatheredEvidence(reading, anchored)) }];
  },
};
