import { type AnchoredClaim, type ControlEvidence, countUntil, inferredFromMs } from './control-evidence.js';
import { type ControlAnswer, resolveControl } from './resolve-control.js';
import { type Placed, Runs } from './stretches.js';
import { beginning_of_time_ms, end_of_time_ms, firstMsOf } from './time.js';

/** Who holds a place over valid time, and on which reports that rests, at one known time. */
export interface ControlTimeline {
  /** In order, without overlap; what is unknown is left out; neighbours that touch differ. */
  readonly answers: readonly Placed<ControlAnswer>[];
  /** For each report the stretches over which an answer rests on it. */
  readonly supports: readonly Placed<string>[];
}

/** Resolves the place at every moment from `fromMs` on at which the answer can change. */
export function controlTimeline(evidence: ControlEvidence, fromMs: number = beginning_of_time_ms): ControlTimeline {
  const starts = [...new Set([fromMs, ...turningPoints(evidence, fromMs)])].sort((a, b) => a - b);
  const answers = new Runs<ControlAnswer>(answerIdentity);
  const supports = new Runs<string>((reportId) => reportId);
  for (const [index, startMs] of starts.entries()) {
    const toMs = starts[index + 1] ?? end_of_time_ms;
    const here = resolveControl(evidence, startMs);
    if (here.answer.status === 'unknown') continue;
    answers.add({ fromMs: startMs, toMs, value: here.answer });
    for (const value of new Set(here.supports.map(({ reportId }) => reportId)))
      supports.add({ fromMs: startMs, toMs, value });
  }
  return { answers: answers.all, supports: supports.all };
}

/** Every moment after `fromMs` at which an answer can change. */
function turningPoints({ gained, observed, contested, zone }: ControlEvidence, fromMs: number): readonly number[] {
  const points: number[] = [];
  const from = (sorted: readonly AnchoredClaim[]) => sorted.slice(countUntil(sorted, fromMs));
  for (const { claim, effectiveMs } of from(gained))
    points.push(effectiveMs, claim.effective === undefined ? effectiveMs : firstMsOf(claim.effective, zone));
  // Only the earliest gain is read back in time; of several at one moment the one that wins is not known here.
  for (const gain of gained.slice(0, countUntil(gained, gained[0]?.effectiveMs ?? fromMs)))
    points.push(gain.windowFromMs, inferredFromMs(gain, zone));
  for (const seen of from(observed)) points.push(seen.effectiveMs, seen.sinceMs);
  for (const fight of contested) points.push(fight.windowFromMs, fight.windowToMs + 1);
  return points.filter((ms) => ms > fromMs && Number.isFinite(ms));
}

/** Identifies an answer: two with equal identities say the same. */
export const answerIdentity = (answer: ControlAnswer): string =>
  [
    ...[answer.status, answer.holders.join(), answer.conditions.join(), answer.extent, answer.stale],
    ...[answer.confidence, answer.lastEvidence, answer.rule],
  ].join(' ');
