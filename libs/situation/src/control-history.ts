import {
  type AnchoredClaim,
  anchorClaim,
  type ControlEvidence,
  GatheredEvidence,
  type KnownClaim,
} from './control-evidence.js';
import { answerIdentity, controlTimeline, type Placed, Runs, type Stretch } from './control-timeline.js';
import type { ControlAnswer } from './resolve-control.js';
import { beginning_of_time_ms, end_of_time_ms, startOfDayMs, type TimeZone } from './time.js';

/** A value over a rectangle of valid and known time. */
export interface Rectangle<Value> {
  readonly valid: Stretch;
  readonly known: Stretch;
  readonly value: Value;
}

/** Everything that can be asked about the control of one place: rectangles that do not overlap, as large as can be. */
export interface ControlHistory {
  readonly answers: readonly Rectangle<ControlAnswer>[];
  /** For each report the rectangles over which the answer rests on it. */
  readonly supports: readonly Rectangle<string>[];
}

/** The whole history of one place over both clocks, from the set of claims alone. */
export function controlHistory(claims: readonly KnownClaim[], zone: TimeZone): ControlHistory {
  const anchored = claims.map((claim) => anchorClaim(claim, zone));
  const history = new HistoryInTheMaking(new GatheredEvidence(zone), { answers: [], supports: [] });
  for (const change of changesOf(anchored)) history.apply(change);
  return history.finish();
}

/** What changes at one known time. */
export interface KnownChange {
  readonly knownMs: number;
  readonly added: readonly AnchoredClaim[];
  readonly removed: readonly AnchoredClaim[];
}

/** The known times at which these claims come and go, in order. */
export function changesOf(claims: readonly AnchoredClaim[]): readonly KnownChange[] {
  const changes = new Map<number, { knownMs: number; added: AnchoredClaim[]; removed: AnchoredClaim[] }>();
  const at = (knownMs: number) => {
    const change = changes.get(knownMs) ?? { knownMs, added: [], removed: [] };
    changes.set(knownMs, change);
    return change;
  };
  for (const claim of claims) {
    if (claim.knownFromMs >= claim.knownToMs) continue;
    at(claim.knownFromMs).added.push(claim);
    if (claim.knownToMs !== end_of_time_ms) at(claim.knownToMs).removed.push(claim);
  }
  return [...changes.values()].sort((a, b) => a.knownMs - b.knownMs);
}

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

  apply({ knownMs, added, removed }: KnownChange): void {
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

/** The rectangles of one value type, of which the open ones lie side by side on the newest layer of known time. */
class OpenRectangles<Value> {
  private readonly closed: Rectangle<Value>[] = [];
  private open: Rectangle<Value>[];

  constructor(
    standing: readonly Rectangle<Value>[],
    private readonly identityOf: (value: Value) => string,
  ) {
    this.open = [...standing].sort((a, b) => a.valid.fromMs - b.valid.fromMs);
  }

  /** From `knownMs` on, valid time from `fromMs` on reads as `fresh`; before it, as it did. */
  replace(knownMs: number, fromMs: number, fresh: readonly Placed<Value>[]): void {
    const kept = this.open.filter(({ valid }) => valid.toMs < fromMs);
    const touched = this.open.filter(({ valid }) => valid.toMs >= fromMs);
    const joined = new Runs<Value>(this.identityOf);
    for (const { valid, value } of touched)
      if (valid.fromMs < fromMs) joined.add({ fromMs: valid.fromMs, toMs: Math.min(valid.toMs, fromMs), value });
    for (const placed of fresh) joined.add(placed);
    const standing = new Map(touched.map((row) => [this.sideOf(row.valid, row.value), row]));
    for (const { fromMs: from, toMs, value } of joined.all) {
      const side = this.sideOf({ fromMs: from, toMs }, value);
      const unchanged = standing.get(side);
      standing.delete(side);
      kept.push(
        unchanged ?? { valid: { fromMs: from, toMs }, known: { fromMs: knownMs, toMs: end_of_time_ms }, value },
      );
    }
    for (const row of standing.values()) this.closed.push({ ...row, known: { ...row.known, toMs: knownMs } });
    this.open = kept;
  }

  all(): readonly Rectangle<Value>[] {
    return [...this.closed, ...this.open];
  }

  private sideOf({ fromMs, toMs }: Stretch, value: Value): string {
    return `${fromMs} ${toMs} ${this.identityOf(value)}`;
  }
}
