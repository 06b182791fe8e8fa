import { type Contest, contestEnds, GatheredContest } from './contest.js';
import {
  type AnchoredClaim,
  type ControlEvidence,
  countUntil,
  countWhile,
  inferredFromMs,
} from './control-evidence.js';
import type { ControlAnswer, ResolvedControl } from './control-answer.js';
import { afterContest, supportsUnder, underContest } from './resolve-control.js';
import { SettledSweep } from './settle-control.js';
import { type Placed, Runs, type Stretch } from './stretches.js';
import { beginning_of_time_ms, end_of_time_ms, type TimeZone } from './time.js';

/** Who holds a place over valid time, and on which reports that rests, at one known time. */
export interface ControlTimeline {
  /** In order, without overlap; what is unknown is left out; neighbours that touch differ. */
  readonly answers: readonly Placed<ControlAnswer>[];
  /** For each report the stretches over which an answer rests on it; those of one report are in order and apart. */
  readonly supports: readonly Placed<string>[];
}

/**
 * Resolves the place at every moment from `fromMs` on at which the answer can change: what `resolveControl` answers
 * there, but in one sweep, so that fights which overlap are not gone through again at each other's turns.
 */
export function controlTimeline(evidence: ControlEvidence, fromMs: number = beginning_of_time_ms): ControlTimeline {
  const fights = fightsOf(evidence);
  const turns = new Set([fromMs, ...settlingPoints(evidence, fromMs)]);
  const starts = [...new Set([...turns, ...contestPoints(fights, fromMs)])].sort((a, b) => a - b);
  const sweep = new ContestSweep(fights);
  const settling = new SettledSweep(evidence, fromMs);
  const answers = new Runs<ControlAnswer>(answerIdentity);
  const supports = new SupportStretches();
  const fought = new AnswerUnderContest(evidence.zone);
  let settled: ResolvedControl | undefined;
  let pending: Placed<ControlAnswer> | undefined;
  for (const [index, startMs] of starts.entries()) {
    const toMs = starts[index + 1] ?? end_of_time_ms;
    const { begun, ended } = sweep.advance(startMs);
    for (const claim of ended) supports.end(claim, startMs);
    for (const claim of begun) supports.begin(claim, startMs);
    if (turns.has(startMs)) settled = settling.settle(startMs);
    const past = settled === undefined && !sweep.contest.isActive ? sweep.endedLast() : undefined;
    const here = past === undefined ? settled : afterContest(past.claims, past.endMs, evidence.zone);
    const contest = sweep.contest.isActive ? sweep.contest.contest() : undefined;
    supports.restOn(contest === undefined ? (here?.supports ?? []) : supportsUnder(settled, contest), startMs);
    const answer = contest === undefined ? here?.answer : fought.under(settled, contest);
    const goesOn = pending?.value === answer;
    if (!goesOn && pending !== undefined) answers.add(pending);
    if (answer === undefined || answer.status === 'unknown') pending = undefined;
    else pending = { fromMs: goesOn && pending ? pending.fromMs : startMs, toMs, value: answer };
  }
  if (pending !== undefined) answers.add(pending);
  return { answers: answers.all, supports: supports.finish() };
}

/** Rule 5, asked anew only when what is settled, or what the fights come to, has changed. */
class AnswerUnderContest {
  private last:
    | { readonly settled: ResolvedControl | undefined; readonly contest: Contest; readonly answer: ControlAnswer }
    | undefined;

  constructor(private readonly zone: TimeZone) {}

  under(settled: ResolvedControl | undefined, contest: Contest): ControlAnswer {
    if (this.last?.contest !== contest || this.last.settled !== settled)
      this.last = { settled, contest, answer: underContest(settled, contest, this.zone) };
    return this.last.answer;
  }
}

/** A contested claim and its last millisecond, which other claims may set. */
interface Fight {
  readonly claim: AnchoredClaim;
  readonly endMs: number;
}

function fightsOf(evidence: ControlEvidence): readonly Fight[] {
  const endOf = contestEnds(evidence);
  return evidence.contested.map((claim) => ({ claim, endMs: endOf(claim) }));
}

/** Fights that begin and end while valid time goes on. */
class ContestSweep {
  readonly contest = new GatheredContest();
  private readonly byEnd: readonly Fight[];
  private begunCount = 0;
  private endedCount = 0;

  constructor(private readonly byBeginning: readonly Fight[]) {
    this.byEnd = [...byBeginning].sort((a, b) => a.endMs - b.endMs);
  }

  /** Goes on to a moment; answers which fights of the moment before go on no longer, and which are new. */
  advance(atMs: number): { readonly begun: readonly AnchoredClaim[]; readonly ended: readonly AnchoredClaim[] } {
    const begun: AnchoredClaim[] = [];
    const ended: AnchoredClaim[] = [];
    for (let next; (next = this.byEnd[this.endedCount]) && next.endMs < atMs; this.endedCount += 1) {
      this.contest.end(next.claim);
      ended.push(next.claim);
    }
    for (
      let next;
      (next = this.byBeginning[this.begunCount]) && next.claim.windowFromMs <= atMs;
      this.begunCount += 1
    ) {
      if (next.endMs < atMs) continue;
      this.contest.begin(next.claim);
      begun.push(next.claim);
    }
    return { begun, ended };
  }

  /** All fights that ended last; undefined when none has ended. */
  endedLast(): { readonly claims: readonly AnchoredClaim[]; readonly endMs: number } | undefined {
    const last = this.byEnd[this.endedCount - 1];
    if (last === undefined) return undefined;
    const { endMs } = last;
    let first = this.endedCount - 1;
    while (first > 0 && this.byEnd[first - 1]?.endMs === endMs) first -= 1;
    return { claims: this.byEnd.slice(first, this.endedCount).map(({ claim }) => claim), endMs };
  }
}

/** The stretches over which answers rest on reports: through fights that begin and end, and through what is settled. */
class SupportStretches {
  private readonly stretches = new Map<string, Stretch[]>();
  private readonly fights = new Map<AnchoredClaim, number>();
  private settled: readonly AnchoredClaim[] = [];
  private settledFromMs = beginning_of_time_ms;

  begin(claim: AnchoredClaim, fromMs: number): void {
    this.fights.set(claim, fromMs);
  }

  end(claim: AnchoredClaim, toMs: number): void {
    const fromMs = this.fights.get(claim);
    if (fromMs !== undefined) this.add(claim, { fromMs, toMs });
    this.fights.delete(claim);
  }

  /** From now on what is settled rests on these. */
  restOn(claims: readonly AnchoredClaim[], fromMs: number): void {
    if (claims === this.settled) return;
    for (const claim of this.settled) this.add(claim, { fromMs: this.settledFromMs, toMs: fromMs });
    this.settled = claims;
    this.settledFromMs = fromMs;
  }

  finish(): readonly Placed<string>[] {
    this.restOn([], end_of_time_ms);
    for (const claim of [...this.fights.keys()]) this.end(claim, end_of_time_ms);
    return [...this.stretches].flatMap(([value, stretches]) => joined(stretches).map((one) => ({ ...one, value })));
  }

  private add({ reportId }: AnchoredClaim, stretch: Stretch): void {
    if (stretch.fromMs >= stretch.toMs) return;
    const stretches = this.stretches.get(reportId);
    if (stretches === undefined) this.stretches.set(reportId, [stretch]);
    else stretches.push(stretch);
  }
}

/** Stretches that touch or overlap as one, in order. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const runs: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = runs.at(-1);
    if (last === undefined || last.toMs < stretch.fromMs) runs.push(stretch);
    else runs[runs.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, stretch.toMs) };
  }
  return runs;
}

/** Every moment after `fromMs` at which what is settled can change. */
function settlingPoints({ gained, observed, zone }: ControlEvidence, fromMs: number): readonly number[] {
  const points: number[] = [];
  const from = (sorted: readonly AnchoredClaim[]) => sorted.slice(countUntil(sorted, fromMs));
  for (const { beginMs, effectiveMs } of from(gained)) points.push(beginMs, effectiveMs);
  // Only gains of the earliest day are read back in time.
  for (const gain of gained.slice(
    0,
    countWhile(gained, ({ effectiveDay: day }) => day === gained[0]?.effectiveDay),
  ))
    points.push(gain.windowFromMs, inferredFromMs(gain, zone));
  for (const seen of from(observed)) points.push(seen.effectiveMs, seen.sinceMs);
  return points.filter((ms) => ms > fromMs && Number.isFinite(ms));
}

/** Every moment after `fromMs` at which a fight begins or has ended. */
const contestPoints = (fights: readonly Fight[], fromMs: number): readonly number[] =>
  fights
    .flatMap(({ claim, endMs }) => [claim.windowFromMs, endMs + 1])
    .filter((ms) => ms > fromMs && Number.isFinite(ms));

/** Identifies an answer: two with equal identities say the same. */
export const answerIdentity = (answer: ControlAnswer): string =>
  [
    ...[answer.status, answer.holders.join(), answer.conditions.join(), answer.extent, answer.stale],
    ...[answer.confidence, answer.lastEvidence, answer.rule],
    ...[answer.transition?.from.join(), answer.transition?.to.join()],
  ].join(' ');
