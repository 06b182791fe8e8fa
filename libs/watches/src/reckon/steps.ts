import { factsAbout } from '#read-models';
import { type EditionScope, momentsAbout, type StatementMoment } from '#read-models/queries';
import {
  end_of_time_ms,
  groupBy,
  type ReportFact,
  type ReportId,
  type ReportVersion,
  reportVersions,
} from '#situation';
import type { Cause } from '../domain/change.js';
import type { NewEvents } from './new-events.js';

/** One event about one report: what it says, and the versions of the report without it and with it. */
export interface Step {
  readonly cause: Cause;
  readonly reportId: ReportId;
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
  const momentsOf = new Map<ReportId, StatementMoment[]>(reportIds.map((id) => [id, []]));
  for (const moment of await momentsAbout(scope, reportIds))
    for (const id of moment.reportIds) momentsOf.get(id)?.push(moment);
  const steps = [...causesOf].flatMap(([reportId, causes]) => {
    const facts = (factsOf.get(reportId) ?? []).filter(({ inSlice }) => inSlice);
    return stepsOfReport({ reportId, causes, facts, moments: momentsOf.get(reportId) ?? [] });
  });
  return steps.sort((a, b) => inLogOrder(a.cause, b.cause));
}

/** Of one partition in the order of the log; of several as they were recorded. */
const inLogOrder = (a: Cause, b: Cause): number =>
  a.recordedAtMs - b.recordedAtMs || a.partition - b.partition || Number(a.offset - b.offset);

interface ReportInLog {
  readonly reportId: ReportId;
  readonly causes: readonly Cause[];
  readonly facts: readonly ReportFact[];
  readonly moments: readonly StatementMoment[];
}

function stepsOfReport({ reportId, causes, facts, moments }: ReportInLog): readonly Step[] {
  const excluded = new Set(causes.map(({ id }) => id));
  const versions = (): readonly ReportVersion[] => {
    const isIncluded = ({ eventId }: { readonly eventId: string }): boolean => !excluded.has(eventId);
    return reportVersions(facts.filter(isIncluded), moments.filter(isIncluded));
  };
  let before = versions();
  return [...causes].sort(inLogOrder).flatMap((cause) => {
    const moment = moments.find(({ eventId }) => eventId === cause.id);
    // A repetition of an event that came before changes nothing.
    if (moment === undefined || !excluded.delete(cause.id)) return [];
    const step = { cause, reportId, moment, before, after: versions() };
    before = step.after;
    return [step];
  });
}

/** The version that stands now; undefined of a report that is not there or counts for nothing. */
export const standing = (versions: readonly ReportVersion[]): ReportVersion | undefined =>
  versions.findLast(({ knownToMs }) => knownToMs === end_of_time_ms);
