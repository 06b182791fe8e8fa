import type { ConditionAxis, ConditionClaim } from './condition-claim.js';
import { axisOf } from './condition-claim.js';
import { gatherCondition, type KnownCondition } from './condition-evidence.js';
import type { Grade } from '../report/grade.js';
import { type ResolvedCondition, resolveCondition } from './resolve-condition.js';
import { end_of_time_ms, type Instant, instantMs, lastMsOf, type Moment, type TimeZone } from '../time/time.js';

/** What a story may say about a claim beside its state. */
interface Told extends Partial<Omit<ConditionClaim, 'state' | 'place' | 'effective'>> {
  /** `B2` when nothing is said. */
  readonly grade?: `${Grade['reliability']}${Grade['credibility']}`;
  readonly report?: string;
  readonly knownFrom?: Instant;
  /** When its words were reported: `knownFrom` when nothing is said, at the end of time without that. */
  readonly reportedAt?: Instant;
  /** When it was corrected or retracted. */
  readonly knownTo?: Instant;
}

let told = 0;
/** The ids sort in the order in which they were told: of equals the later one counts. */
const nextReport = (): string => `report-${String((told += 1)).padStart(6, '0')}`;

/** Somebody said that the thing was in this state. */
export function said(state: ConditionClaim['state'], effective: Moment, given: Told = {}): KnownCondition {
  const { grade = 'B2', report = nextReport(), knownFrom, knownTo, reportedAt = knownFrom, ...more } = given;
  const [reliability, credibility] = [...grade] as [Grade['reliability'], string];
  return {
    claim: { place: 'bridge', state, effective, confidence: 'medium', ...more },
    reportId: report,
    eventId: report,
    ordinal: 0,
    grade: { reliability, credibility: Number(credibility) as Grade['credibility'] },
    reportedAtMs: reportedAt === undefined ? end_of_time_ms : instantMs(reportedAt),
    knownFromMs: knownFrom === undefined ? 0 : instantMs(knownFrom),
    knownToMs: knownTo === undefined ? end_of_time_ms : instantMs(knownTo),
  };
}

/** What the claims come to, on the axis of the first, at a moment of the world: a bare day means its end. */
export function conditionAt(
  claims: readonly KnownCondition[],
  at: Moment,
  zone: TimeZone = 'Asia/Baghdad',
  axis: ConditionAxis = axisOf(claims[0]?.claim.state ?? 'intact'),
): ResolvedCondition {
  return resolveCondition(gatherCondition(claims, axis, zone), lastMsOf(at, zone));
}

/** The state alone, with the states between which it lies: `disputed cut open`. */
export function stateAt(...question: Parameters<typeof conditionAt>): string {
  const { state, states } = conditionAt(...question).answer;
  return states.length === 1 && states[0] === state ? state : [state, ...states].join(' ');
}
