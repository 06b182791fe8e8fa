import { axisOf, type ConditionAxis, conditionAxes } from './condition-claim.js';
import {
  type ConditionEvidence,
  type ConditionPoint,
  GatheredCondition,
  gatherCondition,
  type KnownCondition,
  pointsBefore,
  pointsOf,
} from './condition-evidence.js';
import { conditionIdentity, type ConditionSweep, sweepCondition } from './condition-sweep.js';
import { changesOf, type KnownChange, openAt } from '../history/open-rectangles.js';
import { ReportStretches, restedOnAnew } from '../history/resting.js';
import { type Supported, SupportedHistory } from '../history/supported-history.js';
import type { ConditionAnswer } from './resolve-condition.js';
import type { Placed, Stretch } from '../history/stretches.js';
import { beginning_of_time_ms, end_of_time_ms, type TimeZone } from '../time/time.js';

/** Everything that can be asked about one axis of one place. */
export interface AxisHistory extends Supported<ConditionAnswer> {
  readonly axis: ConditionAxis;
}

/** The condition of one axis over valid time, and on which reports that rests, at one known time. */
export interface ConditionTimeline {
  /** In order, without overlap; what is unknown is left out. */
  readonly answers: readonly Placed<ConditionAnswer>[];
  /** For each report the stretches over which an answer rests on it. */
  readonly supports: readonly Placed<string>[];
}

const all_time: Stretch = { fromMs: beginning_of_time_ms, toMs: end_of_time_ms };

/** Resolves one axis over all of valid time. */
export function conditionTimeline(evidence: ConditionEvidence): ConditionTimeline {
  const sweep = sweepCondition(evidence, all_time);
  const supports = [...supportsIn(sweep)].flatMap(([value, stretches]) => stretches.map((one) => ({ ...one, value })));
  return { answers: sweep.answers, supports };
}

/**
 * The history of one place over both clocks, from the set of claims alone, axis by axis. From `sinceMs` of known time on
 * only: then `standing` is what reaches it, and `claims` are those that stood then or came later.
 */
export const conditionHistory = (
  claims: readonly KnownCondition[],
  zone: TimeZone,
  { sinceMs, standing }: { readonly sinceMs: number; readonly standing: readonly AxisHistory[] } = whole,
): readonly AxisHistory[] =>
  conditionAxes.map((axis) => {
    const about = claims.filter(({ claim }) => axisOf(claim.state) === axis);
    const stood = about.filter(({ knownFromMs, knownToMs }) => knownFromMs < sinceMs && knownFromMs < knownToMs);
    const before = standing.find((one) => one.axis === axis);
    const rows = new SupportedHistory<ConditionAnswer>(
      { answers: openAt(before?.answers ?? [], sinceMs), supports: openAt(before?.supports ?? [], sinceMs) },
      conditionIdentity,
    );
    const evidence = new GatheredCondition(zone, gatherCondition(stood, axis, zone).points);
    for (const change of changesOf(about)) if (change.knownMs >= sinceMs) apply(evidence, rows, change);
    return { ...rows.all(), axis };
  });
const whole = { sinceMs: beginning_of_time_ms, standing: [] };

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
  const isGone = new Set(gone.map(keyOf));
  const points = evidence.points.filter((point) => !isGone.has(keyOf(point)));
  const changed = [...gone, ...come];
  const starts = changed.map(
    ({ fromMs }) => points[pointsBefore({ points }, fromMs) - 1]?.toMs ?? beginning_of_time_ms,
  );
  const lastMs = Math.max(...changed.map(({ toMs }) => toMs));
  const first = points.findIndex(({ fromMs }) => fromMs > lastMs);
  const state = points[first]?.known.claim.state;
  const turn = points.findIndex((point, index) => index > first && point.known.claim.state !== state);
  return { fromMs: Math.min(...starts), toMs: first < 0 || turn < 0 ? end_of_time_ms : (points[turn]?.toMs ?? 0) };
}

const keyOf = ({ known, toMs }: ConditionPoint): string => `${known.eventId} ${known.ordinal} ${toMs}`;
