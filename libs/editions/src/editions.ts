import { setTimeout as pause } from 'node:timers/promises';
import { type EventLog, hasReached, type Position } from '#event-log';
import { createReadModels } from '#migrations';
import type { Database } from '#platform';
import { type EditionTables, projection_version, timestamp } from '#projections';
import type { Slice } from '#situation';
import { createCheckpoint, readCheckpoint } from './checkpoint.js';
import { EditionRow, LoadedSampleRow } from './edition.entity.js';
import type { WritableEdition } from './writable-edition.js';

/** The edition that follows the end of the log. */
export const live_edition = 'live';

/** An edition that can be read. */
export interface EditionRef extends WritableEdition {
  readonly name: string;
}

/** An edition cannot be used: the message says why and what to do. */
export class EditionUnusable extends Error {
  override readonly name = 'EditionUnusable';
}

const poll_interval_ms = 15;
/** Serialises the making of editions among processes. */
const creation_lock = 'sitrep.edition';

/** The editions of one database. */
export class Editions {
  constructor(private readonly database: Database) {}

  /** The edition of this name when it can be read; undefined when there is none or it is still being built. */
  async find(name: string): Promise<EditionRef | undefined> {
    const row = await this.rows.findOneBy({ name, status: 'ready' });
    return row === null ? undefined : refOf(row);
  }

  /** Where to read an edition, for the queries of the projections. */
  scope(edition: WritableEdition): EditionTables {
    return { sql: this.database, schema: edition.schema };
  }

  /** How far the edition has been applied. */
  async position(edition: WritableEdition): Promise<Position> {
    return readCheckpoint(this.scope(edition));
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

  /**
   * The live edition, made when there is none.
   *
   * @throws {EditionUnusable} it was made by another version of the projections, or for another log.
   */
  async prepareLive(eventLog: EventLog): Promise<EditionRef> {
    const edition = (await this.find(live_edition)) ?? (await this.create(live_edition, {}, eventLog, 'ready'));
    const row = await this.rows.findOneByOrFail({ name: live_edition });
    if (row.projectionVersion !== projection_version)
      throw new EditionUnusable(
        `The live edition was made by projections version ${row.projectionVersion}, this is version ${projection_version}: rebuild it.`,
      );
    const { length } = await this.position(edition);
    if (length !== eventLog.partitionCount)
      throw new EditionUnusable(
        `The live edition follows a log of ${length} partitions, this one has ${eventLog.partitionCount}: use the log it was made from, or a new database.`,
      );
    return edition;
  }

  /** Makes the tables of an edition; one of the same name that nobody else has made meanwhile is answered as it is. */
  async create(
    name: string,
    slice: Slice,
    eventLog: Pick<EventLog, 'partitionCount'>,
    status: EditionRow['status'],
  ): Promise<EditionRef> {
    const schema = `edition_${name.replaceAll('-', '_')}`;
    return this.database.transaction(async (sql) => {
      await sql.query(`select pg_advisory_xact_lock(hashtext($1))`, [creation_lock]);
      const made = await sql.query(
        `insert into sitrep.edition (name, schema_name, known_until, projection_version, status)
         values ($1, $2, $3, $4, $5) on conflict (name) do nothing returning name`,
        [
          name,
          schema,
          slice.knownUntilMs === undefined ? null : timestamp(slice.knownUntilMs),
          projection_version,
          status,
        ],
      );
      if (made.length === 1) {
        await createReadModels(sql, schema);
        await createCheckpoint({ sql, schema }, eventLog.partitionCount);
      }
      return { name, schema, slice };
    });
  }

  /** Opens a built edition to readers. */
  async publish({ name }: EditionRef): Promise<void> {
    await this.rows.update({ name }, { status: 'ready' });
  }

  /** Removes an edition with all its rows; nothing happens when there is none. */
  async drop(name: string): Promise<void> {
    const row = await this.rows.findOneBy({ name });
    if (row === null) return;
    await this.database.transaction(async (sql) => {
      await sql.query(`delete from sitrep.edition where name = $1`, [name]);
      await sql.query(`drop schema if exists "${row.schemaName}" cascade`);
    });
  }

  /** True when this sample has been loaded to its end. */
  async isSampleLoaded(name: string): Promise<boolean> {
    return this.samples.existsBy({ name });
  }

  /** Remembers that this sample has been loaded to its end. */
  async markSampleLoaded(name: string): Promise<void> {
    await this.samples.upsert({ name }, ['name']);
  }

  private get rows() {
    return this.database.dataSource.getRepository(EditionRow);
  }

  private get samples() {
    return this.database.dataSource.getRepository(LoadedSampleRow);
  }
}

const refOf = ({ name, schemaName, knownUntil }: EditionRow): EditionRef => ({
  ...{ name, schema: schemaName },
  slice: knownUntil === null ? {} : { knownUntilMs: knownUntil.getTime() },
});
