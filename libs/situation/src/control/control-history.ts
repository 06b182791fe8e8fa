import {
  type AnchoredClaim,
  anchorClaim,
  type ControlEvidence,
  type ControlReading,
  GatheredEvidence,
  type KnownClaim,
} from './control-evidence.js';
import { answerIdentity, type ControlSweep, sweepControl } from './control-timeline.js';
import { closedFromMs } from './gain-sweep.js';
import { groupBy } from '../group-by.js';
import type { ReportId } from '../ids.js';
import { changesOf, type KnownChange, openAt, OpenRectangles, type Rectangle } from '../history/open-rectangles.js';
import type { ControlAnswer } from './control-answer.js';
import type { Stretch } from '../history/stretches.js';
import { reportsRestedOnAnew, supportsIn } from './supports.js';
import { beginning_of_time_ms, type Day, end_of_time_ms, localDay, startOfDayMs } from '../time/time.js';

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
  const history = new HistoryBuilder(new GatheredEvidence(reading, stood), {
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
export class HistoryBuilder {
  private readonly answers: OpenRectangles<ControlAnswer>;
  /** Of each report by itself: those of several overlap. */
  private readonly supports = new Map<ReportId, OpenRectangles<ReportId>>();

  private last: ControlSweep | undefined;

  constructor(
    private readonly evidence: GatheredEvidence,
    standing: ControlHistory,
  ) {
    this.answers = new OpenRectangles(standing.answers, answerIdentity);
    for (const [reportId, rows] of groupBy(standing.supports, ({ value }) => value))
      this.supports.set(reportId, new OpenRectangles(rows, identity));
  }

  apply({ knownMs, added, removed }: KnownChange<AnchoredClaim>): void {
    const within = reachOf(this.evidence, added, removed);
    if (within.fromMs >= within.toMs) return;
    const before = this.sweepBefore(within);
    for (const claim of removed) this.evidence.remove(claim);
    for (const claim of added) this.evidence.add(claim);
    const after = sweepControl(this.evidence, within);
    this.last = after;
    this.answers.replace(knownMs, within, after.answers);
    const reports = reportsRestedOnAnew(before, after);
    const supports = supportsIn(after, reports);
    for (const reportId of reports) {
      const rows = this.supports.get(reportId) ?? new OpenRectangles<ReportId>([], identity);
      this.supports.set(reportId, rows);
      rows.replace(
        knownMs,
        within,
        (supports.get(reportId) ?? []).map((stretch) => ({ ...stretch, value: reportId })),
      );
    }
  }

  /** What the place came to before a change: the last sweep where that covers the stretch. */
  private sweepBefore(within: Stretch): ControlSweep {
    const { last } = this;
    const isCovered = last !== undefined && last.within.fromMs <= within.fromMs && last.within.toMs >= within.toMs;
    return isCovered ? last : sweepControl(this.evidence, within);
  }

  /** All rectangles that were open at the beginning or have been made since. */
  finish(): ControlHistory {
    return { answers: this.answers.all(), supports: [...this.supports.values()].flatMap((rows) => rows.all()) };
  }
}

const identity = (reportId: ReportId): ReportId => reportId;

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
    else if (claim.claim.effect === 'observed') fromMs = Math.min(fromMs, sinceMs, effectiveMs);
    else {
      const dayMs = effectiveDay === undefined ? effectiveMs : startOfDayMs(effectiveDay, evidence.zone);
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

const keyOf = ({ eventId, ordinal }: AnchoredClaim): string => `${eventId} ${ordinal}`;
