import type { ControlClaim } from './claim.js';
import { gatherEvidence, type KnownClaim, type SideOf } from './control-evidence.js';
import type { Grade } from '../report/grade.js';
import type { ResolvedControl } from './control-answer.js';
import { resolveControl } from './resolve-control.js';
import { end_of_time_ms, type Instant, instantMs, lastMsOf, type Moment, type TimeZone } from '../time/time.js';

/** What a story may say about a claim beside its effect. */
interface Told extends Partial<Omit<ControlClaim, 'effect' | 'place'>> {
  /** `B2` when nothing is said. */
  readonly grade?: `${Grade['reliability']}${Grade['credibility']}`;
  readonly report?: string;
  /** The event that carried it; the report's when nothing is said. */
  readonly event?: string;
  readonly knownFrom?: Instant;
  /** When its words were reported: `knownFrom` when nothing is said, at the end of time without that. */
  readonly reportedAt?: Instant;
  /** When it was corrected or retracted. */
  readonly knownTo?: Instant;
}

let told = 0;
/** The ids sort in the order in which they were told: of equals the later one counts. */
const nextReport = (): string => `report-${String((told += 1)).padStart(6, '0')}`;

function tell(effect: ControlClaim['effect'], given: Told): KnownClaim {
  const {
    grade = 'B2',
    report = nextReport(),
    event = report,
    knownFrom,
    knownTo,
    reportedAt = knownFrom,
    ...said
  } = given;
  const [reliability, credibility] = [...grade] as [Grade['reliability'], string];
  return {
    claim: { place: 'bridge', effect, holders: [], formations: [], conditions: [], confidence: 'medium', ...said },
    reportId: report,
    eventId: event,
    ordinal: 0,
    grade: { reliability, credibility: Number(credibility) as Grade['credibility'] },
    reportedAtMs: reportedAt === undefined ? end_of_time_ms : instantMs(reportedAt),
    knownFromMs: knownFrom === undefined ? 0 : instantMs(knownFrom),
    knownToMs: knownTo === undefined ? end_of_time_ms : instantMs(knownTo),
  };
}

/** Somebody took the place; of several holders, separated by blanks, all. */
export const gained = (holders: string, effective: Moment, more: Told = {}): KnownClaim =>
  tell('gained', { holders: holders.split(' '), effective, ...more });

/** The place was seen in somebody's hands. */
export const observed = (holders: string, effective: Moment, more: Told = {}): KnownClaim =>
  tell('observed', { holders: holders.split(' '), effective, ...more });

/** The place was fought over, from a moment on. */
export const contested = (windowFrom: Moment, more: Told = {}): KnownClaim =>
  tell('contested', { windowFrom, ...more });

/** Reads `iraq-army` as a part of `iraq`, and every other actor as a side of its own. */
export const unitsAreOfTheirSide: SideOf = (actor) => [actor.startsWith('iraq-') ? 'iraq' : actor];

/** What the claims come to at a moment of the world: a bare day means its last millisecond. */
export function resolvedAt(
  claims: readonly KnownClaim[],
  at: Moment,
  zone: TimeZone = 'Asia/Baghdad',
  sideOf: SideOf = unitsAreOfTheirSide,
): ResolvedControl {
  return resolveControl(gatherEvidence(claims, { zone, sideOf }), lastMsOf(at, zone));
}

/** The answer alone. */
export const askedAt = (...question: Parameters<typeof resolvedAt>): ResolvedControl['answer'] =>
  resolvedAt(...question).answer;

/** Who is said to hold the place, and how: `held iraq`. */
export function inWords(...question: Parameters<typeof resolvedAt>): string {
  const { status, holders, stale } = askedAt(...question);
  return [...(stale ? ['stale'] : []), status, ...holders].join(' ');
}

/** The reports that the answer rests on. */
export const restsOn = (...question: Parameters<typeof resolvedAt>): readonly string[] =>
  [...new Set(resolvedAt(...question).supports.map(({ reportId }) => reportId))].sort();
