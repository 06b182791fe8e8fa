import type { ClaimStatus, ControlCondition } from './claim.js';
import { type AnchoredClaim, type ControlEvidence, countUntil, longest_day_ms } from './control-evidence.js';
import { countWhile } from '../count-while.js';
import { type Confidence, confidences } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import { all_time, type Stretch } from '../history/stretches.js';
import { beginning_of_time_ms, end_of_time_ms } from '../time/time.js';

/** What all fighting that goes on at one moment comes to (design §6, rule 5). */
export interface Contest {
  /** Of the last of those that give one, in order of their windows. */
  readonly status?: ClaimStatus;
  /** Everybody whom one of them names. */
  readonly holders: readonly ActorId[];
  readonly conditions: readonly ControlCondition[];
  /** When the last of them began. */
  readonly begunMs: number;
  readonly confidence: Confidence;
}

/** Fighting that begins and ends as valid time goes on, in order of the windows' beginnings. */
export class GatheredContest {
  private readonly holders = new Tally<ActorId>();
  private readonly conditions = new Tally<ControlCondition>();
  private readonly confidences = new Tally<Confidence>();
  // In order of beginning; what has ended leaves when it comes to the end of the list.
  private readonly begun: Fight[] = [];
  private readonly stated: Fight[] = [];
  private activeCount = 0;
  private endedMs = beginning_of_time_ms;
  private reading: Contest | undefined;

  get isActive(): boolean {
    return this.activeCount > 0;
  }

  begin(fight: Fight): void {
    const { status, holders, conditions, confidence } = fight.claim.claim;
    this.activeCount += 1;
    this.begun.push(fight);
    if (status !== undefined) this.stated.push(fight);
    for (const holder of holders) this.holders.add(holder);
    for (const condition of conditions) this.conditions.add(condition);
    this.confidences.add(confidence);
  }

  /** Ends a fight that has begun. Fights end in the order of their ends. */
  end({ claim: { claim }, endMs }: Fight): void {
    this.activeCount -= 1;
    this.endedMs = endMs;
    for (const holder of claim.holders) this.holders.remove(holder);
    for (const condition of claim.conditions) this.conditions.remove(condition);
    this.confidences.remove(claim.confidence);
  }

  /** What all that goes on comes to: the same object as before while it comes to the same. */
  contest(): Contest {
    const status = this.last(this.stated)?.claim.status;
    const begunMs = this.last(this.begun)?.windowFromMs ?? beginning_of_time_ms;
    const confidence = confidences.findLast((one) => this.confidences.has(one)) ?? 'low';
    const [holders, conditions] = [this.holders.sorted(), this.conditions.sorted()];
    const { reading } = this;
    const isSame =
      reading?.holders === holders &&
      reading.conditions === conditions &&
      reading.status === status &&
      reading.begunMs === begunMs &&
      reading.confidence === confidence;
    if (isSame) return reading;
    return (this.reading = { ...(status === undefined ? {} : { status }), holders, conditions, begunMs, confidence });
  }

  private last(fights: Fight[]): AnchoredClaim | undefined {
    while ((fights.at(-1)?.endMs ?? end_of_time_ms) <= this.endedMs) fights.pop();
    return fights.at(-1)?.claim;
  }
}

/** How often each value is there. */
class Tally<Value extends string> {
  private readonly counters = new Map<Value, { value: Value; count: number }>();
  private last: { value: Value; count: number } | undefined;
  private inOrder: readonly Value[] | undefined;

  add(value: Value): void {
    const counter = this.counterOf(value);
    counter.count += 1;
    if (counter.count === 1) this.inOrder = undefined;
  }

  remove(value: Value): void {
    const counter = this.counterOf(value);
    counter.count -= 1;
    if (counter.count === 0) this.inOrder = undefined;
  }

  has(value: Value): boolean {
    return this.counterOf(value).count > 0;
  }

  /** Each value once: the same list as before while there are the same values. */
  sorted(): readonly Value[] {
    return (this.inOrder ??= [...this.counters.values()]
      .filter(({ count }) => count > 0)
      .map(({ value }) => value)
      .sort());
  }

  private counterOf(value: Value): { count: number } {
    // Neighbours mostly say the same.
    if (this.last?.value === value) return this.last;
    const counter = this.counters.get(value) ?? { value, count: 0 };
    this.counters.set(value, counter);
    return (this.last = counter);
  }
}

/**
 * A contested claim and its last millisecond: the end that the claim gives, else the millisecond before the first gain, or
 * observation as held, of a later local day (design §6, rule 5).
 */
export interface Fight {
  readonly claim: AnchoredClaim;
  readonly endMs: number;
}

/** The fights of a place in order of their windows: all of them, or those that can go on in a stretch or end at its beginning. */
export function fightsOf(evidence: ControlEvidence, within: Stretch = all_time): readonly Fight[] {
  const { contested } = evidence;
  const fights: Fight[] = [];
  const add = (claim: AnchoredClaim): void => {
    const endMs = endOf(evidence, claim);
    if (endMs >= within.fromMs) fights.push({ claim, endMs });
  };
  const unbegun = countWhile(contested, ({ windowFromMs }) => windowFromMs === beginning_of_time_ms);
  contested.slice(0, unbegun).forEach(add);
  const firstMs = firstBeginningMs(evidence, within.fromMs);
  const first = Math.max(
    unbegun,
    countWhile(contested, ({ windowFromMs }) => windowFromMs < firstMs),
  );
  contested
    .slice(
      first,
      countWhile(contested, ({ windowFromMs }) => windowFromMs <= within.toMs),
    )
    .forEach(add);
  return fights;
}

/** What began before this, if it gives its beginning, has ended before `atMs`. */
function firstBeginningMs(evidence: ControlEvidence, atMs: number): number {
  const { gained, observed, longestFightMs } = evidence;
  const lastGainMs = gained[countUntil(gained, atMs - 1) - 1]?.effectiveMs ?? beginning_of_time_ms;
  let seen = countUntil(observed, atMs - 1) - 1;
  while (seen >= 0 && !isAsHeld(observed[seen] as AnchoredClaim)) seen -= 1;
  const settledMs = Math.max(lastGainMs, observed[seen]?.effectiveMs ?? beginning_of_time_ms);
  return Math.min(atMs - longestFightMs, settledMs - longest_day_ms);
}

function endOf({ gained, observed }: ControlEvidence, { windowToMs, endableFromMs }: AnchoredClaim): number {
  if (windowToMs !== end_of_time_ms) return windowToMs;
  const gain = gained[countUntil(gained, endableFromMs - 1)];
  let seen = countUntil(observed, endableFromMs - 1);
  while (seen < observed.length && !isAsHeld(observed[seen] as AnchoredClaim)) seen += 1;
  return Math.min(gain?.effectiveMs ?? end_of_time_ms, observed[seen]?.effectiveMs ?? end_of_time_ms) - 1;
}

const isAsHeld = ({ claim }: AnchoredClaim): boolean => (claim.status ?? 'held') === 'held';

/** Of fights that have ended those that ended last. */
export function endedLast(ended: readonly Fight[]): readonly Fight[] {
  const lastMs = ended.reduce((last, { endMs }) => Math.max(last, endMs), beginning_of_time_ms);
  return ended.filter(({ endMs }) => endMs === lastMs);
}

/** Fights that begin and end while valid time goes on inside a stretch. */
export class ContestSweep {
  readonly contest = new GatheredContest();
  /** Every moment behind the beginning of the stretch at which a fight begins or has ended. */
  readonly points: readonly number[];
  private readonly ending: readonly Fight[];
  private begunCount = 0;
  private endedCount = 0;
  private endedBefore: readonly Fight[] | undefined;

  /** `fights` are those of `within`. */
  constructor(
    private readonly evidence: ControlEvidence,
    private readonly fights: readonly Fight[],
    private readonly within: Stretch,
  ) {
    const { fromMs, toMs } = within;
    this.ending = fights.filter(({ endMs }) => endMs < toMs).sort((a, b) => a.endMs - b.endMs);
    const begins = fights.map(({ claim }) => claim.windowFromMs);
    this.points = [...begins, ...this.ending.map(({ endMs }) => endMs + 1)].filter((ms) => ms > fromMs && ms < toMs);
  }

  /** Goes on to a moment. */
  advance(atMs: number): void {
    for (let next; (next = this.ending[this.endedCount]) && next.endMs < atMs; this.endedCount += 1)
      // What would end before it begins never was.
      if (next.claim.windowFromMs <= next.endMs) this.contest.end(next);
    for (let next; (next = this.fights[this.begunCount]) && next.claim.windowFromMs <= atMs; this.begunCount += 1)
      if (next.endMs >= atMs) this.contest.begin(next);
  }

  /** All fights that ended last; undefined when none has ended. */
  endedLast(): { readonly claims: readonly AnchoredClaim[]; readonly endMs: number } | undefined {
    const endMs = this.ending[this.endedCount - 1]?.endMs;
    let first = this.endedCount;
    while (first > 0 && this.ending[first - 1]?.endMs === endMs) first -= 1;
    const last = endMs === undefined ? this.lastBefore() : this.ending.slice(first, this.endedCount);
    return last[0] === undefined ? undefined : { claims: last.map(({ claim }) => claim), endMs: last[0].endMs };
  }

  /** What had ended last before the stretch. */
  private lastBefore(): readonly Fight[] {
    return (this.endedBefore ??= endedLast(fightsOf(this.evidence).filter(({ endMs }) => endMs < this.within.fromMs)));
  }
}
