import type { FigureBasis, Period } from './figure.js';
import { groupBy } from './group-by.js';
import type { PlaceId, ReportId } from './ids.js';
import { goesOnHolding, stateMeasures, stockMeasures, type Unit } from './measures.js';
import { type Derivation, deriveState, stateAtEnd } from './tally-states.js';
import { type Range, rangeOf } from './range.js';
import type { TallyFlag, TallyItem } from './tally-items.js';
import {
  type Counted,
  countedItems,
  countedOf,
  identityOf,
  isUnnumbered,
  type Part,
  reportsOf,
  toSixPlaces,
  withAllWholes,
  withoutParts,
} from './tally-parts.js';
import { decidingTotals, standingTotals } from './tally-series.js';
import {
  combineTotals,
  type Comparison,
  flooredBy,
  type Ledger,
  type PlacedPart,
  type TallyQuestion,
} from './tally-totals.js';
import { partsAsked } from './tally-narrowing.js';
import { isDated, isInside, overlaps, shareInWindow } from './tally-window.js';

/** A running total, snapshot or forecast as reported, and whether `combined` rests on it. */
export interface ReportedTotal extends Range {
  readonly lowExclusive: boolean;
  readonly basis: FigureBasis;
  readonly period: Period;
  readonly places: readonly PlaceId[];
  readonly reports: readonly ReportId[];
  readonly counted: boolean;
}

/** A state that nobody reported: the latest one and what came to it since. */
export interface DerivedTotal extends Range {
  readonly from: readonly ReportId[];
}

/** How many, for one measure and group: what incidents add up to, what totals say, and both without counting twice. */
export interface TallyAnswer {
  /** Measures or groups that were asked to be summed are named with a plus between them. */
  readonly measure: string;
  readonly group: string;
  readonly unit: Unit;
  /** The parts that it was rolled up of, sorted; absent where it is of the group or actor itself. */
  readonly rolledUpOf?: readonly string[];
  readonly itemised: Range;
  readonly reported: readonly ReportedTotal[];
  readonly combined: Range;
  /** Never part of `combined`. */
  readonly derived?: DerivedTotal;
  /** The combined low is not reached: "more than". */
  readonly lowExclusive: boolean;
  readonly flags: readonly TallyFlag[];
  /** The reports that `combined` rests on; where no number is published, those that say so. */
  readonly reports: readonly ReportId[];
}

/** Why an incident in reach of the window is not itemised; what the policy leaves out need not be an incident. */
export const asideReasons = ['undated', 'part_of_counted', 'policy'] as const;
export type AsideReason = (typeof asideReasons)[number];

/** An answer with all that it was made of, so that it can be explained. */
export interface Reckoning {
  readonly measure: string;
  readonly group: string;
  readonly unit: Unit;
  /** The parts that it was rolled up of, sorted; absent where it is of the group or actor itself. */
  readonly rolledUpOf?: readonly string[];
  readonly itemised: Counted;
  readonly combined: Counted;
  readonly derivation?: Derivation;
  /** Totals, snapshots and forecasts that touch the window. */
  readonly listed: readonly TallyItem[];
  readonly aside: readonly { readonly item: TallyItem; readonly reason: AsideReason }[];
  readonly comparisons: ReadonlyMap<TallyItem, Comparison>;
  /** Totals that lie in the window whole; the others say nothing of it alone. */
  readonly running: ReadonlySet<TallyItem>;
  readonly flags: ReadonlySet<TallyFlag>;
}

/** Answers the question for every measure, group and unit among the items, in that order. */
export const combineTallies = (items: readonly TallyItem[], question: TallyQuestion): readonly TallyAnswer[] =>
  reckonTallies(items, question).map(answerOf);

/** As `combineTallies`, with what each answer was made of. */
export function reckonTallies(told: readonly TallyItem[], question: TallyQuestion): readonly Reckoning[] {
  const items = told.flatMap((item) => partsAsked(item, question));
  const ordered = [...withAllWholes(items.filter(isCounted)), ...items.filter((item) => !isCounted(item))]
    .map((item) => ({ item, identity: identityOf(item) }))
    .sort((a, b) => (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0))
    .map(({ item }) => item);
  const byGroup = groupBy(ordered, (item) =>
    [item.measure, item.group, item.unit, item.countedAs === undefined ? 'itself' : 'rolled up'].join(' '),
  );
  return [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, [first]]) => first !== undefined && (question.measures?.includes(first.measure) ?? true))
    .flatMap(([, same]) => reckonGroup(same, ordered, question) ?? []);
}

const isCounted = ({ leftOut }: TallyItem): boolean => leftOut !== true;

function reckonGroup(
  told: readonly TallyItem[],
  all: readonly TallyItem[],
  question: TallyQuestion,
): Reckoning | undefined {
  const ledger: Ledger = { question, flags: new Set(), comparisons: new Map() };
  const { flags } = ledger;
  const items = told.filter(isCounted);
  const leftOut = told.filter((item) => !isCounted(item) && mayCount(item, question));
  if (leftOut.length > 0) flags.add('left_out_by_policy');
  const { counted, aside } = itemise(items, ledger);
  const cumulative = items.filter(({ basis }) => basis === 'cumulative');
  const running = new Set(cumulative.filter(({ period }) => isInside(period, question.window)));
  const totals = totalsInReach(cumulative, counted, ledger);
  const [first] = told;
  const isState = first !== undefined && stateMeasures.has(first.measure);
  // A stock answers with its latest snapshot where nothing is told of what happened.
  const isStock = first !== undefined && stockMeasures.has(first.measure) && counted.length + totals.length === 0;
  const state = isState || isStock ? stateAtEnd(items, ledger) : undefined;
  const listed = items.filter(
    (item) => item.basis !== 'incremental' && (item === state || overlaps(item.period, question.window)),
  );
  if (first === undefined || (counted.length + listed.length === 0 && flags.size === 0)) return undefined;
  const derivation = state === undefined || !isState ? undefined : deriveState(state, all.filter(isCounted), ledger);
  const rolledUpOf = partsRolledUp(first, [...counted.map(({ item }) => item), ...listed]);
  if (rolledUpOf?.length === 0) return undefined;
  noteFlags(counted, listed, running, ledger);
  const combined = combineStates(state, flags) ?? countInWindow(items, counted, totals, ledger);
  return {
    ...{ measure: first.measure, group: first.group, unit: first.unit },
    ...(rolledUpOf === undefined ? {} : { rolledUpOf }),
    ...{ itemised: countedOf(counted), combined, listed, flags, comparisons: ledger.comparisons },
    aside: [...aside, ...leftOut.map((item) => ({ item, reason: 'policy' as const }))],
    ...{ running, ...(derivation === undefined ? {} : { derivation }) },
  };
}

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

/**
 * The running totals that say something of the window: those that lie in it, those with a beginning and an end that
 * reach out of it, and those inside the latter.
 */
function totalsInReach(
  cumulative: readonly TallyItem[],
  counted: readonly Part[],
  { question: { window }, flags, comparisons }: Ledger,
): readonly TallyItem[] {
  const near = cumulative.filter(
    ({ period }) => isInside(period, window) || (isDated(period) && overlaps(period, window)),
  );
  const inReach = cumulative.filter(
    (total) => near.includes(total) || near.some(({ period }) => isDated(period) && isInside(total.period, period)),
  );
  const { totals, revised } = standingTotals(inReach);
  for (const total of revised) comparisons.set(total, { verdict: 'revised_down', contained: countedOf([]) });
  if (revised.some(({ period }) => overlaps(period, window))) flags.add('revised_down');
  return withoutParts(decidingTotals(totals, window).map(whole), counted, flags).kept.map(({ item }) => item);
}

/** Incidents and totals together; what a total reaches out of the window for is weighed, and not counted. */
function countInWindow(
  items: readonly TallyItem[],
  counted: readonly Part[],
  totals: readonly TallyItem[],
  ledger: Ledger,
): Counted {
  const { question, comparisons } = ledger;
  const placed = counted.map((part) => ({ ...part, share: 1, shown: part.share }));
  const outside = totals.some(({ period }) => !isInside(period, question.window))
    ? itemsOutside(items, placed, question)
    : [];
  const { shown } = combineTotals([...placed, ...outside], totals, ledger);
  for (const total of totals)
    for (const account of total.accounts ?? []) {
      const compared = comparisons.get(total);
      if (compared !== undefined) comparisons.set(account, compared);
      for (const flag of total.flags) ledger.flags.add(flag);
    }
  return flooredBy(countedOf(counted), shown);
}

/** The incidents that lie outside the window, none of which is inside another one. */
function itemsOutside(
  items: readonly TallyItem[],
  placed: readonly PlacedPart[],
  { window, interval }: TallyQuestion,
): readonly PlacedPart[] {
  const outside = items
    .filter((item) => item.basis === 'incremental' && shareInWindow(item, window, interval) === 0)
    .map(whole);
  const { kept } = withoutParts(outside, [...placed, ...outside], new Set());
  return kept.map(({ item }) => ({ item, share: 1, shown: 0 }));
}

/** True when the item would be in reach of the window: a state goes on holding. */
function mayCount(item: TallyItem, { window, interval }: TallyQuestion): boolean {
  if (item.basis === 'incremental') return shareInWindow(item, window, interval) !== 0;
  const { to } = window;
  const lasts = item.basis === 'snapshot' && goesOnHolding(item);
  return overlaps(item.period, lasts ? (to === undefined ? {} : { to }) : window);
}

const whole = (item: TallyItem): Part => ({ item, share: 1 });

/** The state where one is known; nothing where states of several places stand beside each other. */
function combineStates(state: TallyItem | undefined, flags: ReadonlySet<TallyFlag>): Counted | undefined {
  if (state !== undefined) return countedOf([whole(state)]);
  return flags.has('several_places') ? countedOf([]) : undefined;
}

/** The incidents of the window with their shares, and those set aside with the reason. */
function itemise(
  items: readonly TallyItem[],
  { question, flags }: Ledger,
): { readonly counted: readonly Part[]; readonly aside: Reckoning['aside'] } {
  const aside: Reckoning['aside'][number][] = [];
  const inWindow: Part[] = [];
  for (const item of items.filter(({ basis }) => basis === 'incremental')) {
    const share = shareInWindow(item, question.window, question.interval);
    if (share === 'undated') {
      flags.add('undated_left_out');
      aside.push({ item, reason: 'undated' });
    } else if (share > 0) inWindow.push({ item, share });
  }
  const { kept, aside: parts } = withoutParts(inWindow, inWindow, flags);
  aside.push(...parts.map(({ item }) => ({ item, reason: 'part_of_counted' as const })));
  return { counted: kept, aside };
}

function noteFlags(
  counted: readonly Part[],
  listed: readonly TallyItem[],
  running: ReadonlySet<TallyItem>,
  { question: { area, isWithin }, flags }: Ledger,
): void {
  for (const item of listed) if (item.basis === 'cumulative' && !running.has(item)) flags.add('total_reaches_outside');
  for (const { share } of counted) if (share < 1) flags.add('spread');
  for (const item of [...counted.map((part) => part.item), ...listed]) {
    for (const flag of item.flags) flags.add(flag);
    const isElsewhere = item.flags.includes('placed_elsewhere');
    if (area !== undefined && !isElsewhere && !item.places.every((place) => isWithin(place, area)))
      flags.add('partly_outside');
  }
}

/** The answer that a reckoning comes to. */
export function answerOf(reckoning: Reckoning): TallyAnswer {
  const { measure, group, unit, rolledUpOf, itemised, combined, listed, flags, derivation } = reckoning;
  const counted = countedItems(combined);
  const silent = isUnnumbered(combined) ? [...listed, ...itemised.parts.map(({ item }) => item)] : [];
  const resting = [
    ...combined.parts.map(({ item }) => item),
    ...silent.filter((item) => item.flags.includes('not_published')),
  ];
  return {
    measure,
    group,
    unit,
    ...(rolledUpOf === undefined ? {} : { rolledUpOf }),
    itemised: toSixPlaces(itemised),
    reported: listed.map((item) => totalOf(item, counted.has(item))),
    combined: toSixPlaces(combined),
    ...(derivation === undefined ? {} : { derived: { ...toSixPlaces(derivation), from: reportsOf(derivation.parts) } }),
    lowExclusive: combined.lowExclusive,
    flags: [...flags].sort(),
    reports: reportsOf(resting.map(whole)),
  };
}

const totalOf = (item: TallyItem, counted: boolean): ReportedTotal => ({
  ...rangeOf({ low: item.low, best: item.best, high: item.high }),
  ...{ lowExclusive: item.lowExclusive, basis: item.basis, period: item.period },
  ...{ places: item.places, reports: item.reports, counted },
});
