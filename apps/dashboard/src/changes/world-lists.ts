import type { ChangesDto } from 'sitrep-api';
import { insideOf } from '../api/containing.js';
import type { Axis, Condition, Situation } from '../api/situation.js';
import type { Answer } from '../marks/form.js';
import { unknown_answer } from '../marks/form.js';
import type { Parties } from '../marks/parties.js';
import { saysTheSame } from './difference.js';

interface Named {
  readonly place: { readonly id: string; readonly name: string };
  readonly reports: readonly { readonly id: string; readonly externalId: string | null }[];
}

type Held = Answer & { readonly conditions: readonly string[]; readonly lastEvidence?: string | null };

/** A place whose answer became another. */
export interface HandsChange extends Named {
  readonly before: Held;
  readonly after: Held;
}

/** A thing whose state became another. */
export interface StateChange extends Named {
  readonly axis: string;
  readonly before: Axis;
  readonly after: Axis;
}

/** What changed in the world from one day to the next, in the lists in which it is shown. */
export interface WorldLists {
  readonly changedHands: readonly HandsChange[];
  readonly fights: readonly HandsChange[];
  readonly suffered: readonly HandsChange[];
  /** Of places that are in none of the lists above. */
  readonly states: readonly StateChange[];
  /** Of all. */
  readonly conditions: readonly StateChange[];
  /** First looked at, and no later report: no changes in the world. */
  readonly quiet: readonly HandsChange[];
  readonly lapsed: readonly HandsChange[];
}

type Sorted = Readonly<Record<'changedHands' | 'firstReported' | 'lapsed' | 'refined', readonly HandsChange[]>>;

function listsOf({ changedHands, firstReported, lapsed, refined }: Sorted, all: readonly StateChange[]): WorldLists {
  const fights = firstReported.filter(({ after }) => after.status === 'contested');
  const quiet = firstReported.filter(({ after }) => after.status !== 'contested');
  const suffered = refined.filter(({ before, after }) => String(before.conditions) !== String(after.conditions));
  const placed = new Set([...changedHands, ...fights, ...suffered].map(({ place }) => place.id));
  const states = all.filter(({ place }) => !placed.has(place.id));
  return { changedHands, fights, suffered, states, conditions: all, quiet, lapsed };
}

/** The lists as the API gives them. */
export function listsOfApi(changes: ChangesDto): WorldLists {
  const { changedHands = [], firstReported = [], lapsed = [], refined = [], conditions = [] } = changes;
  const lists = { changedHands, firstReported, lapsed, refined };
  return listsOf(
    lists,
    conditions.filter(({ classification }) => classification !== 'lapsed'),
  );
}

/** The same of two situations, for a rule of whose word counts by which the API compares no days. */
export function listsBetween(before: Situation, after: Situation, parties: Parties, within?: string): WorldLists {
  const inside = insideOf(after.places, within);
  const places = after.places.filter(({ id }) => inside?.has(id) !== false);
  const found: Record<keyof Sorted, HandsChange[]> = { changedHands: [], firstReported: [], lapsed: [], refined: [] };
  for (const place of places) {
    const [was, is] = [before.control.get(place.id), after.control.get(place.id)];
    const change = { place, before: was ?? unknown_answer, after: is ?? unknown_answer, reports: is?.reports ?? [] };
    if (!saysTheSame(change.before, change.after)) found[kindOf(change, parties)].push(change);
  }
  const states = places.flatMap((place) => statesBetween(place, before.condition, after.condition));
  return listsOf(found, states);
}

function kindOf({ before, after }: HandsChange, parties: Parties): keyof Sorted {
  if (after.status === 'unknown' || (after.stale && !before.stale)) return 'lapsed';
  if (before.status === 'unknown') return 'firstReported';
  const [was, is] = [before, after].map(({ holders }) => parties.ofAll(holders).map(({ id }) => id));
  const isOther = String([...(was ?? [])].sort()) !== String([...(is ?? [])].sort());
  return isOther && after.holders.length > 0 ? 'changedHands' : 'refined';
}

const unknown_axis: Axis = {
  state: 'unknown',
  states: [],
  inferred: false,
  closedTo: [],
  closedBy: [],
  confidence: null,
  lastEvidence: null,
  reports: [],
};

type Conditions = ReadonlyMap<string, Condition>;

/** What is no longer reported is no change. */
function statesBetween(place: Named['place'], before: Conditions, after: Conditions): readonly StateChange[] {
  return (['integrity', 'passage'] as const).flatMap((axis) => {
    const [was, is] = [before, after].map((one) => one.get(place.id)?.[axis] ?? unknown_axis) as [Axis, Axis];
    if (is.state === 'unknown' || was.state === is.state) return [];
    return [{ place, axis, before: was, after: is, reports: is.reports }];
  });
}

/** How many changes there are, as they are counted over the list. */
export const changeCount = ({ changedHands, fights, suffered, states }: WorldLists): number =>
  changedHands.length + fights.length + suffered.length + states.length;
