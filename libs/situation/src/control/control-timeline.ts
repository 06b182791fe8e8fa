import { type Contest, ContestSweep, fightsOf } from './contest.js';
import { earliestGains } from './changing-hands.js';
import {
  type AnchoredClaim,
  type ControlEvidence,
  countUntil,
  inferredFromMs,
  lastDayFromMs,
} from './control-evidence.js';
import type { ControlAnswer, SettledControl } from './control-answer.js';
import { afterContest, type FoughtControl, underContest } from './resolve-control.js';
import { SettledSweep } from './settle-control.js';
import { all_time, type Placed, Runs, type Stretch } from '../history/stretches.js';
import { type RestedSweep, supportsIn } from './supports.js';
import { RestingStretches } from '../history/resting.js';
import { beginning_of_time_ms } from '../time/time.js';

/** Who holds a place over valid time, and on which reports that rests, at one known time. */
export interface ControlTimeline {
  /** In order, without overlap; what is unknown is left out; neighbours that touch differ. */
  readonly answers: readonly Placed<ControlAnswer>[];
  /** For each report the stretches over which an answer rests on it; those of one report are in order and apart. */
  readonly supports: readonly Placed<string>[];
}

/** Answers over a stretch of valid time, and what they rest on there. */
export interface ControlSweep extends RestedSweep {
  readonly answers: readonly Placed<ControlAnswer>[];
}

/** Resolves the place at every moment from `fromMs` on at which the answer can change. */
export function controlTimeline(evidence: ControlEvidence, fromMs: number = beginning_of_time_ms): ControlTimeline {
  const sweep = sweepControl(evidence, { ...all_time, fromMs });
  const supports = [...supportsIn(sweep)].flatMap(([value, stretches]) => stretches.map((one) => ({ ...one, value })));
  return { answers: sweep.answers, supports };
}

/** Resolves the place at every moment of a stretch at which the answer can change: as `resolveControl` does, in one sweep. */
export function sweepControl(evidence: ControlEvidence, within: Stretch): ControlSweep {
  const fights = fightsOf(evidence, within);
  const sweep = new ContestSweep(evidence, fights, within);
  const turns = new Set([within.fromMs, ...settlingPoints(evidence, within)]);
  const starts = [...new Set([...turns, ...sweep.points])].sort((a, b) => a - b);
  const settling = new SettledSweep(evidence, within.fromMs);
  const answers = new Runs<ControlAnswer>(answerIdentity);
  const resting = new RestingStretches<AnchoredClaim>(within);
  const fought = new ContestedAnswer(evidence);
  let settled: SettledControl | undefined;
  let pending: Placed<ControlAnswer> | undefined;
  for (const [index, startMs] of starts.entries()) {
    const toMs = starts[index + 1] ?? within.toMs;
    sweep.advance(startMs);
    if (turns.has(startMs)) settled = settling.settle(startMs);
    const past = settled === undefined && !sweep.contest.isActive ? sweep.endedLast() : undefined;
    const here = past === undefined ? settled : afterContest(past.claims, past.endMs, evidence.zone);
    const underFire = sweep.contest.isActive ? fought.under(settled, sweep.contest.contest()) : undefined;
    resting.restOn(underFire === undefined ? here : underFire.resting, startMs);
    const answer = underFire === undefined ? here?.answer : underFire.answer;
    const goesOn = pending?.value === answer;
    if (!goesOn && pending !== undefined) answers.add(pending);
    if (answer === undefined || answer.status === 'unknown') pending = undefined;
    else pending = { fromMs: goesOn && pending ? pending.fromMs : startMs, toMs, value: answer };
  }
  if (pending !== undefined) answers.add(pending);
  resting.restOn(undefined, within.toMs);
  return { within, answers: answers.all, resting, fights };
}

/** Rule 5, asked anew only when what is settled, or what the fights come to, has changed. */
class ContestedAnswer {
  private last:
    (FoughtControl & { readonly settled: SettledControl | undefined; readonly contest: Contest }) | undefined;

  constructor(private readonly evidence: ControlEvidence) {}

  under(settled: SettledControl | undefined, contest: Contest): FoughtControl {
    if (this.last?.contest !== contest || this.last.settled !== settled)
      this.last = { settled, contest, ...underContest(settled, contest, this.evidence) };
    return this.last;
  }
}

/** Every moment inside a stretch at which what is settled can change. */
function settlingPoints(evidence: ControlEvidence, { fromMs, toMs }: Stretch): readonly number[] {
  const { gained, observed, zone, longestGainMs } = evidence;
  const points: number[] = [];
  const later = (sorted: readonly AnchoredClaim[]) =>
    sorted.slice(countUntil(sorted, fromMs), countUntil(sorted, toMs + longestGainMs));
  for (const gain of later(gained)) points.push(gain.beginMs, lastDayFromMs(gain, zone), gain.effectiveMs);
  const isWithoutGain = gained[0] === undefined || gained[0].effectiveMs > fromMs;
  // Only the earliest gains are read back in time, and only observations without a gain before.
  if (isWithoutGain)
    for (const gain of earliestGains(evidence)) points.push(gain.windowFromMs, inferredFromMs(gain, zone));
  for (const seen of later(observed)) points.push(seen.effectiveMs);
  return points.filter((ms) => ms > fromMs && ms < toMs && Number.isFinite(ms));
}

/** Identifies an answer: two with equal identities say the same. */
export const answerIdentity = (answer: ControlAnswer): string =>
  [
    answer.status,
    answer.holders.join(),
    answer.conditions.join(),
    answer.extent,
    answer.stale,
    answer.confidence,
    answer.lastEvidence,
    answer.rule,
    answer.transition?.from.join(),
    answer.transition?.to.join(),
  ].join(' ');
