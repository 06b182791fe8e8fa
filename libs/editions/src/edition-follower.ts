import { type EventBatch, Fenced, type Follower } from '#event-log';
import type { Database } from '#platform';
import { applyBatch } from './apply-batch.js';
import { readBuildProgress } from './build-progress.js';
import type { WritableEdition } from './writable-edition.js';
import { type Claim, claimPartitions } from './checkpoint.js';

/** Keeps one edition up with the log. Several workers may follow one edition: each holds other partitions. */
export class EditionFollower implements Follower {
  private claims = new Map<number, Claim>();

  constructor(
    private readonly database: Database,
    private readonly edition: WritableEdition,
  ) {}

  async claim(partitions: readonly number[]): Promise<ReadonlyMap<number, bigint>> {
    const tables = { sql: this.database, schema: this.edition.schema };
    if ((await readBuildProgress(tables)) !== undefined)
      throw new Fenced(`"${this.edition.schema}" is being built whole: it is followed when that is complete.`);
    const claims = await claimPartitions(tables, partitions);
    this.claims = new Map(claims);
    return new Map([...claims].map(([partition, { nextOffset }]) => [partition, nextOffset]));
  }

  async apply(batch: EventBatch): Promise<void> {
    const claim = this.claims.get(batch.partition);
    if (claim === undefined) throw new Fenced(`Partition ${batch.partition} is not held by this worker.`);
    const moved = await applyBatch(this.database, this.edition, batch, claim);
    // A claim made while this batch was committing is the newer one.
    if (this.claims.get(batch.partition) === claim) this.claims.set(batch.partition, moved);
  }
}
