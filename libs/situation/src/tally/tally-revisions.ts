import { foldIdentity } from '../gazetteer/fold-identity.js';
import { groupBy } from '../group-by.js';
import type { ReportId } from '../ids.js';
import type { KnownFigure } from './known-figure.js';
import { leastOfAccount } from './range.js';
import type { Account } from './tally-accounts.js';

/** When each report first gave a figure. */
export type FirstTold = ReadonlyMap<ReportId, number>;

/** A report's versions are one report: a correction does not make its figure any younger. */
export function firstTold(everReported: readonly KnownFigure[]): FirstTold {
  const first = new Map<ReportId, number>();
  for (const { reportId, knownFromMs, firstToldMs = knownFromMs } of everReported)
    first.set(reportId, Math.min(first.get(reportId) ?? firstToldMs, firstToldMs));
  return first;
}

export const toldOf = ({ source }: Account, firstToldMs: FirstTold): number =>
  firstToldMs.get(source.reportId) ?? source.knownFromMs;

/** The accounts of a running total without those in whose place their origin told a lower one later. */
export function standingAccounts(accounts: readonly Account[], firstToldMs: FirstTold): readonly Account[] {
  const named = accounts.filter(({ source }) => source.origin !== undefined);
  const revised = new Set<Account>();
  for (const series of groupBy(named, ({ source }) => foldIdentity(source.origin ?? '')).values()) {
    const latestFirst = series
      .map((account) => ({ account, toldMs: toldOf(account, firstToldMs), amount: leastOfAccount(account) }))
      .sort((a, b) => b.toldMs - a.toldMs);
    let [least, leastLater, laterMs] = [Infinity, Infinity, Infinity];
    for (const { account, toldMs, amount = Infinity } of latestFirst) {
      if (toldMs < laterMs) [leastLater, laterMs] = [least, toldMs];
      if (amount !== Infinity && amount > leastLater) revised.add(account);
      least = Math.min(least, amount);
    }
  }
  return revised.size === 0 ? accounts : accounts.filter((account) => !revised.has(account));
}
