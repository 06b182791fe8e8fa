import { leastOf } from '../extremes.js';
import type { ConditionAxis } from '../condition/condition-claim.js';
import type { KnownCondition } from '../condition/condition-evidence.js';
import { type CodedAccount, codedControl, codedCount, figureWords } from './coded-account.js';
import type { DifferingAccount, Difference, Settlement, SidesOnDay } from './contradictions.js';
import type { KnownClaim } from '../control/control-evidence.js';
import { groupBy } from '../group-by.js';
import type { ActorId, PlaceId, ReportId } from '../ids.js';
import type { KnownFigure } from '../tally/known-figure.js';
import { dayWritten, isDay } from '../time/time.js';

/** A stretch of valid time over which a place is contested, or an axis of a thing disputed, as known at one known time. */
export interface DisputedStretch {
  readonly place: PlaceId;
  /** Of a thing; undefined of control. */
  readonly axis?: ConditionAxis;
  readonly fromMs: number;
  readonly toMs: number;
  readonly reports: readonly ReportId[];
  /** The reports of the answer that follows; undefined where none does, or where it is no other answer. */
  readonly followedBy?: readonly ReportId[];
}

/** A contradiction that the rules find. */
export interface ComputedContradiction {
  readonly differ: Difference;
  readonly reports: readonly ReportId[];
  readonly fromMs: number;
  readonly knownFromMs: number;
  readonly settledBy?: Settlement;
}

/** One report's word on what accounts differ on. */
interface Account {
  /** Equal where two accounts agree. */
  readonly position: string;
  readonly says: string;
  readonly coded: CodedAccount;
  readonly reportId: ReportId;
  /** When its report first gave it: a grade, or a correction that repeats it, leaves that as it is. */
  readonly knownFromMs: number;
}

/**
 * Returns the contradictions among accounts of who holds one place: stretches over which it is contested because gains and
 * sightings name different sides, each as of its own day; adjacent ones as one. Fighting alone is none. It is settled by the
 * claims of the answer that follows, and open where none does.
 */
export const contestedAccounts = (
  stretches: readonly DisputedStretch[],
  claims: readonly KnownClaim[],
  sidesOf: SidesOnDay,
): readonly ComputedContradiction[] =>
  contradictionsOver(stretches, claims, 'control', ({ claim }) => {
    const { effect, effective, holders } = claim;
    if (effect === 'contested' || effective === undefined || holders.length === 0) return undefined;
    const position = sidesOf(holders, isDay(effective) ? effective : dayWritten(effective)).join();
    return { position, says: heldWords(holders), coded: codedControl(claim) };
  });

/** Returns the contradictions about one axis of a thing: stretches over which its state is disputed, as above. */
export const disputedStates = (
  stretches: readonly DisputedStretch[],
  claims: readonly KnownCondition[],
): readonly ComputedContradiction[] =>
  contradictionsOver(stretches, claims, 'condition', ({ claim: { state } }) => ({
    position: state,
    says: state,
    coded: { state },
  }));

/**
 * Returns what figures of one count differ on; undefined where fewer than two accounts give different numbers. `ever` has these
 * and what their reports had given of the count before.
 */
export function disjointAccounts(
  figures: readonly KnownFigure[],
  ever: readonly KnownFigure[],
): ComputedContradiction | undefined {
  const nameOf = ({ reportId, figure }: KnownFigure): string => `${reportId} ${figureWords(figure)}`;
  const firstKnown = new Map<string, number>();
  for (const one of ever)
    firstKnown.set(nameOf(one), Math.min(firstKnown.get(nameOf(one)) ?? one.knownFromMs, one.knownFromMs));
  const accounts = figures.map((one): Account => {
    const { figure, reportId, knownFromMs } = one;
    const says = figureWords(figure);
    const firstMs = firstKnown.get(nameOf(one)) ?? knownFromMs;
    return { position: says, says, coded: codedCount(figure), reportId, knownFromMs: firstMs };
  });
  const measure = figures[0]?.figure.measure;
  if (measure === undefined) return undefined;
  return contradictionOf(accounts, { on: 'count', about: { measure } }, Number.NEGATIVE_INFINITY);
}

const heldWords = (holders: readonly ActorId[]): string => `held by ${[...holders].sort().join(' and ')}`;

function contradictionsOver<Claim extends KnownClaim<unknown>>(
  stretches: readonly DisputedStretch[],
  claims: readonly Claim[],
  on: 'control' | 'condition',
  positionOf: (claim: Claim) => Pick<Account, 'position' | 'says' | 'coded'> | undefined,
): readonly ComputedContradiction[] {
  const accountsOf = (reports: readonly ReportId[]): readonly Account[] =>
    claims
      .filter(({ reportId }) => reports.includes(reportId))
      .flatMap((claim) => {
        const position = positionOf(claim);
        return position === undefined
          ? []
          : [{ ...position, reportId: claim.reportId, knownFromMs: claim.reportedAtMs }];
      });
  const differing = stretches.filter(({ reports }) => new Set(accountsOf(reports).map((one) => one.position)).size > 1);
  return joined(differing).flatMap(({ place, fromMs, reports, followedBy }) => {
    const found = contradictionOf(accountsOf(reports), { on, about: { place } }, fromMs);
    if (found === undefined) return [];
    const settledBy = followedBy && settlementBy(followedBy, found.reports, claims);
    return [settledBy === undefined ? found : { ...found, settledBy }];
  });
}

/** Stretches of one place and axis that follow each other without a gap, as one. */
function joined(stretches: readonly DisputedStretch[]): readonly DisputedStretch[] {
  const found: DisputedStretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = found.at(-1);
    if (last?.toMs !== stretch.fromMs) found.push(stretch);
    else {
      const reports = [...new Set([...last.reports, ...stretch.reports])];
      found[found.length - 1] = { ...stretch, fromMs: last.fromMs, reports };
    }
  }
  return found;
}

function contradictionOf(
  accounts: readonly Account[],
  difference: Pick<Difference, 'on' | 'about'>,
  fromMs: number,
): ComputedContradiction | undefined {
  const positions = [...groupBy(accounts, ({ position }) => position)].sort(([a], [b]) => (a < b ? -1 : 1));
  const firstKnown = positions.map(([, same]) => leastOf(same.map(({ knownFromMs }) => knownFromMs)));
  const [, knownFromMs] = firstKnown.sort((a, b) => a - b);
  if (knownFromMs === undefined) return undefined;
  const reports = [...new Set(accounts.map(({ reportId }) => reportId))].sort();
  // A report that contradicts itself is a matter for a correction.
  if (reports.length < 2) return undefined;
  const told = positions.map(([, same]): DifferingAccount => ({
    says: [...new Set(same.map(({ says }) => says))].sort().join(', '),
    coded: [...new Map(same.map(({ coded }) => [JSON.stringify(coded), coded])).values()],
    reports: [...new Set(same.map(({ reportId }) => reportId))].sort(),
  }));
  return { differ: { ...difference, accounts: told }, reports, fromMs, knownFromMs };
}

/** The first to be known of the reports that the following answer rests on, of others than these if there are any. */
function settlementBy(
  followedBy: readonly ReportId[],
  own: readonly ReportId[],
  claims: readonly KnownClaim<unknown>[],
): Settlement | undefined {
  const others = followedBy.filter((report) => !own.includes(report));
  const reports = others.length > 0 ? others : followedBy;
  const [first] = claims
    .filter(({ reportId }) => reports.includes(reportId))
    .sort((a, b) => a.reportedAtMs - b.reportedAtMs || (a.reportId < b.reportId ? -1 : 1));
  return first && { by: 'claim', id: null, reports: [first.reportId], atMs: first.reportedAtMs };
}
