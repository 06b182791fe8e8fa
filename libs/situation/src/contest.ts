import type { ClaimStatus, ControlCondition } from './claim.js';
import { type AnchoredClaim, type ControlEvidence, countUntil } from './control-evidence.js';
import { type Confidence, confidences } from './grade.js';
import type { ActorId } from './ids.js';
import { beginning_of_time_ms, end_of_time_ms } from './time.js';

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

/**
 * Returns the last millisecond of a contested claim: the end that the claim gives, else the millisecond before the first
 * gain, or observation as held, of a later local day (design §6, rule 5).
 */
export function contestEnds({ gained, observed }: ControlEvidence): (claim: AnchoredClaim) => number {
  const observedAsHeld = observed.filter(({ claim }) => (claim.status ?? 'held') === 'held');
  return ({ windowToMs, endableFromMs }) => {
    if (windowToMs !== end_of_time_ms) return windowToMs;
    return Math.min(firstSince(gained, endableFromMs), firstSince(observedAsHeld, endableFromMs)) - 1;
  };
}

const firstSince = (sorted: readonly AnchoredClaim[], ms: number): number =>
  sorted[countUntil(sorted, ms - 1)]?.effectiveMs ?? end_of_time_ms;

/** What these active claims, in order of their windows, come to. */
export function contestOf(active: readonly AnchoredClaim[]): Contest {
  const gathered = new GatheredContest();
  for (const claim of active) gathered.begin(claim);
  return gathered.contest();
}

/** Fighting that begins and ends as valid time goes on, in order of the windows' beginnings. */
export class GatheredContest {
  private readonly holders = new Tally<ActorId>();
  private readonly conditions = new Tally<ControlCondition>();
  private readonly confidences = new Tally<Confidence>();
  private readonly active = new Set<AnchoredClaim>();
  // In order of beginning; what has ended leaves when it comes to the end of the list.
  private readonly begun: AnchoredClaim[] = [];
  private readonly stated: AnchoredClaim[] = [];
  private reading: Contest | undefined;

  get isActive(): boolean {
    return this.active.size > 0;
  }

  begin(claim: AnchoredClaim): void {
    this.active.add(claim);
    this.begun.push(claim);
    if (claim.claim.status !== undefined) this.stated.push(claim);
    for (const holder of claim.claim.holders) this.holders.add(holder);
    for (const condition of claim.claim.conditions) this.conditions.add(condition);
    this.confidences.add(claim.claim.confidence);
  }

  end(claim: AnchoredClaim): void {
    if (!this.active.delete(claim)) return;
    for (const holder of claim.claim.holders) this.holders.remove(holder);
    for (const condition of claim.claim.conditions) this.conditions.remove(condition);
    this.confidences.remove(claim.claim.confidence);
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

  private last(claims: AnchoredClaim[]): AnchoredClaim | undefined {
    while (claims.length > 0 && !this.active.has(claims.at(-1) as AnchoredClaim)) claims.pop();
    return claims.at(-1);
  }
}

/** How often each value is there. */
class Tally<Value extends string> {
  private readonly counts = new Map<Value, number>();
  private inOrder: readonly Value[] | undefined;

  add(value: Value): void {
    const count = this.counts.get(value) ?? 0;
    this.counts.set(value, count + 1);
    if (count === 0) this.inOrder = undefined;
  }

  remove(value: Value): void {
    const count = (this.counts.get(value) ?? 0) - 1;
    if (count > 0) this.counts.set(value, count);
    else {
      this.counts.delete(value);
      this.inOrder = undefined;
    }
  }

  has(value: Value): boolean {
    return this.counts.has(value);
  }

  /** Each value once: the same list as before while there are the same values. */
  sorted(): readonly Value[] {
    return (this.inOrder ??= [...this.counts.keys()].sort());
  }
}
