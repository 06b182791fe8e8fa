import { type EditionScope, reportSummaries, type ReportSummary } from '#read-models/queries';
import { type ContradictionKind, type Difference, type DifferingAccount, type Settlement, toInstant } from '#situation';
import { summariesOf } from '../reading/report-summary.dto.js';
import type { ContradictionDto } from './contradiction.dto.js';

/** A contradiction as a rule found it; its key is unique among those of its source, and orders them. */
export interface FoundContradiction {
  readonly key: string;
  readonly kind: ContradictionKind;
  readonly differ: Difference;
  readonly reports: readonly string[];
  readonly knownFromMs: number;
  readonly settledBy?: Settlement | undefined;
}

/** Reads the contradictions of one source behind a key, in order of their keys, at most about `limit` of them. */
export type ContradictionSource = (page: {
  readonly limit: number;
  readonly after: string | undefined;
}) => Promise<{ readonly found: readonly FoundContradiction[]; /** Absent at the end. */ readonly next?: string }>;

/** Returns these contradictions as they are answered, with the reports as they read at that time. */
export async function contradictionAnswers(
  scope: EditionScope,
  found: readonly FoundContradiction[],
  knownAtMs: number,
): Promise<readonly ContradictionDto[]> {
  const named = found.flatMap(({ reports, settledBy }) => [...reports, ...(settledBy?.reports ?? [])]);
  const summaries = await reportSummaries(scope, [...new Set(named)], knownAtMs);
  return found.map(({ kind, differ: { on, about, accounts }, reports, knownFromMs, settledBy }) => ({
    kind,
    reports: summariesOf(reports, summaries),
    about,
    differ: { on, accounts: inOrderOf(summariesOf(reports, summaries), accounts) },
    state: settledBy === undefined ? 'open' : 'settled',
    settledBy:
      settledBy === undefined
        ? null
        : {
            by: settledBy.by,
            id: settledBy.id,
            at: toInstant(settledBy.atMs),
            reports: summariesOf(settledBy.reports, summaries),
          },
    knownFrom: toInstant(knownFromMs),
  }));
}

/** Accounts in the order in which their first reports stand. */
const inOrderOf = (
  reports: readonly ReportSummary[],
  accounts: readonly DifferingAccount[],
): readonly DifferingAccount[] => {
  const placeOf = (account: DifferingAccount) => reports.findIndex(({ id }) => account.reports.includes(id));
  return [...accounts].sort((a, b) => placeOf(a) - placeOf(b));
};
