import type { PlaceId } from '../ids.js';
import { goesOnHolding } from './measures.js';
import type { AsideReason, Reckoning } from './tally-answer.js';
import { type Days, daysOf, spreadDays } from './tally-days.js';
import type { DecidedGroup } from './tally-decision.js';
import type { TallyFlag, TallyItem } from './tally-items.js';
import { type Counted, countedOf, isWhole, type Part, rounding_slack } from './tally-parts.js';
import { seriesAmong } from './tally-series.js';
import { deriveState, stateAtEnd } from './tally-states.js';
import { shownIn } from './tally-shown.js';
import type { Windows } from './tally-windows.js';
import type { TallyQuestion } from './tally-totals.js';
import { isInside, shareInWindow } from './tally-window.js';

/** What of a group touches one window. */
interface Touching {
  readonly counted: Part[];
  readonly aside: { readonly item: TallyItem; readonly reason: AsideReason }[];
  readonly leftOut: TallyItem[];
  /** Totals, snapshots and forecasts, in the order of the items. */
  readonly listed: TallyItem[];
  readonly flags: Set<TallyFlag>;
}

/** What was decided of a group for all windows, in each of them; undefined where nothing of it is there. */
export function reckonIn(group: DecidedGroup, windows: Windows): readonly (Reckoning | undefined)[] {
  const touching = windows.windows.map((): Touching => ({
    counted: [],
    aside: [],
    leftOut: [],
    listed: [],
    flags: new Set(),
  }));
  placeIncidents(group, windows, touching);
  placeTotals(group, windows, touching);
  const shown =
    group.weighed === undefined
      ? undefined
      : shownIn(
          group.weighed,
          windows,
          touching.map(({ counted }) => counted),
        );
  return touching.map((one, at) => reckonWindow(group, windows.windows[at] ?? {}, one, shown?.[at]));
}

function placeIncidents(group: DecidedGroup, windows: Windows, touching: readonly Touching[]): void {
  const { incidents, undated, leftOut, question } = group;
  const shares = ({ days }: DecidedGroup['incidents']['kept'][number]): Iterable<readonly [number, number]> =>
    days.length > 0 ? windows.sharesOf(days) : windows.openOne === undefined ? [] : [[windows.openOne, 1]];
  for (const one of incidents.kept)
    for (const [at, share] of shares(one))
      if (share > rounding_slack) touching[at]?.counted.push({ item: one.item, share });
  for (const item of undated)
    for (const at of windows.touching(daysOf(item.period))) {
      touching[at]?.aside.push({ item, reason: 'undated' });
      touching[at]?.flags.add('undated_left_out');
    }
  for (const one of incidents.aside)
    for (const [at] of shares(one)) {
      touching[at]?.aside.push({ item: one.item, reason: 'part_of_counted' });
      touching[at]?.flags.add('part_left_out');
      if (incidents.above.has(one.item)) touching[at]?.flags.add('part_above_whole');
    }
  for (const item of leftOut)
    for (const at of windows.touching(daysInReach(item, question))) {
      if (shareInWindow(item, windows.windows[at] ?? {}, question.interval) === 0 && item.basis === 'incremental')
        continue;
      touching[at]?.leftOut.push(item);
      touching[at]?.flags.add('left_out_by_policy');
    }
}

/** The days on which an item would count: a state goes on holding. */
function daysInReach(item: TallyItem, { interval }: TallyQuestion): Days {
  const [first] = item.basis === 'incremental' ? (spreadDays(item, interval) ?? []) : [];
  const days = daysOf(item.period);
  if (first !== undefined) return interval === 'prorate' ? days : first;
  return item.basis === 'snapshot' && goesOnHolding(item) ? { ...days, to: daysOf({}).to } : days;
}

function placeTotals(group: DecidedGroup, windows: Windows, touching: readonly Touching[]): void {
  const { items, revised, totals, weighed } = group;
  const flag = (item: TallyItem, flags: readonly TallyFlag[]): void => {
    for (const at of windows.touching(daysOf(item.period))) for (const one of flags) touching[at]?.flags.add(one);
  };
  const since = windows.areParts ? firstDays(group) : new Map<TallyItem, number>();
  for (const item of items) {
    if (item.basis === 'incremental') continue;
    const { from, to } = daysOf(item.period);
    for (const at of windows.touching({ from: since.get(item) ?? from, to })) touching[at]?.listed.push(item);
  }
  for (const total of revised) flag(total, ['revised_down']);
  for (const { item } of totals.aside)
    flag(item, ['part_left_out', ...(totals.above.has(item) ? (['part_above_whole'] as const) : [])]);
  for (const total of weighed?.aside ?? []) flag(total, ['overlapping_totals']);
  for (const { item } of totals.kept) if (item.accounts !== undefined) flag(item, item.flags);
}

/** From which day on a total has something to say that the one before it in its series has not. */
function firstDays({ totals, weighed }: DecidedGroup): ReadonlyMap<TallyItem, number> {
  const aside = new Set(weighed?.aside);
  const counted = totals.kept.flatMap(({ item }) => (aside.has(item) ? [] : (item.accounts ?? [item])));
  const first = new Map<TallyItem, number>();
  for (const series of seriesAmong(counted)) {
    let [before, last]: (number | undefined)[] = [];
    for (const total of series) {
      const { from, to } = daysOf(total.period);
      if (to !== last) [before, last] = [last, to];
      first.set(total, before === undefined ? from : Math.max(from, before + 1));
    }
  }
  return first;
}

function reckonWindow(
  group: DecidedGroup,
  window: TallyQuestion['window'],
  { counted, aside, leftOut, listed: touched, flags }: Touching,
  shown: Counted | undefined,
): Reckoning | undefined {
  const { first, states, comparisons } = group;
  const question = { ...group.question, window };
  const state = states === undefined ? undefined : stateAtEnd(states, { question, flags });
  const listed = state === undefined || touched.includes(state) ? touched : inOrder(group, [...touched, state]);
  if (counted.length + listed.length === 0 && flags.size === 0) return undefined;
  const isState = group.additions.length > 0 && state !== undefined;
  const derivation = isState ? deriveState(state, group.additions, { question, flags }) : undefined;
  const rolledUpOf = partsRolledUp(first, [...counted.map(({ item }) => item), ...listed]);
  if (rolledUpOf?.length === 0) return undefined;
  const running = new Set(listed.filter(({ basis, period }) => basis === 'cumulative' && isInside(period, window)));
  noteFlags(counted, listed, running, { question, flags });
  const itemised = countedOf(counted);
  if (group.isBesideFlows) flags.add('stock_beside_flows');
  const combined = combineStates(state, flags) ?? (group.isBesideFlows ? countedOf([]) : (shown ?? itemised));
  if (combined.parts.some(({ remainder, share }) => remainder !== undefined && !isWhole(share))) flags.add('spread');
  return {
    measure: first.measure,
    group: first.group,
    unit: first.unit,
    ...(rolledUpOf === undefined ? {} : { rolledUpOf }),
    itemised,
    combined,
    listed,
    flags,
    comparisons,
    running,
    aside: [...aside, ...leftOut.map((item) => ({ item, reason: 'policy' as const }))],
    ...(derivation === undefined ? {} : { derivation }),
  };
}

const inOrder = ({ items }: DecidedGroup, some: readonly TallyItem[]): readonly TallyItem[] => {
  const these = new Set(some);
  return items.filter((item) => these.has(item));
};

/** The parts among what is counted, and the group itself; none where nothing is: then there is no roll-up. */
function partsRolledUp({ group, countedAs }: TallyItem, items: readonly TallyItem[]): readonly string[] | undefined {
  const of = [
    ...new Set(
      items
        .map((item) => (countedAs === undefined ? item.through : [item.countedAs ?? group]))
        .flatMap((names) => names ?? []),
    ),
  ].sort();
  return countedAs === undefined && of.length === 0 ? undefined : of;
}

/** The state where one is known; nothing where states of several places stand beside each other. */
function combineStates(state: TallyItem | undefined, flags: ReadonlySet<TallyFlag>): Counted | undefined {
  if (state !== undefined) return countedOf([{ item: state, share: 1 }]);
  return flags.has('several_places') ? countedOf([]) : undefined;
}

function noteFlags(
  counted: readonly Part[],
  listed: readonly TallyItem[],
  running: ReadonlySet<TallyItem>,
  {
    question: { area, isWithin, isPlaceAsked },
    flags,
  }: { readonly question: TallyQuestion; readonly flags: Set<TallyFlag> },
): void {
  const isAsked = (place: PlaceId): boolean => isPlaceAsked?.(place) ?? (area === undefined || isWithin(place, area));
  for (const item of listed) if (item.basis === 'cumulative' && !running.has(item)) flags.add('total_reaches_outside');
  for (const { share } of counted) if (!isWhole(share)) flags.add('spread');
  for (const item of [...counted.map((part) => part.item), ...listed]) {
    for (const flag of item.flags) flags.add(flag);
    const isElsewhere = item.flags.includes('placed_elsewhere');
    if (!isElsewhere && !item.places.every(isAsked)) flags.add('partly_outside');
  }
}
