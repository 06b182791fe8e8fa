import { groupBy } from '../group-by.js';
import type { Period } from './figure.js';
import { compareGrades } from '../report/grade.js';
import type { EventId, PlaceId, ReportId } from '../ids.js';
import { type AnchoredFigure, anchorOf, type KnownFigure, placeKey } from './known-figure.js';
import { addRanges, type Range } from './range.js';

/** One report's account: its figures of one measure, group, unit and basis, added up. */
export interface Account extends Range {
  readonly source: KnownFigure;
  readonly figures: readonly KnownFigure[];
  /** `partKey` of each part that it speaks of. */
  readonly keys: ReadonlySet<string>;
  readonly period: Period;
  readonly places: readonly PlaceId[];
  readonly lowExclusive: boolean;
  readonly partOf: readonly ReportId[];
}

/** The accounts that count, best graded first: what is a part of another report of the incident is inside that one. */
export function accountsOf(figures: readonly KnownFigure[]): readonly Account[] {
  const tellers = new Set(figures.map(({ reportId }) => reportId));
  const wholes = figures.filter(({ figure }) => figure.subsetOf === undefined || !tellers.has(figure.subsetOf));
  return [...groupBy(wholes.length > 0 ? wholes : figures, ({ reportId }) => reportId).values()]
    .map(accountOf)
    .sort((a, b) => byStanding(a.source, b.source));
}

/** Better grade first, then later known, then the greater event id. */
export const byStanding = (a: KnownFigure, b: KnownFigure): number =>
  compareGrades(a.grade, b.grade) || saidMs(b) - saidMs(a) || (wordsEventId(a) < wordsEventId(b) ? 1 : -1);

const saidMs = ({ restores, versionFromMs, knownFromMs }: KnownFigure): number =>
  restores?.knownFromMs ?? versionFromMs ?? knownFromMs;

const wordsEventId = ({ restores, eventId }: KnownFigure): EventId => restores?.eventId ?? eventId;

/** An account is the same at every known time at which its figures are: an incident of many is counted many times. */
const remembered = new WeakMap<KnownFigure, Account>();

function accountOf(figures: readonly KnownFigure[]): Account {
  const [source] = figures as [KnownFigure];
  const known = remembered.get(source);
  if (known?.figures.length === figures.length && figures.every((one, index) => one === known.figures[index]))
    return known;
  const parts = figures.map(({ figure }) => figure);
  const account: Account = {
    source,
    figures,
    keys: new Set(parts.map(partKey)),
    ...addRanges(parts),
    period: hullOf(parts.map(({ period }) => period)),
    places: parts.flatMap(({ place, amongPlaces = [] }) => place ?? amongPlaces),
    lowExclusive: parts.some(({ lowExclusive }) => lowExclusive),
    partOf: parts.flatMap(({ subsetOf }) => subsetOf ?? []),
  };
  remembered.set(source, account);
  return account;
}

/** From the first day of any period to the last; where one does not say, neither does the whole. */
export function hullOf(periods: readonly Period[]): Period {
  const from = periods.map((period) => period.from ?? '').sort()[0];
  const tos = periods.map((period) => period.to ?? '').sort();
  const to = tos.includes('') ? undefined : tos.at(-1);
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/** Equal for figures about the same place and days. */
export const partKey = ({ period, ...anchor }: Pick<AnchoredFigure, 'place' | 'amongPlaces' | 'period'>): string =>
  [placeKey(anchor), period.from, period.to].join(' ');

/** The parts that the accounts of one incident are compared by. */
export interface AccountParts {
  /** `partKey` of each part, sorted. */
  readonly keys: readonly string[];
  /** True when every account speaks of these parts alone: then they add up to the incident. */
  readonly addUp: boolean;
}

/**
 * The parts of an incident: those of the account that speaks of every place and period that any of them speaks of. Where
 * there is none such, those of the accounts that tell several places apart, or of the best one where they tell of several
 * days; the incident as a whole is then compared account by account. Undefined where no account tells several parts.
 */
export function partsAmong(accounts: readonly Account[]): AccountParts | undefined {
  const told = accounts.map(({ keys }) => keys);
  const several = told.filter(({ size }) => size > 1);
  if (several.length === 0) return undefined;
  const all = new Set(told.flatMap((keys) => [...keys]));
  const whole = several.find(({ size }) => size === all.size);
  const keys = whole ?? togetherOf(accounts, several) ?? several[0];
  return keys === undefined ? undefined : { keys: [...keys].sort(), addUp: whole !== undefined };
}

/** All places told apart, where all of it is of the same days: days must add up, and accounts of other days do not. */
function togetherOf(
  accounts: readonly Account[],
  several: readonly ReadonlySet<string>[],
): ReadonlySet<string> | undefined {
  const keys = new Set(several.flatMap((told) => [...told]));
  const figures = accounts.flatMap((account) => account.figures).filter(({ figure }) => keys.has(partKey(figure)));
  const days = new Set(figures.map(({ figure: { period } }) => [period.from, period.to].join(' ')));
  return several.length > 1 && days.size === 1 ? keys : undefined;
}

/** The figures that a part of an item was made of, among all figures of the item. */
export function figuresTelling(
  figures: readonly KnownFigure[],
  { places, period }: { readonly places: readonly PlaceId[]; readonly period: Period },
): readonly KnownFigure[] {
  const accounts = accountsOf(figures);
  const found = partsAmong(accounts);
  const key = partKey({ period, ...anchorOf(places) });
  return found === undefined ? figures : figuresOfPart(figures, accounts, found, key);
}

/** The figures about one part: those of accounts that speak of these parts alone, and what is inside them. */
export function figuresOfPart(
  figures: readonly KnownFigure[],
  accounts: readonly Account[],
  { keys }: AccountParts,
  key: string,
): readonly KnownFigure[] {
  const all = new Set(keys);
  const counted = accounts
    .filter((account) => account.figures.every(({ figure }) => all.has(partKey(figure))))
    .flatMap((account) => account.figures.filter(({ figure }) => partKey(figure) === key));
  const tellers = new Set(counted.map(({ reportId }) => reportId));
  const outer = new Set(accounts.flatMap((account) => account.figures));
  const inside = figures.filter(
    (known) =>
      known.figure.subsetOf !== undefined &&
      tellers.has(known.figure.subsetOf) &&
      partKey(known.figure) === key &&
      !outer.has(known),
  );
  return [...counted, ...inside];
}

/** The reports that give these figures, each once, sorted. */
export const reportsTelling = (figures: readonly KnownFigure[]): readonly ReportId[] =>
  [...new Set(figures.map(({ reportId }) => reportId))].sort();
