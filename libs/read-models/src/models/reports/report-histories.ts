import {
  groupBy,
  type IncidentMembership,
  incidentMemberships,
  namesVoices,
  type ReportId,
  type ReportVersion,
  reportVersions,
  type Slice,
  takenBy,
} from '#situation';
import type { EditionTables } from '../../table/columns.js';
import { registeredVoices } from '../gazetteer/actor-relations.query.js';
import { decisionsAbout } from '../incidents/incidents.table.js';
import { factsAbout } from './reports.table.js';

/** What the facts about some reports and the decisions about them come to. */
export interface ReportHistories {
  readonly versions: readonly ReportVersion[];
  /** The incidents that they belonged to. */
  readonly memberships: readonly IncidentMembership[];
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
  if (reportIds.length === 0) return { versions: [], memberships: [] };
  const isThere = ({ eventId }: { readonly eventId: string }): boolean => !without.has(eventId);
  const isTaken = takenBy(slice, namesVoices(slice) ? await registeredVoices(tables) : []);
  const factsOf = groupBy((await factsAbout(tables, reportIds)).filter(isThere), ({ reportId }) => reportId);
  const decisionsOf = groupBy((await decisionsAbout(tables, reportIds)).filter(isThere), ({ reportId }) => reportId);
  const versions: ReportVersion[] = [];
  const memberships: IncidentMembership[] = [];
  for (const [reportId, facts] of factsOf) {
    const decisions = decisionsOf.get(reportId) ?? [];
    const everything = [...facts, ...decisions];
    const taken = reportVersions(facts.filter(isInside), everything).filter(isTaken);
    versions.push(...taken);
    memberships.push(...incidentMemberships(taken, decisions.filter(isInside), everything));
  }
  return { versions, memberships };
}

const isInside = ({ inSlice }: { readonly inSlice: boolean }): boolean => inSlice;
