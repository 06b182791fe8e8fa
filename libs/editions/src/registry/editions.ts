import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type EventLog, formatPosition, hasReached, type Position } from '#event-log';
import { type Database, type Sql, tryLockInTransaction } from '#platform';
import { type EditionTables, projection_version } from '#read-models';
import { createEditionTables } from './create-tables.js';
import { createCheckpoint, readCheckpoint } from '../follow/checkpoint.js';
import { code_version } from './code-version.js';
import { canonicalDefinition, type EditionDefinition } from './edition-definition.js';
import { LoadedSampleRow } from './edition.entity.js';
import { editionLock, isEditionId, isServed, live_edition, requireName, requireNotLive } from './edition-name.js';
import { dropTables, editionSize, measureEdition } from './edition-tables.js';
import {
  type CreateOptions,
  type EditionChange,
  type EditionRecord,
  type EditionRef,
  type EditionStatus,
  readRecord,
  readRecords,
  type WritableEdition,
} from './edition-record.js';
import { EditionUnusable } from './edition-unusable.js';
import { LiveWatch } from '../follow/live-watch.js';

const poll_interval_ms = 15;
/** Serialises the making and naming of editions among processes. */
const creation_lock = 'sitrep.edition';

/** The editions of one database. Wherever one is named, its id does as well. */
export class Editions {
  private readonly liveWatch = new LiveWatch(async () => {
    const live = await this.find(live_edition);
    return live === undefined ? undefined : this.position(live);
  });

  constructor(readonly database: Database) {}

  /** The edition of this name or id when it can be read; undefined when there is none or it is still being built. */
  async find(nameOrId: string): Promise<EditionRecord | undefined> {
    const record = await this.record(nameOrId);
    return record?.status === 'ready' ? record : undefined;
  }

  /** The edition of this name or id, whatever its status. */
  async record(nameOrId: string): Promise<EditionRecord | undefined> {
    return readRecord(this.database, nameOrId);
  }

  /** The edition of this id, whatever its status. */
  async byId(id: string): Promise<EditionRecord | undefined> {
    return isEditionId(id) ? this.record(id) : undefined;
  }

  /** Every edition, the oldest first. */
  async list(): Promise<readonly EditionRecord[]> {
    return readRecords(this.database);
  }

  /** Where to read an edition, for the queries of the projections. */
  scope(edition: WritableEdition): EditionTables {
    return { sql: this.database, schema: edition.schema };
  }

  /** How far the edition has been applied. */
  async position(edition: WritableEdition): Promise<Position> {
    return readCheckpoint(this.scope(edition));
  }

  /** Bytes on disk, with indexes, as they are now. */
  async size(edition: WritableEdition): Promise<number> {
    return editionSize(this.scope(edition));
  }

  /** Waits until the edition has applied at least `position`; false when it has not within the time. */
  async reached(edition: WritableEdition, position: Position, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      if (hasReached(await this.position(edition), position)) return true;
      if (performance.now() >= deadline) return false;
      await pause(poll_interval_ms);
    }
  }

  /** The same of whichever edition is live: waiting goes on with another one that is switched to. */
  liveReached(position: Position, timeoutMs: number): Promise<boolean> {
    return this.liveWatch.reached(position, timeoutMs);
  }

  /**
   * The live edition, made when there is none.
   *
   * @throws {EditionUnusable} it was made by another version of the projections, or for another log.
   */
  async prepareLive(eventLog: EventLog): Promise<EditionRecord> {
    const live = (await this.find(live_edition)) ?? (await this.create(live_edition, {}, eventLog, 'ready'));
    if (live.projectionVersion !== projection_version)
      throw new EditionUnusable(
        `The live edition was made by projections version ${live.projectionVersion}, this is version ${projection_version}: run sitrep rebuild.`,
        'other_projections',
      );
    const { length } = await this.position(live);
    if (length !== eventLog.partitionCount)
      throw new EditionUnusable(
        `The live edition follows a log of ${length} partitions, this one has ${eventLog.partitionCount}: use the log it was made from, or a new database.`,
        'other_log',
      );
    return live;
  }

  /** Makes the tables of an edition; one of the same name that is there already is answered as it is. */
  async create(
    name: string,
    definition: EditionDefinition,
    eventLog: Pick<EventLog, 'partitionCount'>,
    status: EditionStatus,
    options: CreateOptions = {},
  ): Promise<EditionRecord> {
    return this.withEditionsLock((sql) => this.createIn(sql, name, definition, eventLog, { ...options, status }));
  }

  /** The same inside the caller's transaction, which must be one of `withEditionsLock`. */
  async createIn(
    sql: Sql,
    name: string,
    definition: EditionDefinition,
    { partitionCount }: Pick<EventLog, 'partitionCount'>,
    { status, end, pinned = false, expiresAt }: CreateOptions & { readonly status: EditionStatus },
  ): Promise<EditionRecord> {
    const id = randomUUID();
    const schema = `edition_${id.replaceAll('-', '')}`;
    const made = await sql.query(
      `insert into sitrep.edition (id, name, schema_name, definition, end_position, projection_version, code_version,
         status, ready_at, pinned, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, case $8 when 'ready' then now() end, $9, $10)
       on conflict (name) do nothing returning id`,
      [
        id,
        name,
        schema,
        JSON.stringify(canonicalDefinition(definition)),
        end === undefined ? null : formatPosition(end),
        projection_version,
        code_version,
        status,
        pinned,
        expiresAt?.toISOString() ?? null,
      ],
    );
    if (made.length === 1) {
      await createEditionTables(sql, schema);
      await createCheckpoint({ sql, schema }, partitionCount);
    }
    const record = await readRecord(sql, name);
    if (record === undefined) throw new Error(`edition ${name} was made and is not there`);
    return record;
  }

  /** Runs `work` in a transaction during which no other process makes, names or removes an edition. */
  async withEditionsLock<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.database.transaction(async (sql) => {
      await sql.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [creation_lock]);
      return work(sql);
    });
  }

  /** Measures a built edition and opens it to readers. */
  async publish(edition: EditionRef): Promise<EditionRecord> {
    const { digest, sizeBytes } = await measureEdition(this.scope(edition));
    await this.database.query(
      `update sitrep.edition set status = 'ready', ready_at = now(), digest = $2, size_bytes = $3, failure = null
       where id = $1`,
      [edition.id, digest, sizeBytes],
    );
    return this.required(edition.id);
  }

  /**
   * Gives up an edition that cannot be built, unless somebody else is building it by now: its rows go, and why it
   * failed is kept until it is dropped.
   */
  async fail({ id, schema }: EditionRef, failure: string): Promise<void> {
    await this.withEditionsLock(async (sql) => {
      if (!(await tryLockInTransaction(sql, editionLock(id)))) return;
      const failed = await sql.query(
        `update sitrep.edition set status = 'failed', failure = $2 where id = $1 and status = 'building' returning id`,
        [id, failure],
      );
      if (failed.length === 1) await sql.query(`drop schema if exists "${schema}" cascade`);
    });
  }

  /** Removes what was begun of an edition, unless somebody else is building it by now. */
  async discard({ id, schema }: EditionRef): Promise<void> {
    await this.withEditionsLock(async (sql) => {
      if (!(await tryLockInTransaction(sql, editionLock(id)))) return;
      await sql.query(`delete from sitrep.edition where id = $1`, [id]);
      await sql.query(`drop schema if exists "${schema}" cascade`);
    });
  }

  /**
   * Names, pins or lets expire.
   *
   * @throws {EditionUnusable} there is none, it is one that Sitrep serves, or the name is taken or no good.
   */
  async change(nameOrId: string, change: EditionChange): Promise<EditionRecord> {
    const { name, pinned, expiresAt } = change;
    if (name !== undefined) requireName(name);
    return this.withEditionsLock(async (sql) => {
      const edition = await readRecord(sql, nameOrId);
      if (edition === undefined) throw unknownEdition(nameOrId);
      if (isServed(edition.name)) requireNotLive(live_edition, 'be named, pinned or given an end');
      if (name !== undefined && name !== edition.name && (await readRecord(sql, name)) !== undefined)
        throw new EditionUnusable(`There is an edition ${name} already; choose another name or drop it.`, 'name_taken');
      const expiry = expiresAt === undefined ? edition.expiresAt : expiresAt;
      await sql.query(`update sitrep.edition set name = $2, pinned = $3, expires_at = $4 where id = $1`, [
        edition.id,
        name ?? edition.name,
        pinned ?? edition.pinned,
        expiry?.toISOString() ?? null,
      ]);
      return (await readRecord(sql, edition.id)) ?? edition;
    });
  }

  /**
   * Removes an edition with all its rows; nothing happens when there is none.
   *
   * @throws {EditionUnusable} it is the live one, pinned, or being built at this moment.
   */
  async drop(nameOrId: string): Promise<void> {
    await this.withEditionsLock(async (sql) => {
      const edition = await readRecord(sql, nameOrId);
      if (edition !== undefined) await this.dropIn(sql, edition);
    });
  }

  /** The same inside the caller's transaction, which must be one of `withEditionsLock`. */
  async dropIn(sql: Sql, edition: EditionRecord): Promise<void> {
    const { id, name, pinned } = edition;
    requireNotLive(edition.name, 'be dropped');
    if (pinned) throw new EditionUnusable(`Edition ${name} is pinned; unpin it first.`, 'pinned');
    if (!(await tryLockInTransaction(sql, editionLock(id))))
      throw new EditionUnusable(`Edition ${name} is being built; dismiss its job, or wait.`, 'being_built');
    await sql.query(`delete from sitrep.edition where id = $1`, [id]);
    await dropTables(sql, edition);
  }

  /** Drops what has expired and is not pinned, and answers its names. What is being built waits. */
  async dropExpired(): Promise<readonly string[]> {
    const expired = await this.database.query<{ name: string; id: string }>(
      `select name, id from sitrep.edition where expires_at <= now() and not pinned and status <> 'building'`,
    );
    const dropped: string[] = [];
    for (const { id, name } of expired) if (await this.droppedNow(id)) dropped.push(name);
    return dropped;
  }

  /** Drops an edition; false when it is in use at this moment and has to go later. */
  private async droppedNow(id: string): Promise<boolean> {
    try {
      await this.drop(id);
      return true;
    } catch (error) {
      if (error instanceof EditionUnusable) return false;
      throw error;
    }
  }

  /** True when this sample has been loaded to its end. */
  async isSampleLoaded(name: string): Promise<boolean> {
    return this.samples.existsBy({ name });
  }

  /** Remembers that this sample has been loaded to its end. */
  async markSampleLoaded(name: string): Promise<void> {
    await this.samples.upsert({ name }, ['name']);
  }

  private async required(id: string): Promise<EditionRecord> {
    const record = await this.record(id);
    if (record === undefined) throw unknownEdition(id);
    return record;
  }

  private get samples() {
    return this.database.dataSource.getRepository(LoadedSampleRow);
  }
}

const unknownEdition = (nameOrId: string): EditionUnusable =>
  new EditionUnusable(`There is no edition ${nameOrId}.`, 'unknown');
