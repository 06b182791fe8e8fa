import { axisOf, type ConditionAxis, conditionAxes } from './condition-claim.js';
import {
  type ConditionEvidence,
  type ConditionPoint,
  GatheredCondition,
  gatherCondition,
  inferenceStartMs,
  type KnownCondition,
  pointsBefore,
  pointsOf,
  pointsUntil,
} from './condition-evidence.js';
import { changesOf, type KnownChange, OpenRectangles, openAt, type Rectangle } from '../history/open-rectangles.js';
import { type ResolvedCondition, resolveCondition } from './resolve-condition.js';
import { type Placed, Runs } from '../history/stretches.js';
import { beginning_of_time_ms, end_of_time_ms, type TimeZone } from '../time/time.js';

/** One axis over a rectangle of valid and known time. */
export interface ConditionSpan extends Rectangle<ResolvedCondition> {
  readonly axis: ConditionAxis;
}

/** The condition from `fromMs` on at one known time: in order, without overlap, what is unknown left out. */
export function conditionTimeline(
  evidence: ConditionEvidence,
  fromMs: number = beginning_of_time_ms,
): readonly Placed<ResolvedCondition>[] {
  const later = evidence.points.slice(pointsUntil(evidence, fromMs));
  const turns = later
    .flatMap((point) => [point.toMs, point.windowFromMs, inferenceStartMs(point, evidence.zone) ?? point.toMs])
    .filter((ms) => ms > fromMs);
  const starts = [...new Set([fromMs, ...turns])].sort((a, b) => a - b);
  const runs = new Runs<ResolvedCondition>(conditionIdentity);
  for (const [index, startMs] of starts.entries()) {
    const value = resolveCondition(evidence, startMs);
    if (value.answer.state !== 'unknown')
      runs.add({ fromMs: startMs, toMs: starts[index + 1] ?? end_of_time_ms, value });
  }
  return runs.all;
}

/**
 * The history of one place over both clocks, from the set of claims alone; the spans of one axis do not overlap. From
 * `sinceMs` of known time on only: then `standing` are the spans that reach it, and `claims` those that stood then or
 * came later.
 */
export function conditionHistory(
  claims: readonly KnownCondition[],
  zone: TimeZone,
  { sinceMs, standing }: { readonly sinceMs: number; readonly standing: readonly ConditionSpan[] } = whole,
): readonly ConditionSpan[] {
  return conditionAxes.flatMap((axis) => {
    const about = claims.filter(({ claim }) => axisOf(claim.state) === axis);
    const stood = about.filter(({ knownFromMs, knownToMs }) => knownFromMs < sinceMs && knownFromMs < knownToMs);
    const evidence = new GatheredCondition(zone, gatherCondition(stood, axis, zone).points);
    const reaching = openAt(
      standing.filter((span) => span.axis === axis),
      sinceMs,
    );
    const spans = new OpenRectangles<ResolvedCondition>(reaching, conditionIdentity);
    for (const change of changesOf(about)) if (change.knownMs >= sinceMs) apply(evidence, spans, change);
    return spans.all().map((span) => ({ ...span, axis }));
  });
}
const whole = { sinceMs: beginning_of_time_ms, standing: [] };

function apply(
  evidence: GatheredCondition,
  spans: OpenRectangles<ResolvedCondition>,
  { knownMs, added, removed }: KnownChange<KnownCondition>,
): void {
  const gone = removed.flatMap((known) => pointsOf(known, evidence.zone));
  const come = added.flatMap((known) => pointsOf(known, evidence.zone));
  const before = reachOf(evidence, [...gone, ...come]);
  for (const point of gone) evidence.remove(point);
  for (const point of come) evidence.add(point);
  const fromMs = Math.min(before, reachOf(evidence, [...gone, ...come]));
  spans.replace(knownMs, { fromMs, toMs: end_of_time_ms }, conditionTimeline(evidence, fromMs));
}

/** The earliest valid time at which these points can matter: from the last end before each on it may be the next one. */
const reachOf = (evidence: ConditionEvidence, points: readonly ConditionPoint[]): number =>
  Math.min(
    ...points.map(({ fromMs }) => evidence.points[pointsBefore(evidence, fromMs) - 1]?.toMs ?? beginning_of_time_ms),
  );

/** Two with equal identities say the same and rest on the same reports. */
export const conditionIdentity = ({ answer, reports }: ResolvedCondition): string =>
  [
    ...[answer.state, answer.states.join(), answer.closedTo.join(), answer.closedBy.join(), answer.confidence],
    ...[answer.lastEvidence, answer.rule, reports.join()],
  ].join(' ');
