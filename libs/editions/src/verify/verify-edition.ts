import { type EventLog, formatPosition, hasReached, type Position } from '#event-log';
import type { Database, Sql } from '#platform';
import {
  actorRegistrations,
  asFact,
  type EditionTables,
  type Fact,
  placeRegistrations,
  projection_version,
  readModelTables,
  walks,
  zone_of_unregistered_places,
} from '#read-models';
import { type PlaceId, Sides, type Slice, takenBy, type TimeZone } from '#situation';
import { readCheckpoint } from '../follow/checkpoint.js';
import { editionDigests, readAlike, readModelsOf } from '../digest/edition-digest.js';
import type { EditionRecord, WritableEdition } from '../registry/edition-record.js';
import { default_shown, Judgement, type Mismatch } from './judgement.js';
import { readLog } from './read-log.js';
import { Scratch } from './scratch.js';
import type { RowDifference, Verification, VerificationWatch } from './verification.js';
import { takeWalk } from './take-walk.js';
import { EditionUnusable } from '../registry/edition-unusable.js';

/** What a verification reads. */
export interface VerificationStorage {
  readonly database: Database;
  readonly eventLog: Pick<EventLog, 'read' | 'head' | 'partitionCount'>;
}

/** The read models that a verification compares. */
export const verifiedTables: readonly string[] = readModelTables()
  .map(({ name }) => name)
  .sort();

/** A verification reads for long between two looks at the edition. */
const idle_timeout = '30min';

/**
 * Refolds the log up to where the edition stands by a plain path of its own, one report and one key at a time, and
 * compares the edition with it row for row and digest for digest (law 8). It shares with the other drivers what a model is, and
 * nothing of how they bring one up to date.
 *
 * Everything is read from one snapshot, so it may run beside an edition that goes on. The log is kept in tables of the
 * verifying transaction alone: memory holds a batch of it, and the rows of one key.
 *
 * @throws the signal's reason, when it was stopped.
 */
export async function verifyEdition(
  { database, eventLog }: VerificationStorage,
  edition: WritableEdition,
  watch: VerificationWatch = {},
): Promise<Verification> {
  return database.withLongTimeouts((patient) => patient.transaction((sql) => judged(sql, eventLog, edition, watch)));
}

async function judged(
  sql: Sql,
  eventLog: VerificationStorage['eventLog'],
  edition: WritableEdition,
  watch: VerificationWatch,
): Promise<Verification> {
  await sql.query('set transaction isolation level repeatable read');
  await sql.query(`select set_config('idle_in_transaction_session_timeout', $1, true)`, [idle_timeout]);
  await readAlike(sql);
  const tables = { sql, schema: edition.schema };
  const position = await readCheckpoint(tables);
  const judgement = new Judgement(verifiedTables, watch.shown ?? default_shown);
  await judgeTables(tables, judgement);
  const until = await judgePosition(eventLog, position, judgement);
  const scratch = await Scratch.create(sql);
  const read = await readLog(eventLog, tables, until, { scratch, judgement }, watch);
  await scratch.index();
  await walkAll(tables, edition.slice, { scratch, judgement }, watch);
  const { digest, tables: tableDigests } = await editionDigests(tables);
  judgeDigests(judgement, digest, watch.expectedDigest);
  return verdict({ position: formatPosition(position), ...read, digest, tableDigests }, judgement, scratch);
}

/** Every read model is one that is compared here, and each is there. */
async function judgeTables(tables: EditionTables, judgement: Judgement): Promise<void> {
  const there = await readModelsOf(tables);
  for (const table of there.filter((one) => !verifiedTables.includes(one)))
    judgement.found('tables', `There is a table ${table}, which nothing verifies.`);
  for (const table of verifiedTables.filter((one) => !there.includes(one)))
    judgement.found('tables', `The table ${table} is missing.`);
}

/** How far the log can be read: to the edition's position, unless that claims more than the log has. */
async function judgePosition(
  eventLog: VerificationStorage['eventLog'],
  position: Position,
  judgement: Judgement,
): Promise<Position> {
  const head = await eventLog.head();
  if (position.length !== head.length)
    judgement.found('checkpoint', `The edition follows ${position.length} partitions, the log has ${head.length}.`);
  else if (!hasReached(head, position))
    judgement.found(
      'checkpoint',
      `The edition is at ${formatPosition(position)}, the log ends at ${formatPosition(head)}.`,
    );
  return head.map((end, partition) => {
    const next = position[partition] ?? 0n;
    return next < end ? next : end;
  });
}

async function walkAll(
  tables: EditionTables,
  slice: Slice,
  parts: { readonly scratch: Scratch; readonly judgement: Judgement },
  watch: VerificationWatch,
): Promise<void> {
  const there = await readModelsOf(tables);
  const { scratch } = parts;
  const registry = await registered(scratch, 'actor', actorRegistrations);
  const zones = new Map(
    (await registered(scratch, 'place', placeRegistrations)).map(({ id, timeZone }) => [id, timeZone]),
  );
  const zoneOf = (place: PlaceId): TimeZone => zones.get(place) ?? zone_of_unregistered_places;
  const context = { slice, isTaken: takenBy(slice, registry), zoneOf, sides: new Sides(registry) };
  for (const walk of walks) await takeWalk(tables, { walk, context, there }, parts, watch);
}

/** Every actor, or every place, of the log as it was registered last. */
async function registered<Entry>(
  scratch: Scratch,
  family: 'actor' | 'place',
  lastOf: (facts: readonly Fact[]) => readonly { readonly entry: Entry }[],
): Promise<readonly Entry[]> {
  const facts = await scratch.facts(family);
  const entries: Entry[] = [];
  for (let key = await facts.next(); key !== undefined; key = await facts.next()) {
    entries.push(...lastOf((await facts.take(key)).map(asFact)).map(({ entry }) => entry));
  }
  await facts.close();
  return entries;
}

function judgeDigests(judgement: Judgement, digest: string, expected: string | undefined): void {
  for (const { table, digests, differing } of judgement.tables())
    if ((digests.stored === digests.expected) !== (differing === 0))
      judgement.found('digest', `The digests of ${table} do not say what the comparison of its rows says.`);
  if (expected !== undefined && expected !== digest)
    judgement.found('digest', `The edition was said to have the digest ${expected}, and has ${digest}.`);
}

async function verdict(
  found: Pick<Verification, 'position' | 'read' | 'applied' | 'parked' | 'parkedReadable' | 'digest' | 'tableDigests'>,
  judgement: Judgement,
  scratch: Scratch,
): Promise<Verification> {
  const tables = judgement.tables();
  const differing = tables.reduce((sum, one) => sum + one.differing, 0);
  const { findingCount, findings } = judgement;
  const differences: RowDifference[] = [];
  for (const { eventIds, ...mismatch } of judgement.mismatches)
    differences.push({ ...readable(mismatch), events: await scratch.located(eventIds) });
  const equal = differing === 0 && findingCount === 0;
  return { equal, ...found, tables, differing, differences, findingCount, findings };
}

/** JSON has no infinity, and instants are for people to read. */
const readable = <Part extends Omit<Mismatch, 'eventIds'>>(mismatch: Part): Part =>
  JSON.parse(
    JSON.stringify(mismatch, (_name, value: unknown) =>
      value === Infinity || value === -Infinity ? String(value) : value,
    ),
  ) as Part;

/**
 * Verifies an edition that can be read, its digest included where it has one.
 *
 * @throws {EditionUnusable} it is not ready, or was made by other projections: their rows cannot be judged by these.
 */
export async function verifyRecord(
  parts: VerificationStorage,
  { name, status, projectionVersion, digest, ...edition }: EditionRecord,
  watch: VerificationWatch = {},
): Promise<Verification> {
  if (status !== 'ready') throw new EditionUnusable(`Edition ${name} is not ready to be verified.`, 'not_ready');
  if (projectionVersion !== projection_version)
    throw new EditionUnusable(
      `Edition ${name} was made by projections version ${projectionVersion}, this is version ${projection_version}: build it again.`,
      'other_projections',
    );
  return verifyEdition(parts, edition, { ...watch, ...(digest === null ? {} : { expectedDigest: digest }) });
}
