import type { ControlClaim } from '../control/claim.js';
import type { ConditionClaim } from '../condition/condition-claim.js';
import type { Figure } from '../tally/figure.js';
import { figureGroups, type Measure } from '../tally/measures.js';
import type { ActorId } from '../ids.js';
import type { Sides } from '../sides/sides.js';
import { dayOfTelling, type Telling, type Voice } from '../report/voices.js';
import { kept, type Policy, type Said } from './policy.js';

/**
 * A partisan voice counts only for news that is unfavourable to its own side; every other voice counts. One voice that
 * counts is enough for what several say.
 *
 * Partisan is a side that opposes another or is opposed on the day of the report. Its own are itself and the sides allied
 * with it on that day; who is of which side, is asked of that day too. Unfavourable to it is, as far as the claim alone shows it:
 *
 * - of control: a place held by others alone, or without a holder given, taken from one of its own;
 * - of condition: a way cut to one of its own; a thing damaged, destroyed or looted by one of its own;
 * - of figures: killed, wounded, captured or missing among its own, or killed and wounded by its own among those whom
 *   it does not oppose.
 */
export const admissionAgainstInterest = {
  name: 'admission-against-interest',
  version: 1,
  does:
    'A source that speaks for a party to the conflict counts only for news unfavourable to its own side or its allies: ' +
    'a place held by others or lost, a way cut to them, harm that they did, losses of their own. Other sources always ' +
    'count.',
  judge: (said, telling, voices) => {
    const speaking = voices.of(telling);
    if (speaking.some((voice) => counts(voice, said, telling, voices.sides))) return kept;
    const names = speaking.map(({ name }) => name).join(', ');
    return { kept: false, because: `It is told by ${names} alone, and is not unfavourable to that side.` };
  },
} as const satisfies Policy;

/** Whether an actor is of the voice's side or of one allied with it; or of one that it opposes. */
type ActorTest = (actor: ActorId) => boolean;

function counts({ kind, name: side }: Voice, said: Said, telling: Telling, sides: Sides): boolean {
  const day = dayOfTelling(telling);
  if (kind === 'outlet' || !sides.isParty(side, day)) return true;
  const isOwn: ActorTest = (actor) => sides.of(actor, day).some((other) => sides.areFriends(side, other, day));
  const isOpponent: ActorTest = (actor) => sides.of(actor, day).some((other) => sides.areOpposed(side, other, day));
  const done = telling.actors.some(({ role, actor }) => role === 'by' && isOwn(actor));
  switch (said.kind) {
    case 'control':
      return isLoss(said.claim, isOwn);
    case 'condition':
      return isHarm(said.claim, isOwn, done);
    case 'figure':
      return isOwnLoss(said.figure, isOwn) || (done && isHarmToOthers(said.figure, isOpponent));
  }
}

const isLoss = ({ holders, takenFrom }: ControlClaim, isOwn: ActorTest): boolean =>
  holders.length > 0 ? !holders.some(isOwn) : takenFrom !== undefined && isOwn(takenFrom);

const harms: readonly string[] = ['damaged', 'destroyed', 'looted'];

/** `done`: one of its own is said to have done it. */
const isHarm = ({ state, closedTo = [] }: ConditionClaim, isOwn: ActorTest, done: boolean): boolean =>
  state === 'cut' ? closedTo.some(isOwn) : harms.includes(state) && done;

const losses: readonly Measure[] = ['killed', 'wounded', 'killed_or_wounded', 'captured', 'missing'];
const injuries: readonly Measure[] = ['killed', 'wounded', 'killed_or_wounded'];
const isActor = (group: string): boolean => !(figureGroups as readonly string[]).includes(group);

const isOwnLoss = ({ measure, group }: Figure, isOwn: ActorTest): boolean =>
  losses.includes(measure) && isActor(group) && isOwn(group);

const isHarmToOthers = ({ measure, group }: Figure, isOpponent: ActorTest): boolean =>
  injuries.includes(measure) && isActor(group) && !isOpponent(group);
