import { above, addRanges, type Bounds, floorOf, isAboveWhole, type Range, rangeOf } from './range.js';
import { boundsOf } from './tally-bounds.js';
import { groupBy } from './group-by.js';
import type { Stretch } from './stretches.js';
import type { Figure, FigureBasis, Period } from './figure.js';
import { compareGrades, type Grade } from './grade.js';
import type { EventId, PlaceId, ReportId } from './ids.js';
import type { RestoredVersion } from './report-versions.js';
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
  /** Of a reinstated report: the version it is again, which it stands as. */
  readonly restores?: RestoredVersion;
  /** It happened within less than 24 hours across a midnight: its count belongs whole to its last day. */
  readonly overnight: boolean;
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
  'part_above_whole',
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
  /** Who takes part, by any report of the incident that gives a figure; each once, in order of role and actor. */
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
 * Counts the reports of one incident once: bounds that contain every account, the best of the best-graded, then latest,
 * account that gives one (design §6). A report's part of another report of the same incident is inside it.
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
  const { isDisjoint, ...bounds } = boundsOf(accounts);
  const { low } = bounds;
  const { measure, group, unit, basis } = leading.source.figure;
  return {
    ...{ incident, measure, group, unit, basis, ...rangeOf(bounds) },
    places: [...new Set(accounts.flatMap(({ places }) => places))].sort(),
    period: leading.period,
    overnight: leading.source.overnight,
    lowExclusive: low !== undefined && accounts.every((a) => floorOf(a) !== low || (a.low === low && a.lowExclusive)),
    flags: [
      ...(isDisjoint ? (['disjoint_accounts'] as const) : []),
      ...flagsOf(accounts, bounds),
      ...(hasPartAboveWhole(figures) ? (['part_above_whole'] as const) : []),
    ],
    reports: [...tellers].sort(),
    actors: actorsOf(figures),
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
  compareGrades(a.grade, b.grade) || saidMs(b) - saidMs(a) || (saidBy(a) < saidBy(b) ? 1 : -1);

const saidMs = ({ restores, versionFromMs, knownFromMs }: KnownFigure): number =>
  restores?.knownFromMs ?? versionFromMs ?? knownFromMs;

const saidBy = ({ restores, eventId }: KnownFigure): EventId => restores?.eventId ?? eventId;

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
  if (ranges.some(({ low, best }) => above(low, best))) flags.push('low_above_best');
  if (ranges.some(({ low, high }) => above(low, high))) flags.push('low_above_high');
  if (ranges.some(({ best, high }) => above(best, high))) flags.push('best_above_high');
  if (accounts.every((a) => a.low === undefined && a.best === undefined && a.high === undefined))
    flags.push('not_published');
  return flags;
}

/** True when a report gives more for its part than another report of the same incident gives for the whole. */
const hasPartAboveWhole = (figures: readonly KnownFigure[]): boolean =>
  figures
    .filter(({ figure, reportId }) => figure.subsetOf !== undefined && figure.subsetOf !== reportId)
    .some(({ figure: part }) =>
      figures.some((whole) => whole.reportId === part.subsetOf && isAboveWhole(part, whole.figure)),
    );

/** The actors of all reports, each in each of its roles once. */
function actorsOf(figures: readonly KnownFigure[]): readonly Involvement[] {
  const involved = new Map(figures.flatMap(({ actors }) => actors.map((one) => [`${one.role} ${one.actor}`, one])));
  return [...involved].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
