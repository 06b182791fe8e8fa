import { projectCondition } from '../models/condition/condition.projection.js';
import { projectControl } from '../models/control/control.projection.js';
import type { EditionTables } from '../table/columns.js';
import type { Fact } from './fact.js';
import { actorRegistrations, placeRegistrations } from '../models/gazetteer/gazetteer.facts.js';
import { writeActors, writePlaces } from '../models/gazetteer/gazetteer.table.js';
import { linkFacts } from '../models/incidents/incidents.facts.js';
import {
  insertLinkFacts,
  replaceMemberships,
  reportsDecidedOn,
  storedMemberships,
} from '../models/incidents/incidents.table.js';
import { lockKeys } from '../table/locks.js';
import { draftFacts } from '../models/reports/drafts.facts.js';
import { insertStatements, readingsOf } from '../models/reports/drafts.table.js';
import { reportFacts } from '../models/reports/reports.facts.js';
import { readHistories } from '../models/reports/report-histories.js';
import { replaceReportVersions, reportsStored, versionsStored } from '../models/reports/reports.table.js';
import { eitherTouched, touchedReports } from '../models/reports/touched-reports.js';
import { placesOfInstants, reportsMoved } from '../models/reports/zones-of-days.query.js';
import { projectTallies } from '../models/tallies/tallies.projection.js';
import { beginning_of_time_ms, namesVoices, type Slice } from '#situation';

/**
 * What the rows mean. An edition is written and read by the version it was made with; raise this when a table or a
 * rule of resolving changes, and rebuild.
 */
export const projection_version = 9;

/**
 * Brings every read model of an edition up to date with these facts, inside the caller's transaction. The rows depend
 * on the set of all facts ever given and on the slice, not on their order, their doubles or how they were split (law 1).
 * An edition is given every fact, those outside its slice included: of two facts with one id, one may be outside.
 */
export async function project(tables: EditionTables, facts: readonly Fact[], slice: Slice): Promise<void> {
  const places = placeRegistrations(facts);
  const registrations = actorRegistrations(facts);
  const told = reportFacts(facts);
  const reviewed = draftFacts(facts);
  const words = [...told.flatMap(({ report }) => report ?? []), ...(await readingsOf(tables, reviewed))];
  // Who tells hours of a place and who registers it take turns, so that one of them has them on the right days.
  await lockKeys(tables, 'registration', [
    ...places.map(({ entry }) => entry.id),
    ...registrations.map(({ entry }) => `actor ${entry.id}`),
    ...words.flatMap((report) => placesOfInstants(report)),
  ]);
  const registered = await writePlaces(tables, places);
  const actors = await writeActors(tables, registrations);
  const decided = linkFacts(facts);
  await lockKeys(
    tables,
    'link',
    decided.map(({ eventId }) => eventId),
  );
  const before = await reportsDecidedOn(tables, decided);
  // A newly registered actor may be a voice that the slice leaves out: every report is judged again.
  const askedAnew = namesVoices(slice) && actors.length > 0 ? await reportsStored(tables) : [];
  const moved = await reportsMoved(tables, registered);
  // Two reports can be told under one event id; then the one gives way to the other.
  const about = [
    ...[...told, ...reviewed].flatMap(({ reportId, eventId }) => [reportId, eventId]),
    ...decided.flatMap(({ reportIds }) => reportIds),
    ...before,
    ...askedAnew,
    ...moved,
  ];
  await lockKeys(tables, 'report', about);
  const inserted = await insertStatements(tables, { told, reviewed }, slice);
  const linked = decided.length === 0 ? [] : await insertLinkFacts(tables, decided, slice);
  const changed = [
    ...new Set([...inserted.reportIds, ...askedAnew, ...linked, ...(linked.length === 0 ? [] : before), ...moved]),
  ];
  const regrouped = actors.filter(({ membershipsMoved }) => membershipsMoved).map(({ id }) => id);
  if (changed.length === 0 && registered.length === 0 && regrouped.length === 0) return;
  const { versions, memberships } = await readHistories(tables, changed, slice);
  const stored =
    changed.length === 0
      ? { versions: [], memberships: [] }
      : { versions: await versionsStored(tables, changed), memberships: await storedMemberships(tables, changed) };
  const touched = touchedReports(stored, { versions, memberships }, inserted.eventIds);
  const redated = eitherTouched(touched.versions, new Map(moved.map((reportId) => [reportId, beginning_of_time_ms])));
  await replaceReportVersions(tables, redated, versions);
  await replaceMemberships(tables, touched.memberships, memberships);
  await projectControl(tables, touched.versions, versions, { places: registered, actors: regrouped });
  await projectCondition(tables, touched.versions, versions, registered);
  await projectTallies(tables, eitherTouched(redated, touched.memberships), versions, memberships);
}
