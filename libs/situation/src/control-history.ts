import {
  type AnchoredClaim,
  anchorClaim,
  type ControlEvidence,
  type ControlReading,
  GatheredEvidence,
  type KnownClaim,
} from './control-evidence.js';
import { answerIdentity, controlTimeline } from './control-timeline.js';
import { changesOf, type KnownChange, openAt, OpenRectangles, type Rectangle } from './open-rectangles.js';
import type { ControlAnswer } from './control-answer.js';
import { beginning_of_time_ms, end_of_time_ms, startOfDayMs } from './time.js';

/** Everything that can be asked about the control of one place: rectangles that do not overlap, as large as can be. */
export interface ControlHistory {
  readonly answers: readonly Rectangle<ControlAnswer>[];
  /** For each report the rectangles over which the answer rests on it. */
  readonly supports: readonly Rectangle<string>[];
}

/**
 * The history of one place over both clocks, from the set of claims alone. From `sinceMs` of known time on only: then
 * `standing` is what reaches it, and `claims` are those that stood then or came later.
 */
export function controlHistory(
  claims: readonly KnownClaim[],
  reading: ControlReading,
  { sinceMs, standing }: { readonly sinceMs: number; readonly standing: ControlHistory } = whole,
): ControlHistory {
  const anchored = claims.map((claim) => anchorClaim(claim, reading.zone));
  const stood = anchored.filter(({ knownFromMs, knownToMs }) => knownFromMs < sinceMs && knownFromMs < knownToMs);
  const history = new HistoryInTheMaking(new GatheredEvidence(reading, stood), {
    answers: openAt(standing.answers, sinceMs),
    supports: openAt(standing.supports, sinceMs),
  });
  for (const change of changesOf(anchored)) if (change.knownMs >= sinceMs) history.apply(change);
  return history.finish();
}
const whole = { sinceMs: beginning_of_time_ms, standing: { answers: [], supports: [] } };

/**
 * A history that grows by later and later known times. It may begin with what stands already: the evidence, and the
 * rectangles that are open to the end of known time. Each change resolves valid time only from where it can matter.
 */
export class HistoryInTheMaking {
  private readonly answers: OpenRectangles<ControlAnswer>;
  private readonly supports: OpenRectangles<string>;

  constructor(
    private readonly evidence: GatheredEvidence,
    standing: ControlHistory,
  ) {
    this.answers = new OpenRectangles(standing.answers, answerIdentity);
    this.supports = new OpenRectangles(standing.supports, (reportId) => reportId);
  }

  apply({ knownMs, added, removed }: KnownChange<AnchoredClaim>): void {
    const before = reachOf(this.evidence, removed);
    for (const claim of removed) this.evidence.remove(claim);
    for (const claim of added) this.evidence.add(claim);
    const fromMs = Math.min(before, reachOf(this.evidence, removed), reachOf(this.evidence, added));
    if (fromMs === end_of_time_ms) return;
    const timeline = controlTimeline(this.evidence, fromMs);
    this.answers.replace(knownMs, fromMs, timeline.answers);
    this.supports.replace(knownMs, fromMs, timeline.supports);
  }

  /** All rectangles that were open at the beginning or have been made since. */
  finish(): ControlHistory {
    return { answers: this.answers.all(), supports: this.supports.all() };
  }
}

/**
 * The earliest valid time at which these claims can make a difference. A gain that is the first of all is read back in
 * time without a near end; any other claim matters from its own anchors on.
 */
export function reachOf(evidence: ControlEvidence, claims: readonly AnchoredClaim[]): number {
  let reach = end_of_time_ms;
  for (const { claim, effectiveMs, effectiveDay, sinceMs, windowFromMs } of claims) {
    if (claim.effect === 'contested') reach = Math.min(reach, windowFromMs);
    else if (claim.effect === 'observed') reach = Math.min(reach, sinceMs, effectiveMs);
    else {
      const dayMs = effectiveDay === undefined ? effectiveMs : startOfDayMs(effectiveDay, evidence.zone);
      const first = evidence.gained[0];
      reach = Math.min(reach, first !== undefined && first.effectiveMs < dayMs ? dayMs : beginning_of_time_ms);
    }
  }
  return reach;
}
