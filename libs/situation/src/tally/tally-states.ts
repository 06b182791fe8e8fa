import { compareGrades } from '../report/grade.js';
import { additionsTo, countUnits } from './measures.js';
import type { TallyItem } from './tally-items.js';
import type { PlaceId } from '../ids.js';
import { isAboveWhole } from './range.js';
import { type Counted, countedOf, identityOf, isPartOf, isUnnumbered, withoutParts } from './tally-parts.js';
import { isInArea, type Ledger, type TallyQuestion } from './tally-totals.js';
import { shareInWindow } from './tally-window.js';
import type { Day } from '../time/time.js';

/** A state that nobody reported: the first part is the state, the others what came to it since. */
export type Derivation = Counted;

/** The day that a snapshot speaks of. */
const asOf = ({ period }: TallyItem): Day | undefined => period.to ?? period.from;

/** Snapshots, the latest first, and one for each area from the day on from which one of it holds. */
export interface States {
  readonly latestFirst: readonly TallyItem[];
  readonly subjects: readonly { readonly item: TallyItem; readonly from: Day }[];
}

export function statesAmong(items: readonly TallyItem[]): States {
  const latestFirst = items.filter(({ basis }) => basis === 'snapshot').sort(byRecency);
  const subjects = new Map<string, { readonly item: TallyItem; readonly from: Day }>();
  for (const item of latestFirst.filter((one) => !isUnnumbered(one))) {
    const [key, from] = [item.places.join(), item.period.from ?? asOf(item) ?? ''];
    if (from < (subjects.get(key)?.from ?? '9')) subjects.set(key, { item, from });
  }
  return { latestFirst, subjects: [...subjects.values()] };
}

/**
 * The state at the window's end: the latest snapshot that has a number, of one day the best graded, then the latest
 * told. It goes on holding until another is known. Of places that lie in one of them, it is the state of that one: those
 * in a part of an area are some of those in the area. States of other places are no one number: then there is none, and a flag.
 */
export function stateAtEnd(
  { latestFirst, subjects }: States,
  { question: { window, isWithin, area }, flags }: Ledger,
): TallyItem | undefined {
  const holding = latestFirst.filter((item) => holdsAt(item, window.to));
  const known = subjects.filter(({ from }) => window.to === undefined || from <= window.to);
  const areas = outermostOf(
    known.map(({ item }) => item),
    { isWithin, area },
  );
  if (areas === undefined) {
    flags.add('several_places');
    return undefined;
  }
  const numbered = holding.filter((item) => !isUnnumbered(item));
  const latest = numbered.find(({ places }) => areas.has(places.join())) ?? holding[0];
  if (latest === undefined) return undefined;
  const later = numbered.slice(0, numbered.indexOf(latest)).filter((part) => isInState(part, latest, isWithin));
  if (later.some((part) => isAboveWhole(part, latest))) flags.add('part_above_whole');
  const day = asOf(latest);
  if (window.from !== undefined && day !== undefined && day < window.from) flags.add('from_before_window');
  return latest;
}

/**
 * True where a stock answers: no report counts what happened, or a snapshot of the window counts all that is there where it
 * happened. What happened is then shown beside it, and comes on top of the last snapshot only in what is derived.
 */
export function answersBeside(states: States, flows: readonly TallyItem[], question: TallyQuestion): boolean {
  if (flows.length === 0) return true;
  const last = stateAtEnd(states, { question, flags: new Set() });
  if (last === undefined || isUnnumbered(last)) return false;
  const day = asOf(last);
  const isOfWindow = day !== undefined && (question.window.from === undefined || day >= question.window.from);
  return isOfWindow && flows.every((flow) => isInArea(flow, last, question.isWithin));
}

/** The places, as keys, of those states that are of the area asked about, or in whose area all others are; undefined without any. */
function outermostOf(
  states: readonly TallyItem[],
  { isWithin, area }: { readonly isWithin: TallyQuestion['isWithin']; readonly area: PlaceId | undefined },
): ReadonlySet<string> | undefined {
  if (area !== undefined && states.some(({ places }) => places.join() === area)) return new Set([area]);
  let [outer] = states;
  if (outer === undefined) return new Set();
  for (const state of states) if (isInState(outer, state, isWithin)) outer = state;
  const outermost = outer;
  if (!states.every((state) => isInState(state, outermost, isWithin))) return undefined;
  return new Set(states.filter((one) => isInState(outermost, one, isWithin)).map(({ places }) => places.join()));
}

function holdsAt(item: TallyItem, end: Day | undefined): boolean {
  const day = asOf(item);
  if (end === undefined || day === undefined || day <= end) return true;
  return item.period.from !== undefined && item.period.from <= end;
}

function byRecency(a: TallyItem, b: TallyItem): number {
  const [dayA = '', dayB = ''] = [asOf(a), asOf(b)];
  if (dayA !== dayB) return dayA > dayB ? -1 : 1;
  return compareGrades(a.grade, b.grade) || b.toldMs - a.toldMs || (identityOf(a) < identityOf(b) ? -1 : 1);
}

/** True where a state is of people or things in an area of which another one is; a share of one area is not a share of another. */
const isInState = (inner: TallyItem, outer: TallyItem, isWithin: TallyQuestion['isWithin']): boolean =>
  countUnits.has(inner.unit) ? isInArea(inner, outer, isWithin) : inner.places.join() === outer.places.join();

/** What can add to a state: increments of the same measure and group, or of the measure that adds to it. */
export const additionsAmong = (all: readonly TallyItem[], state: TallyItem): readonly TallyItem[] =>
  all.filter(
    (item) =>
      item.basis === 'incremental' &&
      (item.measure === state.measure || item.measure === additionsTo[state.measure]) &&
      item.group === state.group &&
      item.countedAs === state.countedAs &&
      item.unit === state.unit,
  );

/**
 * The state and what was added to it since in its area, of `additions`. Where the state is known only to be no later than
 * a day, an increment that ends on that day or later is taken to come on top, and that is flagged.
 */
export function deriveState(
  state: TallyItem,
  additions: readonly TallyItem[],
  { question, flags }: Ledger,
): Derivation | undefined {
  const { window, interval, isWithin } = question;
  if (isUnnumbered(state) || !countUnits.has(state.unit)) return undefined;
  const added = additions
    .filter((item) => isInArea(item, state, isWithin) && !isPartOf(item, state) && cameAfter(item, state))
    .map((item) => ({ item, share: shareInWindow(item, window.to === undefined ? {} : { to: window.to }, interval) }))
    .flatMap(({ item, share }) => (share === 'undated' || share === 0 ? [] : [{ item, share }]));
  const { kept } = withoutParts(added, added);
  if (kept.length === 0) return undefined;
  flags.add('derived');
  if (state.period.from === undefined) flags.add('order_assumed');
  return countedOf([{ item: state, share: 1 }, ...kept]);
}

function cameAfter(addition: TallyItem, state: TallyItem): boolean {
  const day = asOf(state);
  const { from, to } = addition.period;
  if (day === undefined) return false;
  return state.period.from === undefined ? to !== undefined && to >= day : from !== undefined && from > day;
}
