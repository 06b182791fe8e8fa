import { createHash } from 'node:crypto';
import { decodeEvent, type EventBatch, type RecordedEvent } from '#event-log';
import type { Database, Sql } from '#platform';
import { type EditionTables, type Fact, project, timestamp } from '#projections';
import { instantMs, type SitrepEvent } from '#situation';
import { advanceCheckpoint, type Claim } from './checkpoint.js';

/** Which facts belong into an edition. */
export interface EditionSlice {
  /** Milliseconds since 1970 UTC: facts made known later stay out. The gazetteer has no history and is always in. */
  readonly knownUntilMs?: number;
}

/** An edition as a writer sees it. */
export interface WritableEdition {
  readonly schema: string;
  readonly slice: EditionSlice;
}

/**
 * The one transaction (design §8): checkpoint, facts, rows and parked events of a batch commit together or not at all.
 *
 * @throws {Fenced} the partition was taken over; nothing was written.
 */
export async function applyBatch(
  database: Database,
  edition: WritableEdition,
  batch: EventBatch,
  claim: Claim,
): Promise<Claim> {
  const decoded = batch.events.map((recorded) => ({ recorded, decoded: decodeEvent(recorded) }));
  const facts = decoded.flatMap(({ recorded, decoded: { ok, ...result } }) =>
    ok && 'event' in result && belongs(result.event, edition.slice) ? [factOf(recorded, result.event)] : [],
  );
  const parked = decoded.flatMap(({ recorded, decoded: result }) =>
    result.ok ? [] : [{ recorded, reason: result.reason }],
  );
  const nextOffset = (batch.events.at(-1)?.offset ?? claim.nextOffset - 1n) + 1n;
  await database.transaction(async (sql: Sql) => {
    const tables: EditionTables = { sql, schema: edition.schema };
    await advanceCheckpoint(tables, batch.partition, claim, nextOffset);
    await park(tables, parked);
    await project(tables, facts);
  });
  return { ...claim, nextOffset };
}

const factOf = (recorded: RecordedEvent, event: SitrepEvent): Fact => ({
  eventId: recorded.id,
  event,
  digest: createHash('sha256').update(recorded.body).digest(),
});

function belongs(event: SitrepEvent, { knownUntilMs }: EditionSlice): boolean {
  const knownMs = knownSince(event);
  return knownUntilMs === undefined || knownMs === undefined || knownMs <= knownUntilMs;
}

function knownSince(event: SitrepEvent): number | undefined {
  switch (event.kind) {
    case 'reported':
      return instantMs(event.report.reportedAt);
    case 'report_corrected':
      return instantMs(event.correction.reportedAt);
    case 'report_retracted':
      return instantMs(event.retraction.reportedAt);
    case 'place_registered':
    case 'actor_registered':
      return undefined;
  }
}

interface Parked {
  readonly recorded: RecordedEvent;
  readonly reason: string;
}

/** An event that cannot be decoded is kept with its bytes and the reason; the rest goes on (law 5). */
async function park({ sql, schema }: EditionTables, parked: readonly Parked[]): Promise<void> {
  for (const { recorded, reason } of parked) {
    await sql.query(
      `insert into "${schema}".parked_event (partition, "offset", event_id, event_type, reason, body, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[recorded.partition, recorded.offset.toString(), storable(recorded.id), storable(recorded.type)],
        ...[storable(reason), Buffer.from(recorded.body), timestamp(recorded.recordedAtMs)],
      ],
    );
  }
}

/** Attributes of an undecodable event may hold anything; the bytes themselves are kept in `body`. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed().slice(0, 2_000);
