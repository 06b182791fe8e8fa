import {
  type AnchoredClaim,
  anchorClaim,
  type ControlEvidence,
  type ControlReading,
  gainFromMs,
  GatheredEvidence,
  type KnownClaim,
} from './control-evidence.js';
import { ControlBearing, keyOf } from './control-bearing.js';
import { answerIdentity, type ControlSweep, sweepControl } from './control-timeline.js';
import { closedFromMs } from './gain-sweep.js';
import { withinAt } from '../history/history-bounds.js';
import type { KeySince } from '../history/model.js';
import { changesOf, type KnownChange, openAt } from '../history/open-rectangles.js';
import { type Supported, SupportedHistory } from '../history/supported-history.js';
import { applyUntilQuiet } from '../history/until-quiet.js';
import type { ControlAnswer } from './control-answer.js';
import { all_time, type Stretch } from '../history/stretches.js';
import { reportsRestedOnAnew, supportsIn } from './supports.js';
import { beginning_of_time_ms, type Day, end_of_time_ms, localDay } from '../time/time.js';

/** Everything that can be asked about the control of one place. */
export type ControlHistory = Supported<ControlAnswer>;

/** From which known time on the history of a place is resolved; a place has one lane. */
interface Since extends Omit<KeySince<KnownClaim, ControlAnswer>, 'standing'> {
  readonly standing: ControlHistory;
}

/**
 * The history of one place over both clocks, from the set of claims alone. From `sinceMs` of known time on only: then
 * `claims` are those that stood then or came later.
 */
export function controlHistory(
  claims: readonly KnownClaim[],
  reading: ControlReading,
  { sinceMs, standing, changed, bounds }: Since = whole,
): ControlHistory {
  const anchored = claims.map((claim) => anchorClaim(claim, reading.zone));
  const stood = anchored.filter(({ knownFromMs, knownToMs }) => knownFromMs < sinceMs && knownFromMs < knownToMs);
  const evidence = new GatheredEvidence(reading, stood);
  const open = { answers: openAt(standing.answers, sinceMs), supports: openAt(standing.supports, sinceMs) };
  const history = new HistoryBuilder(evidence, open);
  const changes = changesOf(anchored).filter(({ knownMs }) => knownMs >= sinceMs);
  const apply = (change: KnownChange<AnchoredClaim>): void =>
    history.apply(change, bounds === undefined ? all_time : withinAt(bounds, change.knownMs));
  if (changed !== undefined) {
    const differing = changed.map((claim) => anchorClaim(claim, reading.zone));
    const bearing = new ControlBearing(evidence, differing, anchored);
    return applyUntilQuiet(changes, apply, history.rows, standing, bearing);
  }
  changes.forEach(apply);
  return history.finish();
}
const whole: Since = { sinceMs: beginning_of_time_ms, standing: { answers: [], supports: [] } };

/**
 * A history that grows by later and later known times. It may begin with what stands already: the evidence, and the
 * rectangles that are open to the end of known time. Each change resolves valid time only where it can matter, and within bounds.
 */
export class HistoryBuilder {
  readonly rows: SupportedHistory<ControlAnswer>;
  private last: ControlSweep | undefined;

  constructor(
    private readonly evidence: GatheredEvidence,
    standing: ControlHistory,
  ) {
    this.rows = new SupportedHistory(standing, answerIdentity);
  }

  apply({ knownMs, added, removed }: KnownChange<AnchoredClaim>, bounds: Stretch = all_time): void {
    const reach = reachOf(this.evidence, added, removed);
    const within = { fromMs: Math.max(reach.fromMs, bounds.fromMs), toMs: Math.min(reach.toMs, bounds.toMs) };
    const isFelt = within.fromMs < within.toMs;
    const before = isFelt ? this.sweepBefore(within) : undefined;
    for (const claim of removed) this.evidence.remove(claim);
    for (const claim of added) this.evidence.add(claim);
    if (before === undefined) return;
    const after = sweepControl(this.evidence, within);
    this.last = after;
    const reports = reportsRestedOnAnew(before, after);
    this.rows.replace(knownMs, within, after.answers, supportsIn(after, reports), reports);
  }

  /** What the place came to before a change: the last sweep where that covers the stretch. */
  private sweepBefore(within: Stretch): ControlSweep {
    const { last } = this;
    const isCovered = last !== undefined && last.within.fromMs <= within.fromMs && last.within.toMs >= within.toMs;
    return isCovered ? last : sweepControl(this.evidence, within);
  }

  /** All rectangles that were open at the beginning or have been made since. */
  finish(): ControlHistory {
    return this.rows.all();
  }
}

/**
 * The valid time in which these claims, as they come or go, can make a difference. A gain that is the first of all is
 * read back in time without a near end; any other claim matters from its own anchors on. It matters up to the first later
 * day whose gains settle who holds the place whatever came before.
 */
function reachOf(
  evidence: ControlEvidence,
  added: readonly AnchoredClaim[],
  removed: readonly AnchoredClaim[],
): Stretch {
  let fromMs = end_of_time_ms;
  let lastDay: Day | undefined = '' as Day;
  const gone = new Set(removed.map(keyOf));
  const firstGainMs = evidence.gained.find((gain) => !gone.has(keyOf(gain)))?.effectiveMs ?? end_of_time_ms;
  for (const claim of [...added, ...removed]) {
    const { effectiveMs, effectiveDay, sinceMs, windowFromMs, windowToMs, endableFromMs } = claim;
    if (claim.claim.effect === 'contested') fromMs = Math.min(fromMs, windowFromMs);
    else if (claim.claim.effect === 'observed') {
      // Nothing is read back over what was seen before the first gain.
      const saidMs = Math.min(sinceMs, effectiveMs);
      const isBeforeGains = saidMs < firstGainMs && firstGainMs !== end_of_time_ms;
      fromMs = isBeforeGains ? beginning_of_time_ms : Math.min(fromMs, saidMs);
    } else {
      const dayMs = gainFromMs(claim, evidence.zone);
      fromMs = Math.min(fromMs, firstGainMs < dayMs ? dayMs : beginning_of_time_ms);
    }
    const endMs = windowToMs === end_of_time_ms ? endableFromMs : windowToMs;
    const isBounded = claim.claim.effect !== 'contested' || Number.isFinite(endMs);
    const day = claim.claim.effect === 'contested' && isBounded ? localDay(endMs, evidence.zone) : effectiveDay;
    if (day === undefined) lastDay = undefined;
    else if (lastDay !== undefined && day > lastDay) lastDay = day;
  }
  return { fromMs, toMs: lastDay === undefined ? end_of_time_ms : closedFromMs(evidence, lastDay) };
}
