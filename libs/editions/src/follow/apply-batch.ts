import { createHash } from 'node:crypto';
import { decodeEvent, type EventBatch, type RecordedEvent } from '#event-log';
import type { Database, Sql } from '#platform';
import { type Fact, project } from '#read-models';
import { advanceCheckpoint, type Claim } from './checkpoint.js';
import type { WritableEdition } from '../registry/edition-record.js';
import { parkEvents } from './parked-events.js';

/** So few events that planning what is asked about them costs more than the plan of one batch is better for another. */
const small_batch = 50;

/**
 * The one transaction (design §8): checkpoint, facts, rows and parked events of a batch commit together or not at all.
 * Returns the claim as it stands after it.
 *
 * @throws {Fenced} the partition was taken over; nothing was written.
 */
export async function applyBatch(
  database: Database,
  edition: WritableEdition,
  batch: EventBatch,
  claim: Claim,
): Promise<Claim> {
  const { facts, parked } = readBatch(batch);
  const nextOffset = (batch.events.at(-1)?.offset ?? claim.nextOffset - 1n) + 1n;
  const isSmall = batch.events.length <= small_batch;
  const apply = async (sql: Sql): Promise<void> => {
    const tables = { sql, schema: edition.schema };
    await advanceCheckpoint(tables, batch.partition, claim, nextOffset);
    await parkEvents(tables, parked);
    await project(tables, facts, edition.slice);
  };
  await (isSmall ? database.smallTransaction(apply) : database.transaction(apply));
  return { ...claim, nextOffset };
}

/** What a batch says. */
export interface ReadBatch {
  readonly facts: readonly Fact[];
  /** An event that cannot be decoded is kept with its bytes and the reason; the rest goes on (law 5). */
  readonly parked: readonly { readonly recorded: RecordedEvent; readonly reason: string }[];
}

/** Decodes a batch; nothing in it makes this fail. */
export function readBatch({ events }: EventBatch): ReadBatch {
  const facts: Fact[] = [];
  const parked: { recorded: RecordedEvent; reason: string }[] = [];
  for (const recorded of events) {
    const decoded = decodeEvent(recorded);
    if (!decoded.ok) parked.push({ recorded, reason: decoded.reason });
    else {
      const digest = createHash('sha256').update(recorded.body).digest();
      facts.push({ eventId: recorded.id, event: decoded.event, digest });
    }
  }
  return { facts, parked };
}
