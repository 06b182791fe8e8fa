import { type ConditionEvidence, type ConditionPoint, inferenceStartMs, pointsUntil } from './condition-evidence.js';
import { RestingStretches } from '../history/resting.js';
import { type Placed, Runs, type Stretch } from '../history/stretches.js';
import { type ConditionAnswer, settledBy } from './resolve-condition.js';
import { UnbrokenRun } from './unbroken-run.js';

/** Answers over a stretch of valid time, and what they rest on there. */
export interface ConditionSweep {
  /** In order, without overlap; what is unknown is left out. */
  readonly answers: readonly Placed<ConditionAnswer>[];
  readonly resting: RestingStretches<ConditionPoint>;
}

/** Resolves one axis at every moment of a stretch at which the answer can change: as `settleCondition` does, in one sweep. */
export function sweepCondition(evidence: ConditionEvidence, within: Stretch): ConditionSweep {
  const starts = turnsIn(evidence, within);
  const run = new UnbrokenRun(evidence, within.fromMs);
  const answers = new Runs<ConditionAnswer>(conditionIdentity);
  const rested = new RestingStretches<ConditionPoint>(within);
  for (const [index, startMs] of starts.entries()) {
    const settled = settledBy(evidence, startMs, run.advance(startMs).standing);
    const isKnown = settled.answer.state !== 'unknown';
    rested.restOn(isKnown ? settled : undefined, startMs);
    if (isKnown) answers.add({ fromMs: startMs, toMs: starts[index + 1] ?? within.toMs, value: settled.answer });
  }
  rested.restOn(undefined, within.toMs);
  return { answers: answers.all, resting: rested };
}

/** Every moment of a stretch at which an answer can change, its beginning included. */
function turnsIn(evidence: ConditionEvidence, { fromMs, toMs }: Stretch): readonly number[] {
  const { points, zone } = evidence;
  const turns = new Set([fromMs]);
  for (let index = pointsUntil(evidence, fromMs); index < points.length; index += 1) {
    const point = points[index]!;
    for (const ms of [point.toMs, point.windowFromMs, inferenceStartMs(point, zone) ?? point.toMs])
      if (ms > fromMs && ms < toMs) turns.add(ms);
  }
  return [...turns].sort((a, b) => a - b);
}

/** Two with equal identities say the same. */
export const conditionIdentity = (answer: ConditionAnswer): string =>
  [
    answer.state,
    answer.states.join(),
    answer.closedTo.join(),
    answer.closedBy.join(),
    answer.confidence,
    answer.lastEvidence,
    answer.rule,
  ].join(' ');
