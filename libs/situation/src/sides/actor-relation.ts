import type { ActorRelation } from '../gazetteer/gazetteer.js';
import type { Day } from '../time/time.js';

/** True when the relation holds on this local day: what has no known beginning or end is not bounded there. */
export const holdsOn = ({ from, to }: ActorRelation, day: Day): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);
