import { eventCount, formatPosition, hasReached, type Position } from '#event-log';
import { type Database, type Sql, tryAdvisoryLock } from '#platform';
import { projection_version } from '#read-models';
import { claimPartitions, lockCheckpoint } from '../follow/checkpoint.js';
import { edition_before, editionLock, live_edition } from '../registry/edition-name.js';
import { type EditionRecord, readRecord } from '../registry/edition-record.js';
import { EditionUnusable } from '../registry/edition-unusable.js';
import { Editions } from '../registry/editions.js';
import type { EditionStorage } from '../registry/order-edition.js';
import { fillEdition, type FillWatch } from '../build/fill-edition.js';

/**
 * Makes the edition of this name the live one, and keeps the one before as `live-before`; an older one of that name is
 * dropped. Reading and writing go on meanwhile.
 *
 * @throws {EditionUnusable} there is no such edition, it is cut from the log or not complete, other code has made it, or
 * somebody else works at it.
 */
export async function switchLive(parts: EditionStorage, name: string, watch: FillWatch = {}): Promise<EditionRecord> {
  const next = requireSwitchable(name, await parts.editions.record(name));
  return parts.database.withLongTimeouts(async (own) => {
    const lock = await tryAdvisoryLock(own, editionLock(next.id));
    if (lock === undefined)
      throw new EditionUnusable(`Edition ${name} is being built or switched to at this moment; wait.`, 'being_built');
    try {
      return await completeSwitch(parts, next, watch);
    } finally {
      await lock.release();
    }
  });
}

/**
 * The same of an edition that the caller has locked, complete or in the making.
 *
 * It is brought up to the end of the log first. Then, in one transaction, the live edition is held still, the last few
 * events are applied to the other one, and the two change names. So nobody ever reads an older state than before: the
 * new live edition is at least as far as the old one, which no longer moves. Followers of the old one are fenced, and
 * finds the new one.
 */
export async function completeSwitch(
  { database, editions, eventLog }: EditionStorage,
  next: EditionRecord,
  watch: FillWatch,
): Promise<EditionRecord> {
  // What grows is no longer what its digest says: links that are pinned to it must not answer from it.
  await database.query(`update sitrep.edition set digest = null, size_bytes = null where id = $1`, [next.id]);
  try {
    // On connections of its own: those who wait for their turn to make an edition hold the others.
    const older = await database.withLongTimeouts(async (own) => {
      await approachEnd({ database: own, editions, eventLog }, next, watch);
      return exchange({ database: own, editions: new Editions(own), eventLog }, next, watch);
    });
    // It has expired: should it be in use at this moment, it goes later.
    if (older !== undefined) await editions.drop(older.id).catch(() => undefined);
  } catch (error) {
    await keepAsItStands(database, editions, next).catch(() => undefined);
    throw error;
  }
  return (await editions.record(next.id)) ?? next;
}

/** A complete edition that was not switched to after all ends where it has come to, and is what it was if it has not moved. */
async function keepAsItStands(database: Database, editions: Editions, next: EditionRecord): Promise<void> {
  if (next.end === undefined) return;
  const position = await editions.position(next);
  const moved = !hasReached(next.end, position);
  await database.query(
    `update sitrep.edition set end_position = $2, digest = $3, size_bytes = $4 where id = $1 and name <> $5`,
    [next.id, formatPosition(position), ...(moved ? [null, null] : [next.digest, next.sizeBytes]), live_edition],
  );
}

/** Holds the live edition still, brings the next one as far, and swaps their names. Answers the one to be dropped. */
async function exchange(
  { database, editions, eventLog }: EditionStorage,
  next: EditionRecord,
  watch: FillWatch,
): Promise<EditionRecord | undefined> {
  return editions.withEditionsLock(async (sql) => {
    const live = await readRecord(sql, live_edition);
    if (live === undefined) throw new EditionUnusable('There is no live edition yet; start Sitrep first.', 'unknown');
    if (live.id === next.id) return undefined;
    const held = await lockCheckpoint({ sql, schema: live.schema });
    // On another connection: the live edition cannot move until this transaction ends, nor does it need to.
    await fillEdition({ database, eventLog }, next, held, watch);
    watch.signal?.throwIfAborted();
    // A follower of the previous edition waits for this lock, and is fenced when it gets it.
    await claimPartitions({ sql, schema: live.schema }, [...held.keys()]);
    return changeNames(sql, { live, next }, held);
  });
}

/** So close to the end of the log that the rest may be applied while the live edition stands still. */
const close_enough_events = 500n;
const most_rounds = 20;

async function approachEnd(
  { database, editions, eventLog }: EditionStorage,
  next: EditionRecord,
  watch: FillWatch,
): Promise<void> {
  for (let round = 0; round < most_rounds; round += 1) {
    await fillEdition({ database, eventLog }, next, await eventLog.head(), watch);
    const left = eventCount(await eventLog.head()) - eventCount(await editions.position(next));
    if (left <= close_enough_events) return;
    if (round === most_rounds - 1)
      throw new Error(
        `Edition ${next.name} is still ${left} events behind after ${most_rounds} rounds: the log grows faster than it is read. Switch when less is recorded.`,
      );
  }
}

/** @throws {EditionUnusable} there is no such edition, it is cut from the log, or other code has made it. */
export function requireSwitchable(name: string, edition: EditionRecord | undefined): EditionRecord {
  if (edition === undefined) throw new EditionUnusable(`There is no edition ${name} to switch to.`, 'unknown');
  if (edition.name === live_edition) throw new EditionUnusable('This edition is live already.', 'live');
  if (edition.status !== 'ready')
    throw new EditionUnusable(`Edition ${name} is not complete, so it cannot be the live one.`, 'not_ready');
  if (edition.pinned)
    throw new EditionUnusable(
      `Edition ${name} is pinned, and the live one goes on with the log: unpin it first, or order another one.`,
      'pinned',
    );
  if (edition.projectionVersion !== projection_version)
    throw new EditionUnusable(
      `Edition ${name} was made by projections version ${edition.projectionVersion}, this is version ${projection_version}: switch with the release that made it, or rebuild.`,
      'other_projections',
    );
  if (Object.keys(edition.definition).length > 0)
    throw new EditionUnusable(`Edition ${name} holds a part of the log only; the live one holds all.`, 'not_whole');
  return edition;
}

/**
 * The edition before gives its name up, and so does the one before that. That one is answered, to be dropped: outside
 * the transaction, which holds the live edition still; should nobody get to it, it has expired. What was live ends where
 * it was held; what is live now ends nowhere, and has no digest that lasts.
 */
async function changeNames(
  sql: Sql,
  { live, next }: { readonly live: EditionRecord; readonly next: EditionRecord },
  held: Position,
): Promise<EditionRecord | undefined> {
  const rename = (id: string, name: string): Promise<unknown[]> =>
    sql.query(`update sitrep.edition set name = $2 where id = $1`, [id, name]);
  const before = await readRecord(sql, edition_before);
  const older = before?.id === next.id ? undefined : before;
  if (older !== undefined) {
    await rename(older.id, older.id);
    await sql.query(`update sitrep.edition set expires_at = now() where id = $1`, [older.id]);
  }
  // No two bear one name, not for a moment: its own id is nobody else's.
  await rename(next.id, next.id);
  await rename(live.id, edition_before);
  await rename(next.id, live_edition);
  await sql.query(
    `update sitrep.edition set status = 'ready', ready_at = coalesce(ready_at, now()), expires_at = null,
       end_position = null, digest = null, size_bytes = null where id = $1`,
    [next.id],
  );
  await sql.query(`update sitrep.edition set end_position = $2 where id = $1`, [live.id, formatPosition(held)]);
  return older;
}
