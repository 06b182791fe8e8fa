import {
  type EventId,
  groupBy,
  type IncidentMembership,
  incidentMemberships,
  isInSlice,
  namesVoices,
  type ReportId,
  type ReportVersion,
  reportVersions,
  type SettledFact,
  settledWithout,
  type Slice,
  takenBy,
} from '#situation';
import type { EditionTables } from '../../table/columns.js';
import { registeredVoices } from '../gazetteer/actor-relations.query.js';
import { decisionsAbout } from '../incidents/incidents.table.js';
import { draftFactsAbout } from './drafts.table.js';
import { factsAbout, type InSlice } from './reports.table.js';
import type { Histories } from './touched-reports.js';

/** What the facts about some reports and the decisions about them come to, and the events that they come from. */
export interface ReportHistories extends Histories {
  readonly eventIds: ReadonlySet<EventId>;
}

/**
 * The versions and incidents of these reports, from what is stored. What is outside the slice counts for nothing, but
 * what follows what is read through it: so a slice orders what it takes as the whole does. The events of `without` are
 * left out altogether, as if the log did not have them.
 */
export async function readHistories(
  tables: EditionTables,
  reportIds: readonly ReportId[],
  slice: Slice,
  without: ReadonlySet<string> = new Set(),
): Promise<ReportHistories> {
  if (reportIds.length === 0) return { versions: [], memberships: [], eventIds: new Set() };
  const isThere = ({ eventId }: { readonly eventId: string }): boolean => !without.has(eventId);
  const isTaken = takenBy(slice, namesVoices(slice) ? await registeredVoices(tables) : []);
  const said = await factsAbout(tables, reportIds);
  const allFacts = without.size === 0 ? said : await settledFacts(tables, { reportIds, said, isThere, slice });
  const allDecisions = (await decisionsAbout(tables, reportIds)).filter(isThere);
  const factsOf = groupBy(allFacts, ({ reportId }) => reportId);
  const decisionsOf = groupBy(allDecisions, ({ reportId }) => reportId);
  const versions: ReportVersion[] = [];
  const memberships: IncidentMembership[] = [];
  for (const [reportId, facts] of factsOf) {
    const decisions = decisionsOf.get(reportId) ?? [];
    const everything = [...facts, ...decisions];
    const taken = reportVersions(facts.filter(isInside), everything).filter(isTaken);
    for (const version of taken) versions.push(version);
    for (const one of incidentMemberships(taken, decisions.filter(isInside), everything)) memberships.push(one);
  }
  const eventIds = new Set([...allFacts, ...allDecisions].map(({ eventId }) => eventId));
  return { versions, memberships, eventIds };
}

/** What was said about reports, and what their reviews come to, without what is not there. */
async function settledFacts(
  tables: EditionTables,
  { reportIds, said, isThere, slice }: FactsThere,
): Promise<readonly InSlice<SettledFact>[]> {
  const [saidOf, draftsOf] = [
    groupBy(said, ({ reportId }) => reportId),
    groupBy(await draftFactsAbout(tables, reportIds), ({ reportId }) => reportId),
  ];
  return reportIds.flatMap((reportId) =>
    settledWithout(saidOf.get(reportId) ?? [], draftsOf.get(reportId) ?? [], isThere).map((fact) => ({
      ...fact,
      inSlice: isInSlice(slice, fact.reportedAtMs),
    })),
  );
}

interface FactsThere {
  readonly reportIds: readonly ReportId[];
  readonly said: readonly InSlice<SettledFact>[];
  readonly isThere: (event: { readonly eventId: string }) => boolean;
  readonly slice: Slice;
}

const isInside = ({ inSlice }: { readonly inSlice: boolean }): boolean => inSlice;
