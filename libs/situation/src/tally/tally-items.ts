import { above, addRanges, type Bounds, isAboveWhole, rangeOf } from './range.js';
import {
  type Account,
  type AccountParts,
  accountsOf,
  figuresOfPart,
  reportsTelling,
  hullOf,
  partsAmong,
} from './tally-accounts.js';
import { boundsOf, isExclusiveLow } from './tally-bounds.js';
import { CoveredFigures } from './covered-figures.js';
import { keyOf } from './item-key.js';
import { StandingFigures } from './standing-figures.js';
import { type CountedItem, withoutReports } from './counted-item.js';
import { groupBy } from '../group-by.js';
import type { ItemPart, TallyFlag, TallyItem } from './tally-item.js';
import { type FirstTold, firstTold, standingAccounts, toldOf } from './tally-revisions.js';
import type { Stretch } from '../history/stretches.js';
import type { KnownFigure } from './known-figure.js';
import type { Involvement } from '../report/report.js';
import { beginning_of_time_ms, end_of_time_ms } from '../time/time.js';

export * from './tally-item.js';

/** A row of the read model: an item and the known times over which it reads so. */
export interface TallySpan {
  /** `keyOf` its figures. */
  readonly key: string;
  readonly known: Stretch;
  readonly item: CountedItem;
  /** From this known time on what is stored of the item holds. */
  readonly asStoredFromMs?: number;
}

/**
 * The items of one incident over known time, from the set of its figures alone. Of known time from `sinceMs` on only:
 * then of figures those suffice that reach or follow it, and a span that begins before it tells where the one that stood then ends, but not where that began. `changed`, if given, has
 * all figures that are stored or come to be and not both: then what is stored serves from where on it cannot differ.
 */
export function tallyHistory(
  incident: string,
  figures: readonly KnownFigure[],
  sinceMs: number = beginning_of_time_ms,
  changed?: readonly KnownFigure[],
): readonly TallySpan[] {
  const byKey = groupBy(figures, ({ figure }) => keyOf(figure));
  const changedOf = changed && groupBy(changed, ({ figure }) => keyOf(figure));
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, same]) => {
      const covered = changedOf && new CoveredFigures(same, changedOf.get(key) ?? []);
      return itemHistory(incident, same, sinceMs, covered).map((span) => ({ key, ...span }));
    });
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

/** The item that these figures make, which have one key and all stand at one known time. */
export const itemKnown = (incident: string, standing: readonly KnownFigure[]): TallyItem | undefined =>
  resolveItem(incident, standing, firstTold(standing));

function itemHistory(
  incident: string,
  figures: readonly KnownFigure[],
  sinceMs: number,
  covered?: CoveredFigures,
): readonly Omit<TallySpan, 'key'>[] {
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
  const standing = new StandingFigures(figures);
  const spans: Omit<TallySpan, 'key'>[] = [];
  let [lastText, lookAt] = ['', 0];
  for (const [index, fromMs] of starts.entries()) {
    const toMs = starts[index + 1] ?? end_of_time_ms;
    const atMs = fromMs < sinceMs ? Math.min(toMs, sinceMs) - 1 : fromMs;
    const resolved = resolveItem(incident, standing.decisiveAt(atMs), firstToldMs);
    const last = spans.at(-1);
    if (resolved === undefined) continue;
    const item = withoutReports(resolved);
    const text = JSON.stringify(item);
    if (last?.known.toMs === fromMs && lastText === text)
      spans[spans.length - 1] = { item, known: { fromMs: last.known.fromMs, toMs } };
    else spans.push({ item, known: { fromMs, toMs } });
    lastText = text;
    if (covered === undefined || index < lookAt || fromMs < sinceMs || toMs === end_of_time_ms) continue;
    if (covered.isQuietFrom(fromMs)) return endingAsStored(spans, fromMs);
    lookAt = 2 * index;
  }
  return spans;
}

/** Spans of which the last ends as what is stored says, which follows. */
const endingAsStored = (
  spans: readonly Omit<TallySpan, 'key'>[],
  asStoredFromMs: number,
): readonly Omit<TallySpan, 'key'>[] =>
  spans.map((span, index) => (index === spans.length - 1 ? { ...span, asStoredFromMs } : span));

/**
 * Counts the reports of one incident once (design §6). Its accounts are compared part by part where they speak of the
 * same places and days, else as wholes; then what one of them tells apart stands beside the whole.
 */
function resolveItem(incident: string, figures: readonly KnownFigure[], firstToldMs: FirstTold): TallyItem | undefined {
  const [first] = figures;
  if (first === undefined) return undefined;
  const { measure, group, unit, basis } = first.figure;
  const told = accountsOf(figures);
  const accounts = basis === 'cumulative' ? standingAccounts(told, firstToldMs) : told;
  const resolved = resolveAccounts(accounts, figures, firstToldMs);
  const isRevised = accounts.length < told.length;
  const whole = isRevised ? { ...resolved, flags: [...resolved.flags, 'revised_down' as const] } : resolved;
  const found = basis === 'incremental' ? partsAmong(accounts) : undefined;
  const origin = basis === 'cumulative' ? accounts[0]?.source.origin : undefined;
  const known = {
    incident,
    measure,
    group,
    unit,
    basis,
    actors: involvedIn(figures.map(({ actors }) => actors)),
    ...(origin === undefined ? {} : { origin }),
  };
  return { ...known, ...(found === undefined ? whole : withParts(whole, found, accounts, figures, firstToldMs)) };
}

/** Bounds that contain every account, and the best of the best-graded, then latest, account that gives one. */
function resolveAccounts(
  accounts: readonly Account[],
  figures: readonly KnownFigure[],
  firstToldMs: FirstTold,
): ItemPart {
  const [leading] = accounts as [Account];
  const { isDisjoint, ...bounds } = boundsOf(accounts);
  return {
    ...rangeOf(bounds),
    places: [...new Set(accounts.flatMap(({ places }) => places))].sort(),
    period: leading.period,
    overnight: leading.source.overnight,
    lowExclusive: isExclusiveLow(bounds.low, accounts),
    flags: [
      ...(isDisjoint ? (['disjoint_accounts'] as const) : []),
      ...flagsOf(accounts, bounds),
      ...(hasPartAboveWhole(figures, accounts) ? (['part_above_whole'] as const) : []),
    ],
    reports: reportsTelling(figures),
    grade: { reliability: leading.source.grade.reliability, credibility: leading.source.grade.credibility },
    toldMs: toldOf(leading, firstToldMs),
    partOf: accounts.every(({ partOf }) => partOf.length > 0)
      ? [...new Set(accounts.flatMap(({ partOf }) => partOf))].sort()
      : [],
  };
}

/** The item with its parts; its days reach over all of them. Parts that add up make its numbers. */
function withParts(
  whole: ItemPart,
  found: AccountParts,
  accounts: readonly Account[],
  figures: readonly KnownFigure[],
  firstToldMs: FirstTold,
): Omit<TallyItem, 'incident' | 'measure' | 'group' | 'unit' | 'basis' | 'actors' | 'origin'> {
  const parts = found.keys.map((key) => {
    const about = figuresOfPart(figures, accounts, found, key);
    return resolveAccounts(accountsOf(about), about, firstToldMs);
  });
  const { low: _low, best: _best, high: _high, ...rest } = whole;
  const period = hullOf([whole.period, ...parts.map((part) => part.period)]);
  if (!found.addUp) return { ...whole, period, parts: { parts, addUp: false } };
  return {
    ...rest,
    ...addRanges(parts),
    period,
    parts: { parts, addUp: true },
    lowExclusive: parts.some(({ lowExclusive }) => lowExclusive),
    flags: [...new Set(parts.flatMap(({ flags }) => flags))].sort(),
  };
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
function hasPartAboveWhole(figures: readonly KnownFigure[], accounts: readonly Account[]): boolean {
  const wholes = new Map(accounts.map((account) => [account.source.reportId, account]));
  return figures.some(({ figure: part, reportId }) => {
    const whole = part.subsetOf === reportId ? undefined : wholes.get(part.subsetOf ?? '');
    return whole !== undefined && isAboveWhole(part, whole);
  });
}

/** The actors of all reports, each in each of its roles once. */
function involvedIn(reports: readonly (readonly Involvement[])[]): readonly Involvement[] {
  const involved = new Map(reports.flatMap((actors) => actors.map((one) => [`${one.role} ${one.actor}`, one])));
  return [...involved].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Who takes part in the incident of a count: by the reports that count, and by any other report of it. */
export function involvedInIncident(
  { incident, actors }: Pick<TallyItem, 'incident' | 'actors'>,
  ofIncidents: ReadonlyMap<string, readonly Involvement[]>,
): readonly Involvement[] {
  const others = ofIncidents.get(incident);
  return others === undefined ? actors : involvedIn([actors, others]);
}
