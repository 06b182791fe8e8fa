import { beginning_of_time_ms, namesVoices, type ReportId, type Slice } from '#situation';
import { actorRegistrations, placeRegistrations } from '../models/gazetteer/gazetteer.facts.js';
import { writeActors, writePlaces } from '../models/gazetteer/gazetteer.table.js';
import { linkFacts } from '../models/incidents/incidents.facts.js';
import {
  insertLinkFacts,
  replaceMemberships,
  reportsDecidedOn,
  storedMemberships,
} from '../models/incidents/incidents.table.js';
import { models } from '../models/models.js';
import { draftFacts } from '../models/reports/drafts.facts.js';
import { insertStatements, wordsIn } from '../models/reports/drafts.table.js';
import { readHistories } from '../models/reports/report-histories.js';
import { reportFacts } from '../models/reports/reports.facts.js';
import { replaceReportVersions, reportsStored, versionsStored } from '../models/reports/reports.table.js';
import { touchedReports } from '../models/reports/touched-reports.js';
import { placesOfInstants, reportsMoved } from '../models/reports/zones-of-days.query.js';
import type { EditionTables } from '../table/columns.js';
import { lockKeys } from '../table/locks.js';
import { eitherTouched } from '../table/touched.js';
import type { Fact } from './fact.js';
import { type Growth, growModels } from './grow.js';
import type { ReadModel } from './read-model.js';

/**
 * What the rows mean. An edition is written and read by the version it was made with; raise this when a table or a
 * rule of resolving changes, and rebuild.
 */
export const projection_version = 10;

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
  await lockKeys(
    tables,
    { lock: 'registration', keys: registering },
    { lock: 'link', keys: decided.map(({ eventId }) => eventId) },
  );
  const registered = await writePlaces(tables, places);
  const actors = await writeActors(tables, registrations);
  const before = await reportsDecidedOn(tables, decided);
  // A newly registered actor may be a voice that the slice leaves out: every report is judged again.
  const askedAnew = namesVoices(slice) && actors.length > 0 ? await reportsStored(tables) : [];
  const moved = await reportsMoved(tables, registered);
  // Two reports can be told under one event id; then the one gives way to the other.
  const about = [
    ...[...statements, ...reviewed].flatMap(({ reportId, eventId }) => [reportId, eventId]),
    ...decided.flatMap(({ reportIds }) => reportIds),
    ...before,
    ...askedAnew,
    ...moved,
  ];
  await lockKeys(tables, { lock: 'report', keys: about });
  const inserted = await insertStatements(tables, { statements, reviewed }, slice);
  const linked = decided.length === 0 ? [] : await insertLinkFacts(tables, decided, slice);
  const changed = new Set([...inserted.reportIds, ...askedAnew, ...linked, ...(linked.length === 0 ? [] : before)]);
  const regrouped = actors.filter(({ membershipsMoved }) => membershipsMoved).map(({ id }) => id);
  await growModels(tables, among, {
    ...(await rewriteHistories(tables, { changed: [...changed, ...moved], moved, eventIds: inserted.eventIds }, slice)),
    registered: { places: registered, actors: regrouped },
  });
}

/** Reports that facts change: those that they are about, and of these the ones whose days have moved. */
interface ChangedReports {
  readonly changed: readonly ReportId[];
  readonly moved: readonly ReportId[];
  /** The facts that are new. */
  readonly eventIds: ReadonlySet<string>;
}

/** Puts the versions and memberships of these reports in the place of what is stored. */
async function rewriteHistories(
  tables: EditionTables,
  { changed, moved, eventIds }: ChangedReports,
  slice: Slice,
): Promise<Omit<Growth, 'registered'>> {
  const reportIds = [...new Set(changed)];
  const histories = await readHistories(tables, reportIds, slice);
  const stored = {
    versions: await versionsStored(tables, reportIds),
    memberships: await storedMemberships(tables, reportIds),
  };
  const { versions, memberships } = touchedReports(stored, histories, eventIds);
  const redated = eitherTouched(versions, new Map(moved.map((reportId) => [reportId, beginning_of_time_ms])));
  const areStored = stored.versions.length > 0;
  await replaceReportVersions(tables, redated, histories.versions, areStored);
  await replaceMemberships(tables, memberships, histories.memberships, stored.memberships.length > 0);
  return { histories, touched: { versions, any: eitherTouched(redated, memberships) }, areStored };
}
