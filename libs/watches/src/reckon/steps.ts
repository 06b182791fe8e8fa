import { draftFactsAbout, factsAbout } from '#read-models';
import { type EditionScope, momentsAbout, type StatementMoment } from '#read-models/queries';
import {
  type DraftFact,
  end_of_time_ms,
  groupBy,
  isDecision,
  type ReportId,
  type ReportVersion,
  reportVersions,
  type SettledFact,
  settledWithout,
} from '#situation';
import type { Cause } from '../domain/change.js';
import type { NewEvents } from './new-events.js';

/** One event about one report: what it says, and the versions of the report without it and with it. */
export interface Step {
  readonly cause: Cause;
  readonly reportId: ReportId;
  /** What the event says; of an approval the report that it makes of a draft. */
  readonly moment: StatementMoment;
  readonly before: readonly ReportVersion[];
  readonly after: readonly ReportVersion[];
}

/**
 * Returns the steps in the order of the log, each from what all events before it come to. An edition is a function of the set
 * of its facts, so what it said before an event is what its facts without that event and later ones come to. The steps
 * are the same however the log is divided into looks.
 */
export async function stepsOf(scope: EditionScope, { causesOf }: NewEvents): Promise<readonly Step[]> {
  const reportIds = [...causesOf.keys()];
  const factsOf = groupBy(await factsAbout(scope, reportIds), ({ reportId }) => reportId);
  const draftsOf = groupBy(await draftFactsAbout(scope, reportIds), ({ reportId }) => reportId);
  const momentsOf = new Map<ReportId, StatementMoment[]>(reportIds.map((id) => [id, []]));
  for (const moment of await momentsAbout(scope, reportIds))
    for (const id of moment.reportIds) momentsOf.get(id)?.push(moment);
  const steps = [...causesOf].flatMap(([reportId, causes]) => {
    const facts = (factsOf.get(reportId) ?? []).filter(({ inSlice }) => inSlice);
    const drafts = draftsOf.get(reportId) ?? [];
    return stepsOfReport({ reportId, causes, facts, drafts, moments: momentsOf.get(reportId) ?? [] });
  });
  return steps.sort((a, b) => inLogOrder(a.cause, b.cause));
}

/** Of one partition in the order of the log; of several as they were recorded. */
const inLogOrder = (a: Cause, b: Cause): number =>
  a.recordedAtMs - b.recordedAtMs || a.partition - b.partition || Number(a.offset - b.offset);

interface ReportInLog {
  readonly reportId: ReportId;
  readonly causes: readonly Cause[];
  readonly facts: readonly SettledFact[];
  readonly drafts: readonly DraftFact[];
  readonly moments: readonly StatementMoment[];
}

function stepsOfReport({ reportId, causes, facts, drafts, moments }: ReportInLog): readonly Step[] {
  const excluded = new Set(causes.map(({ id }) => id));
  const versions = (): readonly ReportVersion[] => {
    const isIncluded = ({ eventId }: { readonly eventId: string }): boolean => !excluded.has(eventId);
    const settled = settledWithout(facts, drafts, isIncluded);
    return reportVersions(settled, [
      ...settled,
      ...moments.filter((moment) => isDecision(moment) && isIncluded(moment)),
    ]);
  };
  let before = versions();
  return [...causes].sort(inLogOrder).flatMap((cause) => {
    // A repetition of an event that came before changes nothing.
    if (!excluded.delete(cause.id)) return [];
    const isReview = drafts.some(({ eventId }) => eventId === cause.id);
    const moment =
      moments.find(({ eventId }) => eventId === cause.id) ??
      (isReview ? moments.find(({ kind }) => kind === 'reported') : undefined);
    if (moment === undefined) return [];
    const step = { cause, reportId, moment, before, after: versions() };
    before = step.after;
    return [step];
  });
}

/** The version that stands now; undefined of a report that is not there or counts for nothing. */
export const standing = (versions: readonly ReportVersion[]): ReportVersion | undefined =>
  versions.findLast(({ knownToMs }) => knownToMs === end_of_time_ms);
