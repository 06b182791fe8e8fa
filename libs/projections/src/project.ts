import { projectCondition } from './condition/condition.projection.js';
import { projectControl } from './control/control.projection.js';
import type { EditionTables } from './columns.js';
import type { Fact } from './fact.js';
import { actorRegistrations, placeRegistrations } from './gazetteer/gazetteer.facts.js';
import { writeActors, writePlaces } from './gazetteer/gazetteer.table.js';
import { lockKeys } from './locks.js';
import { reportFacts } from './reports/reports.facts.js';
import { insertReportFacts, writeReportVersions } from './reports/reports.table.js';
import { projectTallies } from './tallies/tallies.projection.js';

/**
 * What the rows mean. An edition is written and read by the version it was made with; raise this when a table or a
 * rule of resolving changes, and rebuild.
 */
export const projection_version = 2;

/**
 * Brings every read model of an edition up to date with these facts, inside the caller's transaction. The rows depend
 * on the set of all facts ever given, not on their order, their doubles or how they were split (law 1).
 */
export async function project(tables: EditionTables, facts: readonly Fact[]): Promise<void> {
  const registered = await writePlaces(tables, placeRegistrations(facts));
  await writeActors(tables, actorRegistrations(facts));
  const told = reportFacts(facts);
  await lockKeys(
    tables,
    'report',
    told.map(({ reportId }) => reportId),
  );
  const changed = told.length === 0 ? [] : await insertReportFacts(tables, told);
  if (changed.length === 0 && registered.length === 0) return;
  const versions = changed.length === 0 ? [] : await writeReportVersions(tables, changed);
  await projectControl(tables, changed, versions, registered);
  await projectCondition(tables, changed, versions, registered);
  await projectTallies(tables, changed, versions);
}
