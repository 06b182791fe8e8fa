import { axisOf, conditionAxes, type ConditionState } from './condition-claim.js';
import {
  type ConditionEvidence,
  type ConditionPoint,
  GatheredCondition,
  gatherCondition,
  type KnownCondition,
  pointsBefore,
  pointsOf,
  pointsUntil,
} from './condition-evidence.js';
import { conditionIdentity, type ConditionSweep, sweepCondition } from './condition-sweep.js';
import { greatestOf, leastOf } from '../extremes.js';
import type { KeySince, Lane } from '../history/model.js';
import { changesOf, type KnownChange, openAt } from '../history/open-rectangles.js';
import { ReportStretches, restedOnAnew } from '../history/resting.js';
import { SupportedHistory } from '../history/supported-history.js';
import { applyUntilQuiet, type Bearing } from '../history/until-quiet.js';
import type { ConditionAnswer } from './resolve-condition.js';
import { all_time, type Placed, type Stretch } from '../history/stretches.js';
import { beginning_of_time_ms, end_of_time_ms, type TimeZone } from '../time/time.js';

/** The condition of one axis over valid time, and on which reports that rests, at one known time. */
export interface ConditionTimeline {
  /** In order, without overlap; what is unknown is left out. */
  readonly answers: readonly Placed<ConditionAnswer>[];
  /** For each report the stretches over which an answer rests on it. */
  readonly supports: readonly Placed<string>[];
}

/** Resolves one axis over all of valid time. */
export function conditionTimeline(evidence: ConditionEvidence): ConditionTimeline {
  const sweep = sweepCondition(evidence, all_time);
  const supports = [...supportsIn(sweep)].flatMap(([value, stretches]) => stretches.map((one) => ({ ...one, value })));
  return { answers: sweep.answers, supports };
}

/**
 * The history of one place over both clocks, from the set of claims alone, a lane an axis. From `sinceMs` of known time on
 * only: then `claims` are those that stood then or came later.
 */
export const conditionHistory = (
  claims: readonly KnownCondition[],
  zone: TimeZone,
  { sinceMs, standing, changed }: KeySince<KnownCondition, ConditionAnswer> = whole,
): readonly Lane<ConditionAnswer>[] =>
  conditionAxes.map((axis) => {
    const about = claims.filter(({ claim }) => axisOf(claim.state) === axis);
    const stood = about.filter(({ knownFromMs, knownToMs }) => knownFromMs < sinceMs && knownFromMs < knownToMs);
    const stored = standing.find(({ lane }) => lane === axis) ?? { answers: [], supports: [] };
    const rows = new SupportedHistory<ConditionAnswer>(
      { answers: openAt(stored.answers, sinceMs), supports: openAt(stored.supports, sinceMs) },
      conditionIdentity,
    );
    const evidence = new GatheredCondition(zone, gatherCondition(stood, axis, zone).points);
    const changes = changesOf(about).filter(({ knownMs }) => knownMs >= sinceMs);
    const applyOne = (change: KnownChange<KnownCondition>): void => apply(evidence, rows, change);
    if (changed !== undefined) {
      const differing = changed.filter(({ claim }) => axisOf(claim.state) === axis);
      if (differing.length === 0) return { ...stored, lane: axis };
      return { ...applyUntilQuiet(changes, applyOne, rows, stored, bearingOf(evidence, differing)), lane: axis };
    }
    changes.forEach(applyOne);
    return { ...rows.all(), lane: axis };
  });
const whole: KeySince<KnownCondition, ConditionAnswer> = { sinceMs: beginning_of_time_ms, standing: [] };

function apply(
  evidence: GatheredCondition,
  rows: SupportedHistory<ConditionAnswer>,
  { knownMs, added, removed }: KnownChange<KnownCondition>,
): void {
  const gone = removed.flatMap((known) => pointsOf(known, evidence.zone));
  const come = added.flatMap((known) => pointsOf(known, evidence.zone));
  const within = reachOf(evidence, gone, come);
  const before = sweepCondition(evidence, within);
  for (const point of gone) evidence.remove(point);
  for (const point of come) evidence.add(point);
  const after = sweepCondition(evidence, within);
  const reports = new Set([...restedOnAnew(before.resting, after.resting)].map(reportOf));
  rows.replace(knownMs, within, after.answers, supportsIn(after, reports), reports);
}

const reportOf = ({ known }: ConditionPoint): string => known.reportId;

function supportsIn(
  { resting }: ConditionSweep,
  wanted?: ReadonlySet<string>,
): ReadonlyMap<string, readonly Stretch[]> {
  const found = new ReportStretches(resting.within, wanted);
  found.addResting(resting, reportOf);
  return found.joined();
}

/**
 * The valid time in which these points, as they come or go, can matter: from the last end before each on, for it may be the
 * next one, up to the first turn behind all of them, whose points all certainly came after them.
 */
function reachOf(
  evidence: GatheredCondition,
  gone: readonly ConditionPoint[],
  come: readonly ConditionPoint[],
): Stretch {
  const changed = [...gone, ...come];
  const isKept = otherThan(gone);
  const starts = changed.map(({ fromMs }) => lastEndBefore(evidence, fromMs, isKept));
  return { fromMs: leastOf(starts), toMs: turnBehind(evidence, changed, isKept) };
}

type Kept = (point: ConditionPoint) => boolean;

function lastEndBefore({ points }: ConditionEvidence, ms: number, isKept: Kept): number {
  for (let index = pointsBefore({ points }, ms) - 1; index >= 0; index -= 1)
    if (isKept(points[index]!)) return points[index]!.toMs;
  return beginning_of_time_ms;
}

/** The first turn behind all of these points; the end of time without. */
function turnBehind(evidence: ConditionEvidence, changed: readonly ConditionPoint[], isKept: Kept): number {
  const lastMs = greatestOf(changed.map(({ toMs }) => toMs));
  let state: ConditionState | undefined;
  for (let index = pointsUntil(evidence, lastMs); index < evidence.points.length; index += 1) {
    const point = evidence.points[index]!;
    if (!isKept(point)) continue;
    if (state !== undefined && point.known.claim.state !== state) return point.toMs;
    if (point.fromMs > lastMs) state ??= point.known.claim.state;
  }
  return end_of_time_ms;
}

/** How far claims bear: from the last end before them on, up to the next turn. */
function bearingOf(evidence: GatheredCondition, differing: readonly KnownCondition[]): Bearing<KnownCondition> {
  const changed = differing.flatMap((known) => pointsOf(known, evidence.zone));
  const isKept = otherThan(changed);
  return {
    changed: differing,
    fromMs: (known) => leastOf(pointsOf(known, evidence.zone).map(({ fromMs }) => fromMs)),
    // What is next to an end between the two looks back no further than that.
    isBehind: (fromMs, boundMs) => lastEndBefore(evidence, fromMs, isKept) > boundMs,
    settled: () => ({ fromMs: turnBehind(evidence, changed, isKept), own: new Set() }),
  };
}

/** True of all points but these. */
function otherThan(some: readonly ConditionPoint[]): Kept {
  const keys = new Set(some.map(keyOf));
  const ends = new Set(some.map(({ toMs }) => toMs));
  return (point) => !ends.has(point.toMs) || !keys.has(keyOf(point));
}

const keyOf = ({ known, toMs }: ConditionPoint): string => `${known.eventId} ${known.ordinal} ${toMs}`;
