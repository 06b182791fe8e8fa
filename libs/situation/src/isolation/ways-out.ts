import { bestConfidence, type Confidence, leastConfidence } from '../report/grade.js';
import type { ActorId } from '../ids.js';
import type { Sides } from '../sides/sides.js';
import type { Day } from '../time/time.js';

/** Parties that are no side: `closedTo` names them by these words, whether or not an actor is registered so. */
export const unarmedParties = ['civilians', 'aid'] as const;

/** To whom ways may be closed: a side, an actor that a question names, or one of `unarmedParties`. */
export interface Party {
  readonly id: ActorId;
  /** The topmost actors that it belongs to on the day; the word itself of `unarmedParties`. */
  readonly sides: readonly ActorId[];
}

/** What one axis of a way says. */
export interface AxisState {
  readonly state: string;
  readonly states: readonly string[];
  readonly closedTo: readonly ActorId[];
  readonly closedBy: readonly ActorId[];
  readonly inferred: boolean;
  readonly confidence: Confidence | null;
  readonly lastDated: LastDated;
}

/**
 * The last local day on which it was seen to be so; where it is only said to have been so since some day, that day. Null where nobody
 * tells of a day.
 */
type LastDated = Day | null;

/** What is known of a way out. */
export interface WayState {
  readonly passage: AxisState;
  /** Null for what is not built. */
  readonly integrity: Pick<AxisState, 'state' | 'states' | 'confidence' | 'lastDated'> | null;
  readonly control: {
    readonly status: string;
    readonly holders: readonly ActorId[];
    readonly confidence: Confidence | null;
    readonly lastDated: LastDated;
  };
}

/** What ways are judged by beside what is known of them. */
export interface Surroundings {
  readonly sides: Sides;
  readonly day: Day;
  /** The sides among those who hold or contest the place. */
  readonly holders: readonly ActorId[];
}

/** Why an exit remains to a party, does not, or cannot be judged, for people. */
export const exitWords = {
  open: 'One gets through.',
  inferred_open: 'Inferred open: a later report dates the cut of it.',
  held: 'The party holds the way.',
  own_cut: 'It is cut by the party itself.',
  used_since: 'It was destroyed, but was seen in use on a later day.',
  cut_to_party: 'It is cut, and said to be closed to the party.',
  cut_by_opponent: 'It is cut by an opponent of the party.',
  cut_by_another_side: 'It is cut by another side, of whom no opponents are registered.',
  cut_as_far_as_known: 'It is cut, and nobody says to whom or by whom: closed to those who hold the place.',
  cut_to_others: 'It is cut; nothing is said of this party.',
  destroyed: 'It is destroyed, and nobody says that one gets through.',
  destroyed_since: 'It was seen in use, but was destroyed on a later day.',
  same_day: 'It is said to be destroyed and in use on one day.',
  passage_unclear: 'Nobody can tell whether one got through at that moment.',
  no_evidence: 'Nothing that was known then says whether one gets through.',
} as const;
export type ExitReason = keyof typeof exitWords;

/** Whether an exit remains to a party; null when nobody can tell. */
export interface ExitJudgement {
  readonly remains: boolean | null;
  readonly reason: ExitReason;
  /** Of what decided; null when nobody can tell. */
  readonly confidence: Confidence | null;
}

const open = (reason: ExitReason, confidence: Confidence | null): ExitJudgement => ({
  remains: true,
  reason,
  confidence,
});
const closed = (reason: ExitReason, confidence: Confidence | null): ExitJudgement => ({
  remains: false,
  reason,
  confidence,
});
const untold = (reason: ExitReason): ExitJudgement => ({ remains: null, reason, confidence: null });

/**
 * Judges whether a way out remains to a party (design §6, Ways out):
 *
 * 1. What is destroyed is closed to all, unless it was seen in use on a later day. What may be so remains to nobody for certain,
 *    with the same exception.
 * 2. A way that the party holds, or has itself cut, remains to it. A cut to it that was seen on a later day than its
 *    holding of the way counts for more.
 * 3. Open is open to all. Inferred open is so with confidence low.
 * 4. A cut closes a way to `closedTo`, matched by side; without it to the opponents of `closedBy`, or where these have no
 *    registered opponents to holders of another side; without either to the holders, confidence low. Of anybody else
 *    nothing is said.
 * 5. Otherwise nobody can tell. Fire on a way closes nothing.
 */
export function judgeExit(way: WayState, party: Party, around: Surroundings): ExitJudgement {
  const { passage } = way;
  const cut = passage.state === 'cut' ? judgeCut(passage, party, around) : undefined;
  const judged = judgeDestroyed(way) ?? judgeOwn(way, party, around, cut) ?? cut ?? judgeOpen(passage);
  return judged.remains === true && mayBeDestroyed(way, around) ? untold('passage_unclear') : judged;
}

/** True where it is destroyed or not and nobody knows which, and it was not seen in use on a later day. */
function mayBeDestroyed({ passage, integrity }: WayState, { day }: Surroundings): boolean {
  if (integrity === null || integrity.state === 'destroyed' || !integrity.states.includes('destroyed')) return false;
  const isUsed = passage.state === 'open' && !passage.inferred;
  return !isUsed || (passage.lastDated ?? '') <= (integrity.lastDated ?? day);
}

function judgeDestroyed({ passage, integrity }: WayState): ExitJudgement | undefined {
  if (integrity?.state !== 'destroyed') return undefined;
  if (!passage.states.includes('open') || passage.inferred) return closed('destroyed', integrity.confidence);
  const [used, seen] = [passage.lastDated ?? '', integrity.lastDated ?? ''];
  if (used === seen) return untold('same_day');
  if (used < seen) return closed('destroyed_since', integrity.confidence);
  return passage.state === 'open' ? open('used_since', passage.confidence) : untold('passage_unclear');
}

function judgeOwn(
  { passage, control }: WayState,
  party: Party,
  around: Surroundings,
  cut: ExitJudgement | undefined,
): ExitJudgement | undefined {
  // Where it is open or cut and nobody knows which, it remains either way to who cut it.
  const isCutByParty = names(passage.closedBy, party, around) && (cut !== undefined || passage.states.length > 1);
  if (isCutByParty) return open('own_cut', passage.confidence);
  if (passage.state === 'open' || !isHolding(control.status) || !names(control.holders, party, around))
    return undefined;
  const cutSince = cut?.remains === false && (passage.lastDated ?? '') > (control.lastDated ?? '');
  return cutSince ? undefined : open('held', control.confidence);
}

function judgeCut({ closedTo, closedBy, confidence }: AxisState, party: Party, around: Surroundings): ExitJudgement {
  const { sides, day } = around;
  if (closedTo.length > 0)
    return names(closedTo, party, around) ? closed('cut_to_party', confidence) : untold('cut_to_others');
  const isHolder = party.sides.some((side) => around.holders.includes(side));
  if (closedBy.length === 0) return isHolder ? closed('cut_as_far_as_known', 'low') : untold('cut_to_others');
  const closers = sides.ofAll(closedBy, day);
  if (closers.some((closer) => party.sides.some((side) => sides.areOpposed(closer, side, day))))
    return closed('cut_by_opponent', confidence);
  const isUnopposed = closers.some((closer) => !sides.isParty(closer, day));
  const isOther = isHolder && !party.sides.some((side) => closers.includes(side));
  return isUnopposed && isOther ? closed('cut_by_another_side', 'low') : untold('cut_to_others');
}

function judgeOpen({ state, inferred, confidence }: AxisState): ExitJudgement {
  if (state === 'open') return open(inferred ? 'inferred_open' : 'open', confidence);
  return untold(state === 'unknown' ? 'no_evidence' : 'passage_unclear');
}

/** True when the actors include the party, a part of its side, or its side. */
const names = (actors: readonly ActorId[], { id, sides: own }: Party, { sides, day }: Surroundings): boolean =>
  actors.includes(id) || sides.ofAll(actors, day).some((side) => own.includes(side));

/** True of a status that names who holds a place, and not who fights over it. */
export const isHolding = (status: string): boolean => status === 'held' || status === 'inferred';

/** Returns the parties that the ways out of a place are judged for: each side that holds it, and the unarmed named. */
export const partiesOf = (
  holders: readonly ActorId[],
  ways: readonly Pick<WayState, 'passage'>[],
): readonly Party[] => [
  ...holders.map((side) => ({ id: side, sides: [side] })),
  ...unarmedParties
    .filter((word) => !holders.includes(word) && ways.some(({ passage }) => passage.closedTo.includes(word)))
    .map((word) => ({ id: word, sides: [word] })),
];

/** Whether ways out remain, to a party, or to the holder of the place. */
export const isolationVerdicts = {
  remains: 'At least one exit remains.',
  no_exit_known_open: 'Every known exit is closed, and nobody says that these are all.',
  sealed: 'Every exit is closed, and the known exits are said to be all.',
  depends: 'Several sides hold or contest the place: each has a verdict of its own.',
  unknown: 'No exit is known to remain, and of at least one nobody can tell; or no exit or no holder is known.',
  not_applicable: 'It is an area that touches its neighbours along its edge: ways do not tell whether it is cut off.',
} as const;
export type IsolationVerdict = keyof typeof isolationVerdicts;

/**
 * Returns the verdict for a party of the ways out that are known: one that remains is enough. `complete` says that they
 * are known to be all; without a known exit nobody can tell.
 */
export function verdictFor(exits: readonly Pick<ExitJudgement, 'remains'>[], complete: boolean): IsolationVerdict {
  if (exits.some(({ remains }) => remains === true)) return 'remains';
  if (exits.length === 0 || exits.some(({ remains }) => remains === null)) return 'unknown';
  return complete ? 'sealed' : 'no_exit_known_open';
}

/** Returns the one word for a place from those of the sides that hold it: only one side alone has one. */
export const verdictOfPlace = (ofHolders: readonly IsolationVerdict[]): IsolationVerdict =>
  ofHolders.length > 1 ? 'depends' : (ofHolders[0] ?? 'unknown');

/** Returns how sure a verdict is: as its best exit that remains, or as the least sure of its closed ones. */
export function verdictConfidence(exits: readonly ExitJudgement[]): Confidence | null {
  const known = (some: readonly ExitJudgement[]) => some.flatMap(({ confidence }) => confidence ?? []);
  const remaining = exits.filter(({ remains }) => remains === true);
  if (remaining.length > 0) return bestConfidence(known(remaining));
  const allClosed = exits.length > 0 && exits.every(({ remains }) => remains === false);
  return allClosed ? leastConfidence(known(exits)) : null;
}
