import { amongGroups } from './tally-areas.js';
import { withDoers } from './tally-doers.js';
import { stateMeasures, stockMeasures } from './measures.js';
import { type Days, daysOf, spreadDays, type WeightedDays } from './tally-days.js';
import type { TallyItem } from './tally-items.js';
import { type Apart, countedOf, withoutParts } from './tally-parts.js';
import { additionsAmong, answersBeside, type States, statesAmong } from './tally-states.js';
import { standingTotals } from './tally-series.js';
import { type Comparison, type TallyQuestion, type WeighedTotals, weighTotals } from './tally-totals.js';
import { totalsInReach } from './tally-reach.js';
import { isInside, shareInWindow } from './tally-window.js';

/** An incident and on which days it counts; on none where it cannot be dated. */
export interface DatedItem {
  readonly item: TallyItem;
  readonly days: readonly WeightedDays[];
}

/** What counts of one measure, group and unit, decided for a whole question before it is cut into windows. */
export interface DecidedGroup {
  readonly question: TallyQuestion;
  readonly first: TallyItem;
  /** Those that count, and those that the policy leaves out. */
  readonly items: readonly TallyItem[];
  readonly leftOut: readonly TallyItem[];
  readonly incidents: Apart<DatedItem>;
  readonly undated: readonly TallyItem[];
  /** Totals in whose place a lower one came, and those that count or are parts of incidents that do. */
  readonly revised: readonly TallyItem[];
  readonly totals: Apart<{ readonly item: TallyItem }>;
  /** The totals and the incidents set against each other; undefined where there are no totals. */
  readonly weighed: WeighedTotals | undefined;
  readonly comparisons: ReadonlyMap<TallyItem, Comparison>;
  /** The snapshots that answer it, where it is answered by one. */
  readonly states?: States;
  /** True of a stock that answers although reports also count what happened. */
  readonly isBesideFlows: boolean;
  /** What may add to a state that nobody reported. */
  readonly additions: readonly TallyItem[];
}

/** Decides what counts of items of one measure, group and unit; `all` may add to a state. */
export function decideGroup(
  first: TallyItem,
  told: readonly TallyItem[],
  all: readonly TallyItem[],
  asked: TallyQuestion,
): DecidedGroup {
  const counted = told.filter((item) => item.leftOut !== true);
  const items = withDoers(counted, asked.doers);
  const areLabelled = first.groups !== undefined || items !== counted;
  const question = areLabelled ? { ...asked, isWithin: amongGroups(asked.isWithin) } : asked;
  const { inWindow, outside, undated } = incidentsBy(items, question);
  const incidents = withoutParts(inWindow, inWindow);
  const cumulative = items.filter(({ basis }) => basis === 'cumulative');
  const { totals: standing, revised } = standingTotals(totalsInReach(cumulative, question.window));
  const totals = withoutParts(
    standing.map((item) => ({ item })),
    incidents.kept,
  );
  const kept = totals.kept.map(({ item }) => item);
  // What a total reaches out of the window for is weighed, and not counted.
  const isReachedOut = kept.some(({ period }) => !isInside(period, question.window));
  const beyond = isReachedOut ? withoutParts(outside, [...incidents.kept, ...outside]).kept : [];
  const weighed =
    kept.length === 0
      ? undefined
      : weighTotals(
          [...incidents.kept, ...beyond].map(({ item }) => item),
          kept,
          question,
        );
  const isStock = stockMeasures.has(first.measure) && kept.length === 0;
  const flows = incidents.kept.map(({ item }) => item);
  const answering = statesAnswering(first, items, isStock ? flows : undefined, question);
  const isBesideFlows = isStock && answering.states !== undefined && flows.length > 0;
  const mayAdd = stateMeasures.has(first.measure) || isBesideFlows;
  return {
    question,
    first,
    items,
    incidents,
    undated,
    revised,
    totals,
    weighed,
    leftOut: told.filter((item) => item.leftOut === true),
    comparisons: comparisonsOf(weighed, kept, revised),
    ...answering,
    isBesideFlows,
    additions: mayAdd ? additionsAmong(all, first).filter((item) => item.leftOut !== true) : [],
  };
}

/** The snapshots of a state, and of a stock where they answer beside what happened; `flows` is absent where they cannot. */
function statesAnswering(
  { measure }: TallyItem,
  items: readonly TallyItem[],
  flows: readonly TallyItem[] | undefined,
  question: TallyQuestion,
): Pick<DecidedGroup, 'states'> {
  const isState = stateMeasures.has(measure);
  if (!isState && flows === undefined) return {};
  const states = statesAmong(items);
  return isState || answersBeside(states, flows ?? [], question) ? { states } : {};
}

/** The incidents in the window, those outside of it, and those that cannot be placed. */
function incidentsBy(items: readonly TallyItem[], { window, interval }: TallyQuestion) {
  const [inWindow, outside]: [DatedItem[], DatedItem[]] = [[], []];
  const undated: TallyItem[] = [];
  const asked = daysOf(window);
  for (const item of items) {
    if (item.basis !== 'incremental') continue;
    const days = spreadDays(item, interval);
    if (days !== undefined) (days.some((one) => touches(one, asked)) ? inWindow : outside).push({ item, days });
    else {
      const share = shareInWindow(item, window, interval);
      if (share === 'undated') undated.push(item);
      else (share > 0 ? inWindow : outside).push({ item, days: [] });
    }
  }
  return { inWindow, outside, undated };
}

const touches = (a: Days, b: Days): boolean => a.from <= b.to && b.from <= a.to;

/** What came of every total; an account of one shares its lot. */
function comparisonsOf(
  weighed: WeighedTotals | undefined,
  totals: readonly TallyItem[],
  revised: readonly TallyItem[],
): ReadonlyMap<TallyItem, Comparison> {
  const comparisons = new Map(weighed?.comparisons);
  for (const total of revised) comparisons.set(total, { verdict: 'revised_down', contained: () => countedOf([]) });
  for (const total of totals)
    for (const account of total.accounts ?? []) {
      const compared = comparisons.get(total);
      if (compared !== undefined) comparisons.set(account, compared);
    }
  return comparisons;
}
