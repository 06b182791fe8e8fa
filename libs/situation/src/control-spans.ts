import {
  type AnchoredClaim,
  anchorClaim,
  type ControlEvidence,
  gatherEvidence,
  inference_reach_days,
  type KnownClaim,
} from './control-evidence.js';
import { type ControlAnswer, resolveControl, type ResolvedControl } from './resolve-control.js';
import { beginning_of_time_ms, end_of_time_ms, type TimeZone } from './time.js';

/** A stretch of valid time, half open, in milliseconds since 1970 UTC; infinite at the ends of time. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** An answer and where on the axis of valid time it holds. */
export interface ControlSegment extends Stretch, ResolvedControl {}

const day_ms = 86_400_000;

/** Who holds the place over all of valid time. Stretches without evidence are left out; neighbours differ. */
export function controlTimeline(evidence: ControlEvidence): readonly ControlSegment[] {
  const starts = [...new Set([beginning_of_time_ms, ...turningPoints(evidence)])].sort((a, b) => a - b);
  const segments: ControlSegment[] = [];
  for (const [index, fromMs] of starts.entries()) {
    const toMs = starts[index + 1] ?? end_of_time_ms;
    const here = resolveControl(evidence, fromMs);
    const last = segments.at(-1);
    if (last !== undefined && last.toMs === fromMs && sameResolution(last, here))
      segments[segments.length - 1] = { ...last, toMs };
    else if (here.answer.status !== 'unknown') segments.push({ ...here, fromMs, toMs });
  }
  return segments;
}

/** Every moment at which an answer can change. */
function turningPoints({ gained, observed, contested }: ControlEvidence): readonly number[] {
  const points: number[] = [];
  for (const gain of gained) points.push(gain.effectiveMs);
  const first = gained[0];
  for (const gain of gained) {
    if (gain.effectiveMs !== first?.effectiveMs) break;
    points.push(gain.windowFromMs, gain.windowFromMs - inference_reach_days * day_ms);
  }
  for (const seen of observed) points.push(seen.effectiveMs, seen.sinceMs);
  for (const fight of contested) points.push(fight.windowFromMs, fight.windowToMs + 1);
  return points.filter((ms) => Number.isFinite(ms));
}

/** A row of the read model: an answer over a rectangle of valid and known time. */
export interface ControlSpan {
  readonly valid: Stretch;
  readonly known: Stretch;
  readonly answer: ControlAnswer;
}

/** A row of the read model: over this rectangle the answer rests on this report. */
export interface ControlSupport {
  readonly valid: Stretch;
  readonly known: Stretch;
  readonly reportId: string;
}

/** Everything that can be asked about the control of one place. */
export interface ControlHistory {
  readonly spans: readonly ControlSpan[];
  readonly supports: readonly ControlSupport[];
}

/**
 * The whole history of one place over both clocks, from the set of claims alone.
 *
 * With `sinceKnownMs` only what is so at or after that known time is computed, and rectangles that reach further back
 * are cut there: it is what a projection needs when nothing older can have changed.
 */
export function controlHistory(
  claims: readonly KnownClaim[],
  zone: TimeZone,
  sinceKnownMs: number = beginning_of_time_ms,
): ControlHistory {
  const anchored = claims.filter((claim) => claim.knownToMs > sinceKnownMs).map((claim) => anchorClaim(claim, zone));
  const starts = new Set(anchored.flatMap(({ knownFromMs, knownToMs }) => [knownFromMs, knownToMs]));
  const slabs = [...starts, sinceKnownMs]
    .filter((ms) => ms >= sinceKnownMs && ms !== end_of_time_ms)
    .sort((a, b) => a - b);
  const spans = new Rectangles<ControlAnswer>((answer) => JSON.stringify(answer));
  const supports = new Rectangles<string>((reportId) => reportId);
  for (const [index, fromMs] of slabs.entries()) {
    if (fromMs === slabs[index - 1]) continue;
    const known = anchored.filter((claim) => claim.knownFromMs <= fromMs && fromMs < claim.knownToMs);
    const segments = controlTimeline(gatherEvidence(known, zone));
    spans.layer(fromMs, answersOf(segments));
    supports.layer(fromMs, supportsOf(segments));
  }
  return {
    spans: spans.close().map(({ value, ...where }) => ({ ...where, answer: value })),
    supports: supports.close().map(({ value, ...where }) => ({ ...where, reportId: value })),
  };
}

type Placed<Value> = readonly (Stretch & { readonly value: Value })[];

/** The answers alone: stretches that differ only in their supports become one. */
function answersOf(segments: readonly ControlSegment[]): Placed<ControlAnswer> {
  const joined = new Runs<ControlAnswer>();
  for (const { fromMs, toMs, answer } of segments) joined.add(JSON.stringify(answer), answer, fromMs, toMs);
  return joined.all;
}

function supportsOf(segments: readonly ControlSegment[]): Placed<string> {
  const joined = new Runs<string>();
  for (const { fromMs, toMs, supports } of segments)
    for (const reportId of new Set(supports.map((claim) => claim.reportId)))
      joined.add(reportId, reportId, fromMs, toMs);
  return joined.all;
}

/** Joins stretches of one value that touch. */
class Runs<Value> {
  private readonly done: (Stretch & { readonly value: Value })[] = [];
  private readonly lastOf = new Map<string, number>();

  add(key: string, value: Value, fromMs: number, toMs: number): void {
    const index = this.lastOf.get(key);
    const last = index === undefined ? undefined : this.done[index];
    if (index !== undefined && last?.toMs === fromMs) this.done[index] = { ...last, toMs };
    else this.lastOf.set(key, this.done.push({ fromMs, toMs, value }) - 1);
  }

  get all(): Placed<Value> {
    return this.done;
  }
}

/** Grows stretches of valid time into rectangles, layer by layer of known time. */
class Rectangles<Value> {
  private open = new Map<string, { readonly valid: Stretch; readonly fromMs: number; readonly value: Value }>();
  private readonly done: { valid: Stretch; known: Stretch; value: Value }[] = [];

  constructor(private readonly keyOf: (value: Value) => string) {}

  layer(knownMs: number, stretches: Placed<Value>): void {
    const next: typeof this.open = new Map();
    for (const { fromMs, toMs, value } of stretches) {
      const key = `${fromMs} ${toMs} ${this.keyOf(value)}`;
      next.set(key, this.open.get(key) ?? { valid: { fromMs, toMs }, fromMs: knownMs, value });
      this.open.delete(key);
    }
    this.finish(knownMs);
    this.open = next;
  }

  close(): { valid: Stretch; known: Stretch; value: Value }[] {
    this.finish(end_of_time_ms);
    return this.done;
  }

  private finish(knownMs: number): void {
    for (const { valid, fromMs, value } of this.open.values())
      this.done.push({ valid, known: { fromMs, toMs: knownMs }, value });
    this.open = new Map();
  }
}

function sameResolution(a: ResolvedControl, b: ResolvedControl): boolean {
  return (
    JSON.stringify(a.answer) === JSON.stringify(b.answer) &&
    a.supports.length === b.supports.length &&
    a.supports.every((claim: AnchoredClaim, index) => claim === b.supports[index])
  );
}
