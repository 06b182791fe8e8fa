import { type EventBatch, Fenced, type Follower, type RecordedEvent } from '#event-log';
import type { Database } from '#platform';
import { applyBatch } from './apply-batch.js';
import { readBuildProgress } from '../build/build-progress.js';
import type { WritableEdition } from '../registry/edition-record.js';
import { type Claim, claimPartitions } from './checkpoint.js';
import { traceBatch } from './trace-batch.js';
import { applyAlone, applyInHalves } from './set-aside.js';

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

  /** Applies the batch; an event that cannot be projected is parked by name and reason, and the rest goes on (law 9). */
  apply(batch: EventBatch): Promise<void> {
    return traceBatch(batch, () => this.project(batch));
  }

  private async project({ partition, events }: EventBatch): Promise<void> {
    const { database, edition } = this;
    let held = this.claims.get(partition);
    if (held === undefined) throw new Fenced(`Partition ${partition} is not held by this worker.`);
    const { isSuspect, nextOffset } = held;
    const advance = async (step: (claim: Claim) => Promise<Claim>): Promise<void> => {
      const before = held as Claim;
      held = { ...(await step(before)), isSuspect: false };
      // A claim made while this batch was committing is the newer one.
      if (this.claims.get(partition) === before) this.claims.set(partition, held);
    };
    const alone = (event: RecordedEvent) => advance((claim) => applyAlone(database, edition, event, claim));
    // What a batch had committed before it failed is not applied again.
    const ahead = events.filter(({ offset }) => offset >= nextOffset);
    if (isSuspect) for (const event of ahead) await alone(event);
    else
      await applyInHalves(
        ahead,
        (some) => advance((claim) => applyBatch(database, edition, { partition, events: some }, claim)),
        alone,
      );
  }
}
