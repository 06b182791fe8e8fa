import { isBefore } from '../control/claim-interval.js';
import { axisOf, type ConditionAxis, conditionAxes } from './condition-claim.js';
import {
  type ConditionEvidence,
  type ConditionPoint,
  gatherCondition,
  type KnownCondition,
  lastPoints,
  pointsOf,
} from './condition-evidence.js';
import { leastOf } from '../extremes.js';
import { confidences } from '../report/grade.js';
import { end_of_time_ms, type TimeZone } from '../time/time.js';

/**
 * Of the claims about a thing that stand those that decide in what state it is in the end, as long as it is seen in that state
 * alone: the last, the last of another state, and of those since then what confidence and parties rest on. None of an axis on which the last
 * contradict each other.
 */
export const decisiveConditions = (standing: readonly KnownCondition[], zone: TimeZone): readonly KnownCondition[] => [
  ...new Set(conditionAxes.flatMap((axis) => decisivePoints(gatherCondition(standing, axis, zone)).map(knownOf))),
];

const knownOf = ({ known }: ConditionPoint): KnownCondition => known;
const stateOf = ({ known }: ConditionPoint): string => known.claim.state;

function decisivePoints(evidence: ConditionEvidence): readonly ConditionPoint[] {
  const { points } = evidence;
  const last = lastPoints(evidence, points.length);
  const state = last.map(stateOf)[0];
  if (state === undefined || last.some((point) => stateOf(point) !== state)) return [];
  const turn = points.findLastIndex((point) => stateOf(point) !== state);
  const other = points[turn];
  const run = points.slice(turn + 1).filter((point) => other === undefined || isBefore(other, point));
  const surest = run.reduce<ConditionPoint | undefined>(
    (best, point) => (best === undefined || sureness(point) >= sureness(best) ? point : best),
    undefined,
  );
  const parties = run.filter(
    ({ known: { claim } }) => (claim.closedTo?.length ?? 0) + (claim.closedBy?.length ?? 0) > 0,
  );
  const deciding = [other, surest, ...parties, ...last];
  return deciding.filter((point) => point !== undefined);
}

const sureness = ({ known }: ConditionPoint): number => confidences.indexOf(known.claim.confidence);

/**
 * From which valid time on the condition of a thing can change by these claims, given those that decide it now. Undefined where that
 * hangs on more: where one speaks of an earlier time, or of another state than the last.
 */
export function decidedFromMs(
  decisive: readonly KnownCondition[],
  changed: readonly KnownCondition[],
  zone: TimeZone,
): number | undefined {
  const from = conditionAxes.map((axis) => axisFromMs(axis, decisive, changed, zone));
  return from.includes(undefined) ? undefined : leastOf(from.filter((ms) => ms !== undefined));
}

function axisFromMs(
  axis: ConditionAxis,
  decisive: readonly KnownCondition[],
  changed: readonly KnownCondition[],
  zone: TimeZone,
): number | undefined {
  const about = changed.filter(({ claim }) => axisOf(claim.state) === axis);
  if (about.length === 0) return end_of_time_ms;
  const last = gatherCondition(decisive, axis, zone).points.at(-1);
  if (last === undefined) return undefined;
  const isLater = (point: ConditionPoint): boolean => point.fromMs > last.toMs && stateOf(point) === stateOf(last);
  return about.flatMap((known) => pointsOf(known, zone)).every(isLater) ? last.toMs : undefined;
}
