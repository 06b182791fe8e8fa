import type { ReportId } from '../ids.js';
import type { Known, KnownChange } from './open-rectangles.js';
import type { Supported, SupportedHistory } from './supported-history.js';
import { beginning_of_time_ms, end_of_time_ms } from '../time/time.js';

/** From where on in valid time nothing matters of what has changed in a history. */
export interface Settled {
  readonly fromMs: number;
  /** Reports whose own supports may reach further, where nothing touches them that comes or goes later. */
  readonly own: ReadonlySet<ReportId>;
}

/** What a read model knows of how far evidence bears. */
export interface Bearing<Claim extends Known> {
  /** What has changed: all claims that are stored or come to be and not both. */
  readonly changed: readonly Claim[];
  /** The first valid time on which a claim bears when it comes or goes. */
  readonly fromMs: (claim: Claim) => number;
  /**
   * Returns from where on nothing that has changed matters, as known now, and later as long as all that comes and goes bears
   * behind it alone. Undefined if that cannot be said.
   */
  readonly settled: (rest: readonly KnownChange<Claim>[]) => Settled | undefined;
  /** True if what bears from `fromMs` on alone leaves everything before and at `boundMs` as it is. */
  readonly isBehind: (fromMs: number, boundMs: number) => boolean;
}

/** So many known times in turn are looked at for quiet; then ever fewer. */
const looked_at_first = 8;

/**
 * Applies changes of known time to a history of which something has changed, until nothing can differ any more from what is
 * stored: all that comes or goes later bears on valid time behind that on which the two differ. The rest is what is stored.
 */
export function applyUntilQuiet<Claim extends Known, Answer>(
  changes: readonly KnownChange<Claim>[],
  apply: (change: KnownChange<Claim>) => void,
  rows: SupportedHistory<Answer>,
  stored: Supported<Answer>,
  bearing: Bearing<Claim>,
): Supported<Answer> {
  const restFromMs = firstBearing(changes, bearing);
  const restlessUntilMs = lastChangeMs(bearing.changed);
  let lookAt = 0;
  for (const [index, change] of changes.entries()) {
    apply(change);
    const fromMs = restFromMs[index + 1];
    if (index < lookAt || fromMs === undefined || change.knownMs < restlessUntilMs) continue;
    const settled = bearing.settled(changes.slice(index + 1));
    if (settled !== undefined && bearing.isBehind(fromMs, settled.fromMs)) {
      const joined = rows.joinedAt(change.knownMs, stored, settled.own);
      if (bearing.isBehind(fromMs, Math.max(settled.fromMs, joined.differsUntilMs))) return joined.all;
    }
    lookAt = index < looked_at_first ? index + 1 : Math.ceil(index * 1.5);
  }
  return rows.all();
}

/** The last known time at which one of these comes or goes. */
const lastChangeMs = (claims: readonly Known[]): number =>
  claims
    .flatMap(({ knownFromMs, knownToMs }) => [knownFromMs, knownToMs])
    .reduce((last, ms) => (ms === end_of_time_ms ? last : Math.max(last, ms)), beginning_of_time_ms);

/** Of each change the first valid time on which it, or one after it, bears. */
function firstBearing<Claim extends Known>(
  changes: readonly KnownChange<Claim>[],
  { fromMs }: Bearing<Claim>,
): readonly number[] {
  const first: number[] = [];
  let leastMs = end_of_time_ms;
  for (const { added, removed } of [...changes].reverse()) {
    for (const claim of [...added, ...removed]) leastMs = Math.min(leastMs, fromMs(claim));
    first.push(leastMs);
  }
  return first.reverse();
}
