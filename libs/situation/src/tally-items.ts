import { groupBy } from './group-by.js';
import type { Stretch } from './stretches.js';
import type { Figure, FigureBasis, Period } from './figure.js';
import { compareGrades, type Grade } from './grade.js';
import type { EventId, PlaceId, ReportId } from './ids.js';
import type { Involvement } from './report.js';
import type { Measure, Unit } from './measures.js';
import { beginning_of_time_ms, end_of_time_ms } from './time.js';

/** A figure of one version of a report, and over which known times that version stood. */
export interface KnownFigure {
  readonly figure: Figure;
  readonly reportId: ReportId;
  readonly eventId: EventId;
  readonly grade: Grade;
  /** Who takes part in what the report tells. */
  readonly actors: readonly Involvement[];
  readonly knownFromMs: number;
  readonly knownToMs: number;
  /** When the version was made known, where a link has it belong to this incident only from later on. */
  readonly versionFromMs?: number;
  /** It happened within less than 24 hours across a midnight: its count belongs whole to its last day. */
  readonly overnight: boolean;
}

/** A range as reported. Absent means not given: never zero, never infinite. */
export interface Range {
  readonly low?: number;
  readonly best?: number;
  readonly high?: number;
}

/** What makes a reader look twice. Flags never change a number. */
export const tallyFlags = [
  'disjoint_accounts',
  'low_above_best',
  'low_above_high',
  'best_above_high',
  'not_published',
  'prorated',
  'undated_left_out',
  'part_left_out',
  'overlapping_totals',
  'total_reaches_outside',
  'partly_outside',
  'several_places',
  'from_before_window',
  'derived',
  'order_assumed',
  'summed',
  'sum_incomplete',
  'parts_summed',
  'left_out_by_policy',
] as const;
export type TallyFlag = (typeof tallyFlags)[number];

/** What the reports of one incident come to, for one measure and group: counted once. */
export interface TallyItem extends Range {
  /** The incident, or the single report. */
  readonly incident: string;
  readonly measure: Measure;
  readonly group: string;
  readonly unit: Unit;
  readonly basis: FigureBasis;
  readonly places: readonly PlaceId[];
  readonly period: Period;
  readonly overnight: boolean;
  readonly lowExclusive: boolean;
  readonly flags: readonly TallyFlag[];
  readonly reports: readonly ReportId[];
  /** Who takes part, by the leading report: the best graded, then latest. */
  readonly actors: readonly Involvement[];
  /** The leading report's grade, and when that report first gave the figure. */
  readonly grade: Pick<Grade, 'reliability' | 'credibility'>;
  readonly toldMs: number;
  /** Reports of other incidents whose figure contains this one. */
  readonly partOf: readonly ReportId[];
  /** True of what the policy of a question sets aside: it is told of and never counted. No row of a read model is. */
  readonly leftOut?: true;
}

/** A row of the read model: an item and the known times over which it reads so. */
export interface TallySpan {
  readonly known: Stretch;
  readonly item: TallyItem;
}

/** One report's account: its figures of one measure, group, unit and basis, added up. */
export interface Account extends Range {
  readonly source: KnownFigure;
  readonly period: Period;
  readonly places: readonly PlaceId[];
  readonly lowExclusive: boolean;
  readonly partOf: readonly ReportId[];
}

/** What the figures of one item know it by. Figures with the same key, in one incident, make one item. */
export type ItemKey = Pick<Figure, 'measure' | 'group' | 'unit' | 'basis' | 'place' | 'period'>;

/**
 * The items of one incident over known time, from the set of its figures alone. Of known time from `sinceMs` on only:
 * then a span that begins before it tells where the one that stood then ends, but not where that began.
 */
export function tallyHistory(
  incident: string,
  figures: readonly KnownFigure[],
  sinceMs: number = beginning_of_time_ms,
): readonly TallySpan[] {
  const byKey = groupBy(figures, ({ figure }) => keyOf(figure));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, same]) => itemHistory(incident, same, sinceMs));
}

/** The items of one incident as known at one known time, from all figures of it that had been told by then. */
export function itemsKnownAt(
  incident: string,
  figures: readonly KnownFigure[],
  knownAtMs: number,
): readonly TallyItem[] {
  return [...groupBy(figures, ({ figure }) => keyOf(figure)).values()].flatMap((same) => {
    const known = same.filter(({ knownFromMs, knownToMs }) => knownFromMs <= knownAtMs && knownAtMs < knownToMs);
    return resolveItem(incident, known, firstTold(same)) ?? [];
  });
}

/** The key under which figures of one incident are told together. */
export function keyOf({ measure, group, unit, basis, place, period }: ItemKey): string {
  const counted = [measure, group, unit, basis];
  // A running total or a state is of an area and a time: two of them are compared, never added. The count of one
  // incident stays one, wherever and whenever it is said to have been.
  return (basis === 'incremental' ? counted : [...counted, place, period.from, period.to]).join(' ');
}

function itemHistory(incident: string, figures: readonly KnownFigure[], sinceMs: number): readonly TallySpan[] {
  const turns = [...new Set(figures.flatMap(({ knownFromMs, knownToMs }) => [knownFromMs, knownToMs]))];
  const all = turns.filter((ms) => ms !== end_of_time_ms).sort((a, b) => a - b);
  // What stood just before may go on.
  const starts = all.slice(
    Math.max(
      all.findLastIndex((ms) => ms < sinceMs),
      0,
    ),
  );
  const firstToldMs = firstTold(figures);
  const spans: TallySpan[] = [];
  let lastText = '';
  for (const [index, fromMs] of starts.entries()) {
    const toMs = starts[index + 1] ?? end_of_time_ms;
    const item = resolveItem(
      incident,
      figures.filter((known) => known.knownFromMs <= fromMs && fromMs < known.knownToMs),
      firstToldMs,
    );
    const last = spans.at(-1);
    if (item === undefined) continue;
    const text = JSON.stringify(item);
    if (last?.known.toMs === fromMs && lastText === text)
      spans[spans.length - 1] = { item, known: { fromMs: last.known.fromMs, toMs } };
    else spans.push({ item, known: { fromMs, toMs } });
    lastText = text;
  }
  return spans;
}

/**
 * Reports of one incident are counted once: least low, greatest high, the best of the best-graded, then latest, report
 * that gives one (design §6). A report's part of another report of the same incident is inside it.
 */
function resolveItem(
  incident: string,
  figures: readonly KnownFigure[],
  firstToldMs: ReadonlyMap<ReportId, number>,
): TallyItem | undefined {
  const tellers = new Set(figures.map(({ reportId }) => reportId));
  const accounts = accountsOf(figures);
  const leading = accounts[0];
  if (leading === undefined) return undefined;
  const low = least(accounts.map((account) => account.low));
  const best = accounts.find((account) => account.best !== undefined)?.best;
  const high = greatest(accounts.map((account) => account.high));
  const { measure, group, unit, basis } = leading.source.figure;
  return {
    ...{ incident, measure, group, unit, basis, ...rangeOf({ low, best, high }) },
    places: [...new Set(accounts.flatMap(({ places }) => places))].sort(),
    period: leading.period,
    overnight: leading.source.overnight,
    lowExclusive: low !== undefined && accounts.every((a) => a.low !== low || a.lowExclusive),
    flags: flagsOf(accounts, { low, best, high }),
    reports: [...tellers].sort(),
    actors: leading.source.actors,
    grade: { reliability: leading.source.grade.reliability, credibility: leading.source.grade.credibility },
    toldMs: firstToldMs.get(leading.source.reportId) ?? leading.source.knownFromMs,
    partOf: accounts.every(({ partOf }) => partOf.length > 0)
      ? [...new Set(accounts.flatMap(({ partOf }) => partOf))].sort()
      : [],
  };
}

/** The accounts that count, best graded first: what is a part of another report of the incident is inside that one. */
export function accountsOf(figures: readonly KnownFigure[]): readonly Account[] {
  const tellers = new Set(figures.map(({ reportId }) => reportId));
  const wholes = figures.filter(({ figure }) => figure.subsetOf === undefined || !tellers.has(figure.subsetOf));
  return [...groupBy(wholes.length > 0 ? wholes : figures, ({ reportId }) => reportId).values()]
    .map(accountOf)
    .sort((a, b) => byStanding(a.source, b.source));
}

/** A report's versions are one report: a correction does not make its figure any younger. */
function firstTold(everTold: readonly KnownFigure[]): ReadonlyMap<ReportId, number> {
  const first = new Map<ReportId, number>();
  for (const { reportId, knownFromMs } of everTold)
    first.set(reportId, Math.min(first.get(reportId) ?? knownFromMs, knownFromMs));
  return first;
}

/** Better grade first, then later known, then the greater event id. */
const byStanding = (a: KnownFigure, b: KnownFigure): number =>
  compareGrades(a.grade, b.grade) || saidMs(b) - saidMs(a) || (a.eventId < b.eventId ? 1 : -1);

const saidMs = ({ versionFromMs, knownFromMs }: KnownFigure): number => versionFromMs ?? knownFromMs;

function accountOf(figures: readonly KnownFigure[]): Account {
  const [source] = figures as [KnownFigure];
  const parts = figures.map(({ figure }) => figure);
  return {
    source,
    ...addRanges(parts),
    period: periodOf(parts),
    places: parts.flatMap(({ place }) => place ?? []),
    lowExclusive: parts.some(({ lowExclusive }) => lowExclusive),
    partOf: parts.flatMap(({ subsetOf }) => subsetOf ?? []),
  };
}

/** From the first day of any figure to the last; where one does not say, neither does the whole. */
function periodOf(figures: readonly Figure[]): Period {
  const from = figures.map(({ period }) => period.from ?? '').sort()[0];
  const tos = figures.map(({ period }) => period.to ?? '').sort();
  const to = tos.includes('') ? undefined : tos.at(-1);
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function flagsOf(accounts: readonly Account[], item: Bounds): readonly TallyFlag[] {
  const ranges: readonly Bounds[] = [...accounts.map(({ low, best, high }) => ({ low, best, high })), item];
  const flags: TallyFlag[] = [];
  if (areDisjoint(accounts)) flags.push('disjoint_accounts');
  if (ranges.some(({ low, best }) => above(low, best))) flags.push('low_above_best');
  if (ranges.some(({ low, high }) => above(low, high))) flags.push('low_above_high');
  if (ranges.some(({ best, high }) => above(best, high))) flags.push('best_above_high');
  if (accounts.every((a) => a.low === undefined && a.best === undefined && a.high === undefined))
    flags.push('not_published');
  return flags;
}

/** True when the low of one account is above the high of another one. */
function areDisjoint(accounts: readonly Account[]): boolean {
  const byHigh = accounts.filter(({ high }) => high !== undefined).sort((a, b) => (a.high ?? 0) - (b.high ?? 0));
  const [least, next] = byHigh;
  return accounts.some((account) => above(account.low, (account === least ? next : least)?.high));
}

/** True when both are given and `a` is the greater. */
const above = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && a > b;

/** Adds ranges. A low not given adds nothing to the floor; one best or high not given leaves the sum without. */
export function addRanges(ranges: readonly Range[]): Range {
  const lows = given(ranges.map(({ low }) => low));
  const whole = (values: readonly (number | undefined)[]): number | undefined =>
    values.length === 0 || values.includes(undefined) ? undefined : sum(given(values));
  return rangeOf({
    low: lows.length === 0 ? undefined : sum(lows),
    best: whole(ranges.map(({ best }) => best)),
    high: whole(ranges.map(({ high }) => high)),
  });
}

/** The smallest first: fractions added in another order would give another sum. */
const sum = (values: readonly number[]): number => [...values].sort((a, b) => a - b).reduce((a, b) => a + b, 0);

type Bounds = Record<'low' | 'best' | 'high', number | undefined>;

/** A range with what is not given left out. */
export const rangeOf = ({ low, best, high }: Bounds): Range => ({
  ...(low === undefined ? {} : { low }),
  ...(best === undefined ? {} : { best }),
  ...(high === undefined ? {} : { high }),
});

const given = (values: readonly (number | undefined)[]): readonly number[] => values.flatMap((value) => value ?? []);
const least = (values: readonly (number | undefined)[]): number | undefined =>
  given(values).length === 0 ? undefined : Math.min(...given(values));
const greatest = (values: readonly (number | undefined)[]): number | undefined =>
  given(values).length === 0 ? undefined : Math.max(...given(values));
