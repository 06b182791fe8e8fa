import type { ChangesDto, ConditionChangeDto, ControlChangeDto } from 'sitrep-api';

/** What changed in the world from one day to the next, in the lists in which it is shown. */
export interface WorldLists {
  readonly changedHands: readonly ControlChangeDto[];
  readonly fights: readonly ControlChangeDto[];
  readonly suffered: readonly ControlChangeDto[];
  /** Of places that are in none of the lists above. */
  readonly states: readonly ConditionChangeDto[];
  /** Of all. */
  readonly conditions: readonly ConditionChangeDto[];
  /** First looked at, and no later report: no changes in the world. */
  readonly quiet: readonly ControlChangeDto[];
  readonly lapsed: readonly ControlChangeDto[];
}

/** The lists of the API as they are shown. */
export function worldLists(changes: ChangesDto): WorldLists {
  const { changedHands = [], firstReported = [], lapsed = [], refined = [] } = changes;
  const conditions = (changes.conditions ?? []).filter(({ classification }) => classification !== 'lapsed');
  const fights = firstReported.filter(({ after }) => after.status === 'contested');
  const quiet = firstReported.filter(({ after }) => after.status !== 'contested');
  const suffered = refined.filter(({ before, after }) => String(before.conditions) !== String(after.conditions));
  const placed = new Set([...changedHands, ...fights, ...suffered].map(({ place }) => place.id));
  const states = conditions.filter(({ place }) => !placed.has(place.id));
  return { changedHands, fights, suffered, states, conditions, quiet, lapsed };
}

/** How many changes there are, as they are counted over the list. */
export const changeCount = ({ changedHands, fights, suffered, states }: WorldLists): number =>
  changedHands.length + fights.length + suffered.length + states.length;
