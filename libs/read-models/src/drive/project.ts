import { beginning_of_time_ms, namesVoices, type ReportId, type Slice } from '#situation';
import { zonesOf } from '../models/claims/zones.query.js';
import { actorRegistrations, placeRegistrations } from '../models/gazetteer/gazetteer.facts.js';
import { writeActors, writePlaces } from '../models/gazetteer/gazetteer.table.js';
import { linkFacts } from '../models/incidents/incidents.facts.js';
import {
  incidentStays,
  insertLinkFacts,
  removeMemberships,
  reportsDecidedOn,
  rowOfMembership,
  storedMemberships,
} from '../models/incidents/incidents.table.js';
import { models } from '../models/models.js';
import { draftFacts } from '../models/reports/drafts.facts.js';
import { insertStatements, wordsIn } from '../models/reports/drafts.table.js';
import { readHistories } from '../models/reports/report-histories.js';
import { reportFacts } from '../models/reports/reports.facts.js';
import {
  removeVersions,
  reportsStored,
  reportVersionRows,
  rowOfVersion,
  type StoredFacts,
  versionsStored,
} from '../models/reports/reports.table.js';
import { touchedReports } from '../models/reports/touched-reports.js';
import { placesOfInstants, placesOfVersions, reportsMoved } from '../models/reports/zones-of-days.query.js';
import type { EditionTables } from '../table/columns.js';
import { Inserts } from '../table/inserts.js';
import { lockKeys } from '../table/locks.js';
import { eitherTouched, since } from '../table/touched.js';
import type { Fact } from './fact.js';
import { type Growth, growModels } from './grow.js';
import type { ReadModel } from './read-model.js';

/**
 * What the rows mean. An edition is written and read by the version it was made with; raise this when a table or a
 * rule of resolving changes, and rebuild.
 */
export const projection_version = 14;

/**
 * Brings every read model of an edition up to date with these facts, inside the caller's transaction. The rows depend
 * on the set of all facts ever given and on the slice, not on their order, their doubles or how they were split (law 1).
 * An edition is given every fact, those outside its slice included: of two facts with one id, one may be outside.
 */
export async function project(
  tables: EditionTables,
  facts: readonly Fact[],
  slice: Slice,
  among: readonly ReadModel[] = models,
): Promise<void> {
  const [places, statements] = [placeRegistrations(facts), reportFacts(facts)];
  const [registrations, decided, reviewed] = [actorRegistrations(facts), linkFacts(facts), draftFacts(facts)];
  // Who tells hours of a place and who registers it take turns, so that one of them has them on the right days.
  const registering = [
    ...places.map(({ entry }) => entry.id),
    ...registrations.map(({ entry }) => `actor ${entry.id}`),
    ...(await wordsIn(tables, { statements, reviewed })).flatMap((report) => placesOfInstants(report)),
  ];
  // Where nothing else can change, the reports that are told of are all.
  const areAll = places.length + registrations.length + decided.length === 0;
  // Two reports can be told under one event id; then the one gives way to the other.
  const about = [...statements, ...reviewed].flatMap(({ reportId, eventId }) => [reportId, eventId]);
  await lockKeys(
    tables,
    { lock: 'registration', keys: registering },
    { lock: 'link', keys: decided.map(({ eventId }) => eventId) },
    ...(areAll ? [{ lock: 'report' as const, keys: about }] : []),
  );
  const registered = await writePlaces(tables, places);
  const actors = await writeActors(tables, registrations);
  const before = await reportsDecidedOn(tables, decided);
  // A newly registered actor may be a voice that the slice leaves out: every report is judged again.
  const askedAnew = namesVoices(slice) && actors.length > 0 ? await reportsStored(tables) : [];
  const moved = await reportsMoved(tables, registered);
  const alsoAbout = [...decided.flatMap(({ reportIds }) => reportIds), ...before, ...askedAnew, ...moved];
  if (!areAll) await lockKeys(tables, { lock: 'report', keys: [...about, ...alsoAbout] });
  const stored = await insertStatements(tables, { statements, reviewed }, slice);
  const linked = decided.length === 0 ? [] : await insertLinkFacts(tables, decided, slice);
  const changed = [...stored.reportIds, ...askedAnew, ...linked, ...(linked.length === 0 ? [] : before), ...moved];
  const regrouped = actors.filter(({ membershipsMoved }) => membershipsMoved).map(({ id }) => id);
  const inserts = new Inserts();
  const histories = await rewriteHistories(tables, { changed, moved, stored }, slice, inserts);
  const registeredAnew = { places: registered, actors: regrouped };
  await growModels(tables, among, { ...histories, registered: registeredAnew }, inserts);
  await inserts.write(tables);
}

/** Reports that facts change: those that they are about, and of these the ones whose days have moved. */
interface ChangedReports {
  readonly changed: readonly ReportId[];
  readonly moved: readonly ReportId[];
  readonly stored: StoredFacts;
}

/** Puts the versions and memberships of these reports in the place of what is stored. */
async function rewriteHistories(
  tables: EditionTables,
  { changed, moved, stored: { eventIds, haveReplaced } }: ChangedReports,
  slice: Slice,
  inserts: Inserts,
): Promise<Omit<Growth, 'registered'>> {
  const reportIds = [...new Set(changed)];
  const histories = await readHistories(tables, reportIds, slice);
  // A report of which all facts are new has no rows yet.
  const areStored = haveReplaced || [...histories.eventIds].some((eventId) => !eventIds.has(eventId));
  const stored = areStored
    ? { versions: await versionsStored(tables, reportIds), memberships: await storedMemberships(tables, reportIds) }
    : { versions: [], memberships: [] };
  const { versions, memberships } = touchedReports(stored, histories, eventIds);
  const redated = eitherTouched(versions, new Map(moved.map((reportId) => [reportId, beginning_of_time_ms])));
  const any = eitherTouched(redated, memberships);
  if (stored.versions.length > 0 && redated.size > 0) await removeVersions(tables, redated);
  if (stored.memberships.length > 0 && memberships.size > 0) await removeMemberships(tables, memberships);
  const daysIn = await zonesOf(tables, placesOfVersions(since(histories.versions, any)));
  inserts.add(
    reportVersionRows,
    since(histories.versions, redated).map((version) => rowOfVersion(version, daysIn)),
  );
  inserts.add(incidentStays, since(histories.memberships, memberships).map(rowOfMembership));
  return { histories, daysIn, touched: { versions, any }, areStored };
}
