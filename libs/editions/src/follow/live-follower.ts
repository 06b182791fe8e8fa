import type { EditionStorage } from '../registry/order-edition.js';
import { type EventBatch, Fenced, type Follower, type Following } from '#event-log';
import type { Database } from '#platform';
import { EditionFollower } from './edition-follower.js';
import { live_edition } from '../registry/edition-name.js';

/** The connections that rows are written over are by default those that editions are made over. */
export interface FollowingStorage extends EditionStorage {
  readonly projecting?: Database;
}

/**
 * Keeps whichever edition is live up with the log. Which one that is, it asks whenever partitions are claimed: a switch
 * fences those who follow the edition before, and they claim their partitions of the new one.
 */
export class LiveFollower implements Follower {
  private following: { readonly schema: string; readonly follower: EditionFollower } | undefined;

  constructor(private readonly storage: FollowingStorage) {}

  /** @throws {EditionUnusable} the live edition cannot follow this log with this code. */
  async claim(partitions: readonly number[]): Promise<ReadonlyMap<number, bigint>> {
    const { database, projecting = database, editions, eventLog } = this.storage;
    const edition = await editions.prepareLive(eventLog);
    const follower = new EditionFollower(projecting, edition);
    const claimed = await follower.claim(partitions);
    // A follower that waited for a switch has claimed the old edition, which no longer moves: it claims again.
    if (await this.isSwitched(edition.schema)) return this.claim(partitions);
    this.following = { schema: edition.schema, follower };
    return claimed;
  }

  async apply(batch: EventBatch): Promise<void> {
    const { following } = this;
    if (following === undefined) throw new Fenced(`Partition ${batch.partition} is not held by this worker.`);
    try {
      await following.follower.apply(batch);
    } catch (error) {
      // After two switches the tables of the claimed edition are gone, so this follower is not even fenced.
      if (!(await this.isSwitched(following.schema).catch(() => false))) throw error;
      throw new Fenced('Another edition has been made the live one.', { cause: error, reclaimAfterMs: 0 });
    }
  }

  private async isSwitched(schema: string): Promise<boolean> {
    const live = await this.storage.editions.find(live_edition);
    return live !== undefined && live.schema !== schema;
  }
}

/**
 * Keeps the live edition at the end of the log until stopped, making it when there is none, and going on with another
 * one that is made live meanwhile. Several processes may do so at once: the log deals its partitions out among them.
 *
 * @throws {EditionUnusable} the live edition cannot follow this log with this code.
 */
export async function followLive(storage: FollowingStorage): Promise<Following> {
  await storage.editions.prepareLive(storage.eventLog);
  return storage.eventLog.follow(`sitrep-${live_edition}`, new LiveFollower(storage));
}
