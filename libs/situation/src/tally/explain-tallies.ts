import { answerOf, type AsideReason, type Reckoning, type TallyAnswer } from './tally-answer.js';
import type { FigureBasis, Period } from './figure.js';
import type { PlaceId, ReportId } from '../ids.js';
import { goesOnHolding, stateMeasures } from './measures.js';
import { type Range, rangeOf } from './range.js';
import { anchorOf, type KnownFigure } from './known-figure.js';
import { type Account, accountsOf, figuresTelling } from './tally-accounts.js';
import { keyOf } from './item-key.js';
import type { TallyItem } from './tally-items.js';
import { incidentName } from './tally-buckets.js';
import { borneBy, type Counted, type RangeEnd, rangeEnds, rangeAmong, countedItems, reportsOf } from './tally-parts.js';

/** What one report says of an item, and which ends of the item's range come from it. */
export interface ExplainedAccount extends Range {
  readonly report: ReportId;
  readonly lowExclusive: boolean;
  readonly wording?: string;
  readonly grade: TallyItem['grade'];
  readonly gives: readonly RangeEnd[];
  /** The report of the same incident whose figure contains this one; it gives nothing then. */
  readonly inside?: ReportId;
}

/** Something counted, or not, down to its reports. */
export interface ExplainedItem {
  readonly incident: string;
  readonly measure: string;
  readonly group: string;
  readonly basis: FigureBasis;
  readonly period: Period;
  readonly places: readonly PlaceId[];
  /** All of it, as its reports come to. */
  readonly whole: Range;
  readonly reports: readonly ReportId[];
  readonly accounts: readonly ExplainedAccount[];
}

/** A part of a sum. For each end, the sum is that of what its parts add; one that bears an end and gives none leaves it open. */
export interface ExplainedPart extends ExplainedItem {
  /** How much of it is counted, 0 to 1; where there is a remainder, how much of that. */
  readonly share: number;
  /** What a total has beyond what is itemised in it, where only that is counted. */
  readonly remainder?: Range;
  readonly bears: readonly RangeEnd[];
  readonly adds: Range;
}

/** Why a total, snapshot or forecast counts or does not. */
export const totalReasons = [
  'larger_than_contained',
  'smaller_than_contained',
  'without_number',
  'overlaps_larger_total',
  'inside_larger_total',
  'part_of_counted',
  'reaches_outside',
  'remainder_spread',
  'revised_down',
  'latest_state',
  'not_the_latest_state',
  'state_is_asked',
  'states_are_not_counted',
  'forecasts_never_count',
] as const;
export type TotalReason = (typeof totalReasons)[number];

/** A total, snapshot or forecast: whether it counts, why, and what it was set against. */
export interface ExplainedTotal extends ExplainedItem {
  readonly counted: boolean;
  readonly reason: TotalReason;
  /** What is counted inside its period and area without it; absent where nothing was compared. */
  readonly contains?: {
    readonly sum: Range;
    readonly incidents: readonly string[];
    readonly reports: readonly ReportId[];
  };
}

/** A sum before rounding, and its parts. */
export interface ExplainedSum {
  readonly sum: Range;
  readonly parts: readonly ExplainedPart[];
}

/** An answer and how it came about. Sums are before rounding: a low is then rounded down, a high up, a best to the nearest. */
export interface TallyExplanation {
  readonly answer: TallyAnswer;
  readonly itemised: ExplainedSum;
  readonly combined: ExplainedSum;
  readonly derived?: ExplainedSum;
  readonly totals: readonly ExplainedTotal[];
  readonly aside: readonly (ExplainedItem & { readonly reason: AsideReason })[];
}

/** The figures of an incident as known when it was asked: those that count, or those that the policy leaves out. */
export type FiguresOf = (incident: string, leftOut: boolean) => readonly KnownFigure[];

/**
 * Which entries of an explanation are shown, from number `first` on: the parts of `itemised`, of `combined` and of
 * `derived`, the totals, then what was set aside.
 */
export interface EntriesShown {
  readonly first: number;
  readonly count: number;
}

const all_entries: EntriesShown = { first: 0, count: Number.POSITIVE_INFINITY };

export const entryCount = (reckoning: Reckoning): number =>
  listsOf(reckoning).reduce((sum, { length }) => sum + length, 0);

/** The incidents that entries tell of. */
export const incidentsShown = (reckoning: Reckoning, shown: EntriesShown): readonly string[] => {
  const cut = cutter(shown);
  return [...new Set(listsOf(reckoning).flatMap((list) => cut(list).map(({ incident }) => incident)))];
};

const listsOf = ({ itemised, combined, derivation, listed, aside }: Reckoning): readonly (readonly TallyItem[])[] => [
  itemised.parts.map(({ item }) => item),
  combined.parts.map(({ item }) => item),
  derivation?.parts.map(({ item }) => item) ?? [],
  listed,
  aside.map(({ item }) => item),
];

/** Cuts one list after the other to what is shown of them. */
function cutter({ first, count }: EntriesShown): <Entry>(list: readonly Entry[]) => readonly Entry[] {
  let passed = 0;
  return (list) => {
    const [from, to] = [Math.max(first - passed, 0), Math.max(first + count - passed, 0)];
    passed += list.length;
    return list.slice(from, to);
  };
}

/** Explains an answer, or some entries of it. */
export function explainTally(
  reckoning: Reckoning,
  figuresOf: FiguresOf,
  shown: EntriesShown = all_entries,
): TallyExplanation {
  const { itemised, combined, derivation, listed, aside } = reckoning;
  const cut = cutter(shown);
  const counted = listed.length === 0 ? new Set<TallyItem>() : countedItems(combined);
  const explained = (item: TallyItem): ExplainedItem => {
    const one = explainItem(item, figuresOf(item.incident, item.leftOut === true));
    const several = item.accounts?.flatMap((account) => explained(account).accounts);
    return several === undefined ? one : { ...one, accounts: several };
  };
  const sumOf = ({ parts, ...sum }: Counted): ExplainedSum => {
    const rangeIn = rangeAmong(parts);
    return {
      sum: rangeOf({ low: sum.low, best: sum.best, high: sum.high }),
      parts: cut(parts).map((part) => ({
        ...explained(part.item),
        share: part.share,
        bears: part.bears,
        adds: borneBy(part, rangeIn(part)),
        ...(part.remainder === undefined ? {} : { remainder: part.remainder }),
      })),
    };
  };
  return {
    answer: answerOf(reckoning),
    itemised: sumOf(itemised),
    combined: sumOf(combined),
    ...(derivation === undefined ? {} : { derived: sumOf(derivation) }),
    totals: cut(listed).map((item) => ({ ...explained(item), ...explainTotal(item, counted.has(item), reckoning) })),
    aside: cut(aside).map(({ item, reason }) => ({ ...explained(item), reason })),
  };
}

function explainTotal(
  item: TallyItem,
  counted: boolean,
  reckoning: Reckoning,
): Pick<ExplainedTotal, 'counted' | 'reason' | 'contains'> {
  const compared = reckoning.comparisons.get(item)?.contained();
  return {
    counted,
    reason: reasonOf(item, counted, reckoning),
    ...(compared === undefined || compared.parts.length === 0
      ? {}
      : {
          contains: {
            sum: rangeOf({ low: compared.low, best: compared.best, high: compared.high }),
            incidents: [...new Set(compared.parts.map((part) => incidentName(part.item.incident)))].sort(),
            reports: reportsOf(compared.parts),
          },
        }),
  };
}

function reasonOf(item: TallyItem, counted: boolean, { running, comparisons }: Reckoning): TotalReason {
  const isState = stateMeasures.has(item.measure);
  if (item.basis === 'forecast') return 'forecasts_never_count';
  if (item.basis === 'snapshot')
    return counted ? 'latest_state' : goesOnHolding(item) ? 'not_the_latest_state' : 'states_are_not_counted';
  const verdict = comparisons.get(item)?.verdict;
  if (verdict === 'revised_down') return verdict;
  if (!running.has(item)) return counted ? 'remainder_spread' : 'reaches_outside';
  if (verdict === undefined) return isState ? 'state_is_asked' : 'part_of_counted';
  return verdict === 'larger_than_contained' && !counted ? 'inside_larger_total' : verdict;
}

function explainItem(item: TallyItem, figures: readonly KnownFigure[]): ExplainedItem {
  const { incident, measure, group, basis, period, places, reports } = item;
  const key = keyOf({ ...item, group: item.countedAs ?? group, ...anchorOf(places) });
  const same = figures.filter(({ figure }) => keyOf(figure) === key);
  return {
    incident: incidentName(incident),
    measure,
    group: item.countedAs ?? group,
    basis,
    period,
    places,
    reports,
    whole: rangeOf({ low: item.low, best: item.best, high: item.high }),
    accounts: explainAccounts(item, item.isPart === true ? figuresTelling(same, item) : same),
  };
}

function explainAccounts(item: TallyItem, figures: readonly KnownFigure[]): readonly ExplainedAccount[] {
  const accounts = accountsOf(figures);
  const telling = new Set(accounts.map(({ source }) => source.reportId));
  const bestFrom = accounts.find(({ best }) => best !== undefined);
  const inside = figures.filter(({ reportId }) => !telling.has(reportId));
  return [
    ...accounts.map((account) => ({
      ...accountOf(account.source, account),
      gives: rangeEnds.filter((end) => (end === 'best' ? account === bestFrom : givesEnd(account, item, end))),
    })),
    ...inside.map((known) => ({
      ...accountOf(known, known.figure),
      gives: [],
      ...(known.figure.subsetOf === undefined ? {} : { inside: known.figure.subsetOf }),
    })),
  ];
}

const givesEnd = (account: Account, item: TallyItem, end: 'low' | 'high'): boolean =>
  account[end] !== undefined && account[end] === item[end];

const accountOf = (
  { reportId, figure, grade }: KnownFigure,
  { low, best, high, lowExclusive }: Range & { readonly lowExclusive: boolean },
): Omit<ExplainedAccount, 'gives' | 'inside'> => ({
  report: reportId,
  ...rangeOf({ low, best, high }),
  lowExclusive,
  ...(figure.wording === undefined ? {} : { wording: figure.wording }),
  grade: { reliability: grade.reliability, credibility: grade.credibility },
});
